using System.Text;
using Bookseal.Books.Proof;
using Bookseal.Evidence.Merkle;
using Bookseal.Evidence.Notes;
using Bookseal.Fuzz.Fixtures;
using Bookseal.Fuzz.Mutators;

namespace Bookseal.Fuzz.Bags;

/// <summary>
/// Lets the audit chain tell what the files say now: their digests and lengths, the hash of every entry before, the
/// signed tree head. So the mutants get past the chain.
/// </summary>
internal static class Story
{
    public static void Retell(FuzzBag bag, SealedMonth month)
    {
        if (!bag.Files.TryGetValue(BagLayout.Audit, out var chain))
            return;
        var lines = LinesMutator.Split(chain).ConvertAll(line => Rename(line, bag, month));
        Link(lines);
        bag.Files[BagLayout.Audit] = LinesMutator.Join(lines);
        if (bag.Files.TryGetValue(BagLayout.Certificate, out var certificate))
            bag.Files[BagLayout.Certificate] = Rename(certificate, bag, month);
        SignTree(bag, month, [.. lines.Select(line => MerkleHash.Leaf(line))]);
    }

    /// <summary>Old digests and lengths of the files that changed, wherever they stand, become the new ones.</summary>
    private static byte[] Rename(byte[] line, FuzzBag bag, SealedMonth month)
    {
        var text = new StringBuilder(Splice.Text(line));
        foreach (
            var (path, content) in bag.Payload.Where(file =>
                file.Key != BagLayout.Audit
                && month.Files.TryGetValue(file.Key, out var old)
                && !ReferenceEquals(old, file.Value)
            )
        )
        {
            text.Replace(Digest.Of(month.Files[path]).ToString(), Digest.Of(content).ToString());
            if (path is BagLayout.Journal)
                text.Replace(
                    $"\"segment_lengths\":[{month.Files[path].Length}]",
                    $"\"segment_lengths\":[{content.Length}]"
                );
            if (path is BagLayout.Bank)
                text.Replace(
                    $"\"position_bytes\":{month.Files[path].Length},",
                    $"\"position_bytes\":{content.Length},"
                );
            if (path is BagLayout.Subledgers)
                Subledgers(text, LinesMutator.Split(month.Files[path]), LinesMutator.Split(content));
        }

        return Splice.Utf8(text.ToString());
    }

    private static void Subledgers(StringBuilder text, List<byte[]> old, List<byte[]> now)
    {
        foreach (var name in (string[])["AR", "BANK"])
        {
            var mark = Splice.Utf8($"\"subledger\":\"{name}\"");
            var (before, after) = (
                LinesMutator.Join(old.Where(line => line.AsSpan().IndexOf(mark) >= 0)),
                LinesMutator.Join(now.Where(line => line.AsSpan().IndexOf(mark) >= 0))
            );
            text.Replace(Digest.Of(before).ToString(), Digest.Of(after).ToString());
            text.Replace($"\"position_bytes\":{before.Length},", $"\"position_bytes\":{after.Length},");
        }
    }

    private static void Link(List<byte[]> lines)
    {
        for (var i = 1; i < lines.Count; i++)
            if (JsonText.ParseObject(lines[i]).TryGet(out var entry, out _) && entry["prev"] is JsonString)
                lines[i] = CanonicalJson.ToBytes(entry.With("prev", Digest.Of(lines[i - 1])));
    }

    /// <summary>A consistency file that was mutated on purpose stays.</summary>
    private static void SignTree(FuzzBag bag, SealedMonth month, IReadOnlyList<Digest> leaves)
    {
        var old = ConsistencyFile.FromBytes(month.Files[BagLayout.Consistency]).Value;
        var (before, tree) = (old.Frontier.Copy(), old.Frontier.Copy());
        var sinceBefore = (int)Math.Min(leaves.Count, old.PreviousSize - old.Frontier.End);
        foreach (var leaf in leaves.Take(sinceBefore))
            before.Append(leaf);
        foreach (var leaf in leaves)
            tree.Append(leaf);
        var checkpoint = new Checkpoint(month.Trust.LogOrigin, tree.End, tree.Root());
        var isMutated = !ReferenceEquals(
            bag.Files.GetValueOrDefault(BagLayout.Checkpoint),
            month.Files[BagLayout.Checkpoint]
        );
        if (!isMutated)
            bag.Files[BagLayout.Checkpoint] = SignedNote
                .SignAsync(checkpoint.ToText(), checkpoint.Origin, SteadyKeys.LogSigner, CancellationToken.None)
                .AsTask()
                .GetAwaiter()
                .GetResult()
                .ToBytes();
        if (!ReferenceEquals(bag.Files.GetValueOrDefault(BagLayout.Consistency), month.Files[BagLayout.Consistency]))
            return;
        var proof = MerkleTree.ConsistencyProof(before, [.. leaves.Skip(sinceBefore)]);
        bag.Files[BagLayout.Consistency] = new ConsistencyFile(
            old.Frontier,
            before.End,
            before.Root(),
            proof
        ).ToBytes();
    }
}
