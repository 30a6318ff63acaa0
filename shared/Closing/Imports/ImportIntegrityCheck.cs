using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Evidence;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Imports;

/// <summary>
/// What is posted has to stay explained: its accounts are in the chart, and a source that is given as a whole still has
/// its entries.
/// </summary>
internal sealed class ImportIntegrityCheck(Workspace workspace)
{
    private readonly Dictionary<EntryKey, GoneEntry> _missing = [];
    private readonly HashSet<EntryKey> _takenBack = [];
    private readonly HashSet<EntryId> _unseen = [];
    private Fault? _inUse;

    /// <summary>
    /// The entries that came from the whole source and are not in it any more, and those that are new in it.
    /// <c>ACCOUNT_IN_USE</c>: the chart has lost an account that entries name. The journals are read only where one of
    /// these can be.
    /// </summary>
    public async Task<Result<SourceDifference>> CompareAsync(
        ImportedBooks books,
        MasterDigests current,
        CancellationToken cancel
    )
    {
        var before = await workspace.MasterData.ReadAsync(workspace.Tenant, current, cancel);
        if (HasLostOpenings(books, before))
            return OpeningsGone;
        var lost = before
            .Chart.Accounts.Select(account => account.Code)
            .Where(code => books.Chart.Find(code) is null)
            .ToHashSet();
        if (lost.Count == 0 && books.FullSnapshotSource is null)
            return new SourceDifference([], []);

        var ids = books.FullSnapshotSource is { } source
            ? books.Entries.Read().Select(entry => entry.Id).Where(id => IsOf(source, id)).ToHashSet()
            : [];
        _unseen.UnionWith(ids);
        foreach (var period in await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel))
        {
            await foreach (var entry in workspace.ReadEntriesAsync(period, cancel))
                Look(period, entry, books.FullSnapshotSource, ids, lost);
            if (_inUse is { } inUse)
                return inUse;
        }

        List<GoneEntry> gone =
        [
            .. _missing.Values.Where(entry => entry.Standing is { } standing && !_takenBack.Contains(standing.Key)),
        ];
        return new SourceDifference(
            gone,
            gone.Count == 0 ? [] : [.. books.Entries.Read().Where(entry => _unseen.Contains(entry.Id))]
        );
    }

    /// <summary>
    /// Opening balances came from a file of another program, which is not given this time: that it is not there is no
    /// statement that they are zero.
    /// </summary>
    private static bool HasLostOpenings(ImportedBooks books, MasterData before) =>
        books.FullSnapshotSource is null
        && books.Openings.Balances.Count == 0
        && before.Openings.Balances.Count > 0
        && !books.Sources.ContainsKey(BooksFiles.Openings);

    private static Fault OpeningsGone =>
        new(
            "OPENINGS_GONE",
            $"the books began with balances, and neither {BooksFiles.Openings} nor a file of another program is there "
                + "to say them. Import that file again with --format, or name --tenant instead of the directory to go "
                + $"on with what is imported; a {BooksFiles.Openings} with its header alone says that there are none"
        )
        {
            Where = $"{BooksFiles.Openings}:1:1",
        };

    private void Look(
        PeriodCode period,
        Entry entry,
        FullSnapshotSource? source,
        HashSet<EntryId> ids,
        HashSet<AccountCode> lost
    )
    {
        if (entry.Lines.FirstOrDefault(posting => lost.Contains(posting.Account)) is { } posting)
            _inUse ??= InUse(posting.Account, entry.Id);
        if (entry.Reverses is { } reversed)
            _takenBack.Add(entry.Key with { Id = reversed });
        var original = PlannedEdit.OriginalOf(entry);
        _unseen.Remove(original.Id);
        if (source is null || ids.Contains(original.Id) || !IsOf(source, original.Id))
            return;
        if (entry.Edit is null && entry.Reverses is not null)
            return; // a reversal by hand is no entry of the source
        // The months of an entry that was moved do not come in the order of its edits: the last number says what
        // stands, and of one number the replacement.
        var (number, isKnown) = (SourceEdit.NumberOf(entry), _missing.TryGetValue(original, out var known));
        if (!isKnown || number > known!.LastEdit || (number == known.LastEdit && entry.Edit is null))
            _missing[original] = new(period, entry.Edit is null ? entry : null, number);
    }

    private static bool IsOf(FullSnapshotSource source, EntryId entry) =>
        entry.ToString().StartsWith(source.IdPrefix, StringComparison.Ordinal);

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

/// <summary>An entry of which its source, given as a whole, says nothing any more.</summary>
/// <param name="Standing">What stands of it; null if that was taken back.</param>
/// <param name="LastEdit">The number of its last edit.</param>
internal sealed record GoneEntry(PeriodCode Period, Entry? Standing, int LastEdit);

/// <summary>How a source that is given as a whole differs from what was posted of it.</summary>
/// <param name="Added">New entries; looked for only where some are gone.</param>
internal sealed record SourceDifference(IReadOnlyList<GoneEntry> Gone, IReadOnlyList<Entry> Added);
