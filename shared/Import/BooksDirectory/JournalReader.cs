using System.Buffers;
using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Books.YearEnd;
using Bookseal.Import.Csv;
using Bookseal.Import.DirectoryTables;

namespace Bookseal.Import.BooksDirectory;

/// <summary>Checks a directory's journal files, entry by entry, and keeps the line of each.</summary>
internal sealed class JournalReader(
    IReadOnlyDictionary<string, SourceFile> files,
    EntryDates dates,
    IdScope scope,
    PersonId postedBy,
    TableSet tables,
    IProgress<ImportProgress>? progress
)
{
    private const int ChunkEntries = 1024;

    /// <summary>About what a line of an entry takes.</summary>
    private const int LineBytes = 256;
    private readonly ImportFaults _faults = tables.Faults;
    private readonly ArrayBufferWriter<byte> _line = new(4096);

    /// <summary>The last that was looked up: most journals have one.</summary>
    private Currency _knownUnit;

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
        var (check, spool) = (new EntryCheck(dates, _faults), new EntrySpool());
        foreach (var entry in first)
            check.Know(entry.Key);
        foreach (var name in BooksFiles.Journals.Where(files.ContainsKey))
        {
            var journal = new JournalFile(name, files[name], tables.SaidOf(DirectoryForms.Journal));
            journals.Add(journal);
            foreach (
                var chunk in ReadAhead.Chunks(
                    journal.Read(chart, postedBy, scope),
                    ChunkEntries,
                    read => BytesOf(read.Entry)
                )
            )
            {
                foreach (var read in chunk)
                    Take(read, check, spool, units, yearEnd, candidates);
                if (_faults.IsFull)
                    break;
            }

            foreach (var fault in journal.Rest)
                if (fault.Code == CsvFile.EncodingInvalid)
                    _faults.KeepAlone(fault, name);
                else
                    _faults.Add(fault);
            sources.Add(name, journal.Sha256);
            tables.Add(journal.Reading);
        }

        var clashes = _faults.Faults.Any(fault => fault.Code == EntryCheck.Duplicate);
        if (clashes && ScopeProposal.Of(journals, chart, postedBy, scope) is { } proposal)
            _faults.Replace(EntryCheck.Duplicate, proposal.Explain);
        return (new JoinedEntries(EntrySource.Of(first), spool), sources, candidates);
    }

    /// <summary>About what an entry holds: its texts may be long.</summary>
    private static int BytesOf(Entry entry)
    {
        var bytes = entry.Description.Length;
        foreach (var line in entry.Lines)
            bytes +=
                LineBytes
                + (line.Reference?.Length ?? 0)
                + (line.Entity?.Length ?? 0)
                + (line.Job?.Length ?? 0)
                + (line.AppliesTo?.Length ?? 0);
        return bytes;
    }

    private void Take(
        ReadEntry read,
        EntryCheck check,
        EntrySpool spool,
        KnownUnits units,
        YearEndRules yearEnd,
        List<Entry> candidates
    )
    {
        foreach (var fault in read.Faults)
            _faults.Add(fault);
        CheckUnits(read, units); // before the sum, which means nothing where a unit is mistaken
        // Here and not by who reads: each of the two threads has about as much to do then.
        _line.ResetWrittenCount();
        EntryCodec.Encode(read.Entry, _line);
        check.Add(read.Entry, _line.WrittenCount, read.Where);
        LookAhead(read.Entry);
        if (yearEnd.MayBe(read.Entry))
            candidates.Add(read.Entry);
        if (_faults.IsEmpty)
            spool.Add(_line.WrittenSpan);
        if (check.Count % ImportProgress.Interval == 0)
            progress?.Report(new(ImportStep.Check, check.Count));
    }

    private void LookAhead(Entry entry)
    {
        if (entry.Date > dates.Near)
            FarAhead = (FarAhead.Count + 1, FarAhead.First ?? entry);
    }

    private void CheckUnits(ReadEntry placed, KnownUnits units)
    {
        if (placed.Entry.Lines.All(line => line.Currency == _knownUnit))
            return;
        foreach (var unit in placed.Entry.Lines.Select(line => line.Currency).Distinct())
            if (units.Check(unit) is { } fault)
                _faults.Add(
                    fault with
                    {
                        Where = placed.Where.ToString(),
                        Message = $"entry {placed.Entry.Id}: {fault.Message}",
                    }
                );
            else
                _knownUnit = unit;
    }
}
