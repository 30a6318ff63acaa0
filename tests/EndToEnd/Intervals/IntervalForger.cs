using System.Text;
using Bookseal.Books.Accounts;
using Bookseal.Books.Audit;
using Bookseal.Books.Ledger;
using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Intervals;
using Bookseal.Books.Reconciliation;
using Bookseal.EndToEnd.Tests.Proofs;
using Bookseal.Evidence.BagIt;
using Bookseal.Evidence.Dsse;
using Bookseal.Evidence.InToto;
using Bookseal.Evidence.Notes;
using Bookseal.Evidence.Signing;

namespace Bookseal.EndToEnd.Tests.Intervals;

/// <summary>
/// An insider with the log's private key: edits a good bag of an interval, and redoes manifest, statement with
/// predicate, signature and tags over it.
/// </summary>
internal sealed class IntervalForger(MemoryBag bag, ISigner signer)
{
    public SortedDictionary<string, byte[]> Files => bag.Files;

    public ISigner Signer { get; set; } = signer;

    public string PredicateType { get; set; } = IntervalLayout.PredicateType;

    public Func<JsonObject, JsonObject> Predicate { get; set; } = predicate => predicate;

    /// <summary>Replaces the first occurrence, which must exist.</summary>
    public void Replace(string path, string part, string instead)
    {
        var text = Encoding.UTF8.GetString(Files[path]);
        var at = text.IndexOf(part, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{part}' is not in {path}");
        Files[path] = Encoding.UTF8.GetBytes(text[..at] + instead + text[(at + part.Length)..]);
    }

    public void DropLine(string path) =>
        Files[path] = Files[path].AsSpan(Files[path].AsSpan().IndexOf((byte)'\n') + 1).ToArray();

    /// <summary>All that follows from the inputs, made again from what they are now.</summary>
    public void Recompute()
    {
        var stated = IntervalRecord.Read(JsonText.ParseObject(Files[IntervalLayout.Record]).Value).Value;
        var books = new IntervalBooks(
            new(
                stated.Interval,
                ChartOfAccounts.FromBytes(Files[BagLayout.Accounts]).Value,
                BalanceList.FromBytes(Files[BagLayout.OpeningBalances]).Value,
                ReconciliationRules.FromBytes(Files[IntervalLayout.ReconciliationRules]).Value,
                stated.MadeUnder,
                stated.JournalKept
            )
        );
        ForEach(BagLayout.Journal, line => books.AddEntry(line));
        ForEach(BagLayout.Subledgers, line => books.Others.AddItem(line));
        ForEach(BagLayout.Bank, line => books.Others.AddBank(line));
        ForEach(IntervalLayout.Payouts, line => books.Others.AddPayout(line));
        var streamed = IntervalLayout.Streamed.ToDictionary(path => path, path => Digest.Of(Files[path]));
        foreach (var (path, content) in IntervalPayload.Of(stated.Facts, books, streamed).Files)
            Files[path] = content;
    }

    public async Task<MemoryBag> SealAsync()
    {
        var digests = Files
            .Where(file => file.Key.StartsWith("data/", StringComparison.Ordinal))
            .ToDictionary(file => file.Key, file => Digest.Of(file.Value));
        Files[BagWriter.Manifest] = BagManifest.Write(digests);
        var entry = AuditEntry.Decode(FirstLine(BagLayout.Audit)).Value;
        var checkpoint = Checkpoint.Parse(SignedNote.Parse(Files[BagLayout.Checkpoint]).Value.Text).Value;
        var record = JsonText.ParseObject(Files[IntervalLayout.Record]).Value;
        var statement = IntervalStatement.Of(Files[BagWriter.Manifest], digests, record, entry, checkpoint);
        var payload = (
            statement with
            {
                PredicateType = PredicateType,
                Predicate = Predicate(statement.Predicate),
            }
        ).ToJson();
        var signature = await DsseEnvelope.SignAsync(Statement.PayloadType, payload, Signer, CancellationToken.None);
        Files[BagLayout.Envelope] = new DsseEnvelope(Statement.PayloadType, payload, [signature]).ToJson();
        return RewriteTags();
    }

    private MemoryBag RewriteTags()
    {
        var payload = Files.Where(file => file.Key.StartsWith("data/", StringComparison.Ordinal)).ToList();
        var oxum = BagWriter.PayloadOxum(payload.Select(file => (long)file.Value.Length));
        var lines = Encoding.Latin1.GetString(Files[BagWriter.Info]).Split('\n');
        Files[BagWriter.Info] = Encoding.Latin1.GetBytes(
            string.Join(
                '\n',
                lines.Select(line =>
                    line.StartsWith("Payload-Oxum", StringComparison.Ordinal) ? $"Payload-Oxum: {oxum}" : line
                )
            )
        );
        Files[BagWriter.TagManifest] = BagManifest.Write(
            Files
                .Where(file => !file.Key.StartsWith("data/", StringComparison.Ordinal))
                .Where(file => file.Key != BagWriter.TagManifest)
                .Select(file => KeyValuePair.Create(file.Key, Digest.Of(file.Value)))
                .ToList()
        );
        return bag;
    }

    private byte[] FirstLine(string path) => Files[path].AsSpan(0, Files[path].AsSpan().IndexOf((byte)'\n')).ToArray();

    private void ForEach(string path, Action<byte[]> add)
    {
        foreach (var line in Encoding.UTF8.GetString(Files[path]).Split('\n')[..^1])
            add(Encoding.UTF8.GetBytes(line));
    }
}
