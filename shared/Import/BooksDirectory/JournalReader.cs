using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Books.YearEnd;
using Bookseal.Import.Csv;

namespace Bookseal.Import.BooksDirectory;

/// <summary>Checks a directory's journal files, entry by entry, and remembers how to read them again.</summary>
internal sealed class JournalReader(
    IReadOnlyDictionary<string, SourceFile> files,
    EntryDates dates,
    IdScope scope,
    PersonId postedBy,
    ImportFaults faults,
    IProgress<ImportProgress>? progress
)
{
    /// <summary>How many entries are dated far ahead, and the first of them.</summary>
    public (int Count, Entry? First) FarAhead { get; private set; }

    /// <param name="first">The entries that come before those of the files.</param>
    /// <param name="yearEnd">Which entries to keep as year-end candidates.</param>
    /// <returns>All entries, good only if nothing was noted; and the digest of each file.</returns>
    public (EntrySource Entries, Dictionary<string, Digest> Sources, List<Entry> YearEndCandidates) Read(
        IReadOnlyList<Entry> first,
        ChartOfAccounts chart,
        KnownUnits units,
        YearEndRules yearEnd
    )
    {
        List<Entry> candidates = [.. first.Where(yearEnd.MayBe)];
        foreach (var entry in first)
            LookAhead(entry);
        var (journals, sources) = (new List<JournalFile>(), new Dictionary<string, Digest>(StringComparer.Ordinal));
        var check = new EntryCheck(dates, faults);
        foreach (var entry in first)
            check.Know(entry.Key);
        foreach (var name in BooksFiles.Journals)
        {
            if (!files.TryGetValue(name, out var file) || JournalFile.Measure(name, file, faults) is not { } journal)
                continue;
            journals.Add(journal);
            sources.Add(name, journal.Sha256);
            foreach (var placed in journal.Read(chart, postedBy, scope, faults))
            {
                CheckUnits(placed, units); // before the sum, which means nothing where a unit is mistaken
                check.Add(placed.Entry, placed.Where);
                LookAhead(placed.Entry);
                if (yearEnd.MayBe(placed.Entry))
                    candidates.Add(placed.Entry);
                if (check.Count % ImportProgress.Interval == 0)
                    progress?.Report(new(ImportStep.Check, check.Count));
            }
        }

        var clashes = faults.Faults.Any(fault => fault.Code == EntryCheck.Duplicate);
        if (clashes && ScopeProposal.Of(journals, chart, postedBy, scope) is { } proposal)
            faults.Replace(EntryCheck.Duplicate, proposal.Explain);
        return (new JournalEntries(first, journals, chart, postedBy, scope, check.Count), sources, candidates);
    }

    private void LookAhead(Entry entry)
    {
        if (entry.Date > dates.Near)
            FarAhead = (FarAhead.Count + 1, FarAhead.First ?? entry);
    }

    private void CheckUnits(PlacedEntry placed, KnownUnits units)
    {
        foreach (var unit in placed.Entry.Lines.Select(line => line.Currency).Distinct())
            if (units.Check(unit) is { } fault)
                faults.Add(
                    fault with
                    {
                        Where = placed.Where.ToString(),
                        Message = $"entry {placed.Entry.Id}: {fault.Message}",
                    }
                );
    }
}

/// <summary>The entries of a directory's journal files, behind those that another program's journal gave.</summary>
internal sealed class JournalEntries(
    IReadOnlyList<Entry> first,
    IReadOnlyList<JournalFile> files,
    ChartOfAccounts chart,
    PersonId postedBy,
    IdScope scope,
    int count
) : EntrySource
{
    public override int Count => first.Count + count;

    public override IEnumerable<Entry> Read(ImportFaults faults)
    {
        foreach (var entry in first)
            yield return entry;
        foreach (var file in files)
        {
            // They were good when they were checked: whatever is wrong now, is a change.
            var changes = new ImportFaults();
            foreach (var placed in file.Read(chart, postedBy, scope, changes))
            {
                if (!changes.IsEmpty)
                    break;
                yield return placed.Entry;
            }

            if (changes.IsEmpty)
                continue;
            faults.Add(file.Changed);
            yield break;
        }
    }
}
