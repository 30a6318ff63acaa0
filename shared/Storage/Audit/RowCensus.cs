using System.Runtime.CompilerServices;
using Bookseal.Books.Audit;
using Bookseal.Books.Values;

namespace Bookseal.Storage.Audit;

/// <summary>
/// Which projection rows a partition has: counted by family (the key up to its first hyphen) in the head, so that a row
/// that is lost is missed and never taken for one that was not written yet.
/// </summary>
internal sealed class RowCensus(ITableStore tables, string table, TenantId tenant)
{
    private const string RunFamily = "run";
    private const string BooksFamily = "books";

    public static string FamilyOf(string key) => key.Split('-', 2)[0];

    /// <summary>The counts after a commit of these writes.</summary>
    public static Dictionary<string, long> Add(
        IReadOnlyDictionary<string, long> rows,
        IEnumerable<TableWrite> projections
    )
    {
        var after = new Dictionary<string, long>(rows, StringComparer.Ordinal);
        foreach (var inserted in projections.Where(write => write.IfMatch is null))
            after[FamilyOf(inserted.Key)] = after.GetValueOrDefault(FamilyOf(inserted.Key)) + 1;
        return after;
    }

    /// <summary>
    /// Whether a row that is not there should be. The head is read after the row was missed, and the rows after the
    /// head: a row that comes meanwhile is counted, and not missed.
    /// </summary>
    public async Task<bool> IsLostAsync(string key, AuditHead head, CancellationToken cancel)
    {
        var family = FamilyOf(key);
        if (head.Rows is not { } rows)
            return (await ReadDueAsync(head.Size, cancel)).Contains(key);
        var expected = rows.GetValueOrDefault(family);
        return expected > 0 && await CountAsync(family, family + ".", cancel) < expected; // '.' comes after '-'
    }

    /// <summary>
    /// The counts for the head of a chain that an older release wrote, once, at the first commit of this one.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, long>> TakeAsync(AuditHead head, CancellationToken cancel)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var key in ReadKeysAsync(cancel))
            keys.Add(key);
        if ((await ReadDueAsync(head.Size, cancel)).FirstOrDefault(due => !keys.Contains(due)) is { } lost)
            throw ChainCode.DamagedRow(lost, "is lost");
        return keys.CountBy(FamilyOf).ToDictionary(family => family.Key, family => (long)family.Value);
    }

    /// <summary>The keys of every row that is neither an entry nor the head.</summary>
    public async IAsyncEnumerable<string> ReadKeysAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        (string, string)[] besideEntries = [("!", "e0"), ("e:", "~")]; // an entry's key is 'e' and digits
        foreach (var (from, to) in besideEntries)
        await foreach (var row in tables.QueryAsync(table, tenant.ToString(), from, to, cancel))
            if (row.Key != AuditLog.HeadKey)
                yield return row.Key;
    }

    /// <summary>The rows that the entries themselves tell of.</summary>
    private async Task<HashSet<string>> ReadDueAsync(long size, CancellationToken cancel)
    {
        var due = new HashSet<string>(StringComparer.Ordinal);
        var (from, to) = (AuditLog.EntryKey(0), AuditLog.EntryKey(size));
        await foreach (var row in tables.QueryAsync(table, tenant.ToString(), from, to, cancel))
            if (AuditEntry.Decode(row.Payload.Span).TryGet(out var entry, out _))
            {
                if (entry is { Run: not null, Period: { } period })
                    due.Add($"{RunFamily}-{period}");
                if (entry.Type.StartsWith("books_imported/", StringComparison.Ordinal))
                    due.Add(BooksFamily);
            }

        return due;
    }

    private async Task<long> CountAsync(string from, string to, CancellationToken cancel)
    {
        var count = 0L;
        await foreach (var _ in tables.QueryAsync(table, tenant.ToString(), from, to, cancel))
            count++;
        return count;
    }
}
