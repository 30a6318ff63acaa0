using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Evidence;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Closing.Imports;

/// <summary>
/// An import adds. What is posted has to stay explained: its accounts are in the chart, and a source that is given as a
/// whole still has its entries.
/// </summary>
internal sealed class ImportIntegrityCheck(Workspace workspace)
{
    /// <summary>
    /// <c>ENTRY_GONE</c>: an entry came from the whole source and is not in it any more, so someone changed or removed
    /// it there, and to import the rest would count the changed one twice. <c>ACCOUNT_IN_USE</c>: the chart has lost an
    /// account that entries name. The journals are read only where one of the two can be.
    /// </summary>
    public async Task<Fault?> CheckAsync(ImportedBooks books, MasterDigests current, CancellationToken cancel)
    {
        var before = await workspace.MasterData.ReadAsync(workspace.Tenant, current, cancel);
        var lost = before
            .Chart.Accounts.Select(account => account.Code)
            .Where(code => books.Chart.Find(code) is null)
            .ToHashSet();
        if (lost.Count == 0 && books.FullSnapshotSource is null)
            return null;

        var changes = new ImportFaults();
        var ids = books.FullSnapshotSource is { } source
            ? books.Entries.Read(changes).Select(entry => entry.Id).Where(id => IsOf(source, id)).ToHashSet()
            : [];
        if (!changes.IsEmpty)
            return changes.Faults[0];
        Fault? fault = null;
        foreach (var period in await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel))
        {
            var lengths = await workspace.Journals.LengthsAsync(workspace.Tenant, period, cancel);
            await using var stream = workspace.Journals.Read(workspace.Tenant, period, lengths);
            var read = await LineSplitter.ForEachAsync(
                stream,
                line => fault ??= Check(line, books.FullSnapshotSource, ids, lost),
                cancel
            );
            if (!read.IsOk)
                throw new InvalidDataException($"the journal of {period} cannot be read: {read.Fault}");
            if (fault is not null)
                return fault;
        }

        return null;
    }

    /// <summary>A line that is no entry is a matter of the guards.</summary>
    private static Fault? Check(
        ReadOnlySpan<byte> line,
        FullSnapshotSource? source,
        HashSet<EntryId> ids,
        HashSet<AccountCode> lost
    )
    {
        if (!EntryCodec.Decode(line).TryGet(out var entry, out _))
            return null;
        if (source is not null && !ids.Contains(entry.Id) && IsOf(source, entry.Id))
            return Gone(entry, source);
        return entry.Lines.FirstOrDefault(posting => lost.Contains(posting.Account)) is { } lostPosting
            ? InUse(lostPosting.Account, entry.Id)
            : null;
    }

    private static bool IsOf(FullSnapshotSource source, EntryId entry) =>
        entry.ToString().StartsWith(source.IdPrefix, StringComparison.Ordinal);

    private static Fault Gone(Entry entry, FullSnapshotSource source) =>
        new(
            "ENTRY_GONE",
            $"entry {entry.Id} of {Dates.Text(entry.Date)}, {new JsonString(entry.Description)}, was imported before "
                + "and is not in the file any more. "
                + "Posted entries are corrected, not edited: put the transaction back as it was and add one that "
                + "corrects it. The file holds the company's whole journal each time"
        )
        {
            Where = $"{source.File}:1:1",
        };

    private static Fault InUse(AccountCode account, EntryId by) =>
        new(
            "ACCOUNT_IN_USE",
            $"account {account} is not in the chart any more, but entry {by} names it. "
                + "Books that came with --format FILE are imported with it again; "
                + "to go on with what is imported, name --tenant instead of the directory"
        )
        {
            Where = $"{BooksFiles.Accounts}:1:1",
        };
}
