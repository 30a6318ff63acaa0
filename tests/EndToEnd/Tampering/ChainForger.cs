using System.Text;
using Bookseal.Books.Company;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs.Events;
using Bookseal.Evidence.Merkle;

namespace Bookseal.EndToEnd.Tests.Tampering;

/// <summary>
/// Lets the events of a run say what the forged inputs in the bag are: what was pinned at the start, sealed, fenced,
/// named. The hash links are for who calls this to make again.
/// </summary>
internal static class ChainForger
{
    private static readonly string[] NamedByDigest =
    [
        BagLayout.Accounts,
        BagLayout.OpeningBalances,
        BagLayout.PreviousCertificate,
        BagLayout.AdjustmentCertificate,
        BagLayout.DecertifiedClose,
    ];

    public static void Tell(BagForger forger)
    {
        // A digest in the chain stands for one file, whatever the event calls it.
        foreach (var path in NamedByDigest)
        {
            if (
                !forger.Files.TryGetValue(path, out var forged)
                || !forger.Proof.Bag().Files.TryGetValue(path, out var good)
            )
                continue;
            var (was, now) = (Digest.Of(good).ToString(), Digest.Of(forged).ToString());
            forger.EditLines(
                BagLayout.Audit,
                lines => lines.ReplaceAll(line => line.Replace(was, now, StringComparison.Ordinal))
            );
        }

        PayloadForger.RewriteChain(forger, (type, data) => type == "decertified/1" ? Prefix(forger, data) : data);
        PayloadForger.RewriteChain(
            forger,
            (type, data) =>
                type switch
                {
                    "run_started/3" => data.With("policy", PolicyOf(forger))
                        .With("withdrawn", data["withdrawn"] is JsonObject close ? Prefix(forger, close) : null),
                    "team_pinned/1" => data.With(
                        "policy",
                        ((JsonObject)data["policy"]!).With("sha256", CanonicalJson.DigestOf(PolicyOf(forger)))
                    ),
                    "subledger_closed/1" => Sealed(
                        data,
                        "items",
                        Items(forger, ((JsonString)data["subledger"]!).Value)
                    ),
                    "bank_closed/1" => Sealed(data, "lines", Lines(forger, BagLayout.Bank)),
                    "fenced/1" => data.With("segment_lengths", new JsonArray([forger.Files[BagLayout.Journal].Length])),
                    _ => data,
                },
            isOwnRunOnly: true
        );
    }

    /// <summary>Previous root and proof as they follow from the slice; the log before it is as it was.</summary>
    public static ConsistencyFile Consistency(ConsistencyFile known, AuditSlice slice)
    {
        if (known.PreviousSize == 0)
            return known;
        var atPrevious = known.Frontier.Copy();
        var before = (int)(known.PreviousSize - known.Frontier.End);
        foreach (var leaf in slice.Leaves.Take(before))
            atPrevious.Append(leaf);
        return known with
        {
            PreviousRoot = atPrevious.Root(),
            Proof = MerkleTree.ConsistencyProof(atPrevious, [.. slice.Leaves.Skip(before)]),
        };
    }

    private static JsonObject PolicyOf(BagForger forger) =>
        ClosePolicy.FromBytes(forger.Files[BagLayout.Policy]).Value.Policy.ToJson();

    /// <summary>As if the journal had always begun like this.</summary>
    private static JsonObject Prefix(BagForger forger, JsonObject decertified)
    {
        var lines = Lines(forger, BagLayout.Journal).Take((int)((JsonNumber)decertified["entries"]!).Value).ToList();
        return decertified
            .With("entries", lines.Count)
            .With(
                "ledger_hash",
                MerkleTree.Root([.. lines.Select(line => MerkleHash.Leaf(Encoding.UTF8.GetBytes(line)))])
            );
    }

    private static JsonObject Sealed(JsonObject data, string count, List<string> lines)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
        return data.With(count, lines.Count).With("position_bytes", bytes.Length).With("sha256", Digest.Of(bytes));
    }

    private static List<string> Items(BagForger forger, string subledger) =>
        [
            .. Lines(forger, BagLayout.Subledgers)
                .Where(line => line.Contains($"\"subledger\":\"{subledger}\"", StringComparison.Ordinal)),
        ];

    private static List<string> Lines(BagForger forger, string path) => [.. forger.Text(path).Split('\n')[..^1]];
}
