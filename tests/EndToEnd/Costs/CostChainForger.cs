using System.Text;
using Bookseal.Books.Costs;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs.Events;
using Bookseal.EndToEnd.Tests.Tampering;

namespace Bookseal.EndToEnd.Tests.Costs;

/// <summary>What an insider with every key lets the chain say of costs, each hash done again.</summary>
internal static class CostChainForger
{
    /// <summary>The seal of the run names the costs.ndjson that is in the bag now.</summary>
    public static void TellSeal(BagForger forger)
    {
        var costs = forger.Files[BagLayout.Costs];
        PayloadForger.RewriteChain(
            forger,
            (type, data) =>
                type == CostsClosed.TypeName
                    ? data.With("sha256", Digest.Of(costs))
                        .With("bytes", costs.Length)
                        .With("lines", costs.Count(value => value == '\n'))
                    : data
        );
    }

    /// <summary>
    /// The imports, of a line each, brought what is in the bag now, and every list is made again; the seal names the
    /// last.
    /// </summary>
    public static void TellImports(BagForger forger)
    {
        var lines = new Queue<string>(forger.Text(BagLayout.Costs).Split('\n')[..^1]);
        var ledger = CostLedger.Empty;
        Edit(
            forger,
            entry =>
            {
                var data = (JsonObject)entry["data"]!;
                if (entry["type"]!.ToString() == $"\"{CostsClosed.TypeName}\"")
                    return entry.With("data", data.With("ledger_sha256", ledger.Sha256));
                if (entry["type"]!.ToString() != $"\"{CostsImported.TypeName}\"")
                    return entry;
                var bytes = Encoding.UTF8.GetBytes(lines.Dequeue() + "\n");
                var told = CostsImported.FromData(data).Value;
                var old = ledger;
                ledger = ledger.With(told.Batch with { Bytes = bytes.Length, Sha256 = Digest.Of(bytes) }).Value;
                return entry.With(
                    "data",
                    (
                        told with
                        {
                            Batch = ledger.Batches[^1],
                            Old = told.Old is null ? null : old.Sha256,
                            New = ledger.Sha256,
                        }
                    ).ToData()
                );
            }
        );
    }

    /// <summary>The run never sealed costs: the entry that says so is gone, and those after it move up.</summary>
    public static void ForgetSeal(BagForger forger) =>
        Edit(forger, entry => entry["type"]!.ToString() == $"\"{CostsClosed.TypeName}\"" ? null : entry);

    /// <summary>The same of the imports.</summary>
    public static void ForgetLastImport(BagForger forger)
    {
        var imports = forger
            .Text(BagLayout.Audit)
            .Split('\n')
            .Count(line => line.Contains(CostsImported.TypeName, StringComparison.Ordinal));
        Edit(
            forger,
            entry => entry["type"]!.ToString() == $"\"{CostsImported.TypeName}\"" && --imports == 0 ? null : entry
        );
    }

    /// <summary>The seal names the list that the first import made.</summary>
    public static void NameFirstList(BagForger forger)
    {
        var first = (JsonValue?)null;
        Edit(
            forger,
            entry =>
            {
                var data = (JsonObject)entry["data"]!;
                if (entry["type"]!.ToString() == $"\"{CostsImported.TypeName}\"")
                    first ??= data["to_sha256"];
                return entry["type"]!.ToString() == $"\"{CostsClosed.TypeName}\""
                    ? entry.With("data", data.With("ledger_sha256", first))
                    : entry;
            }
        );
    }

    private static void Edit(BagForger forger, Func<JsonObject, JsonObject?> edit) =>
        forger.EditLines(
            BagLayout.Audit,
            lines =>
            {
                var edited = lines
                    .Select(line => edit(JsonText.ParseObject(Encoding.UTF8.GetBytes(line)).Value))
                    .OfType<JsonObject>()
                    .ToList();
                lines.Clear();
                foreach (var entry in edited)
                {
                    var moved = entry.With("seq", lines.Count); // the slice of a first close begins the log
                    if (lines.Count > 0)
                        moved = moved.With("prev", Digest.Of(Encoding.UTF8.GetBytes(lines[^1])));
                    lines.Add(moved.ToString());
                }
            }
        );
}
