using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Evidence;
using Bookseal.Import.DirectoryTables;

namespace Bookseal.Import.BooksDirectory;

/// <summary>journal.csv or journal.ndjson: its entries and its digest come of one reading.</summary>
/// <param name="said">What is said of journal.csv.</param>
internal sealed class JournalFile(string name, SourceFile file, TableSaid said)
{
    /// <summary>What was wrong behind the last entry.</summary>
    public IReadOnlyList<Fault> Rest { get; private set; } = [];

    /// <summary>How it was read last; null in its plain form.</summary>
    public TableReading? Reading { get; private set; }

    /// <summary>Of the bytes that were read last; good once all entries were.</summary>
    public Digest Sha256 { get; private set; }

    /// <summary>
    /// The entries in order. <c>SOURCE_CHANGED</c> is noted at the end if somebody wrote to the file meanwhile: the
    /// beginning of one version and the end of another are no journal.
    /// </summary>
    public IEnumerable<PlacedEntry> Read(ChartOfAccounts chart, PersonId postedBy, IdScope scope, ImportFaults faults)
    {
        var stamp = file.Stamp();
        using var stream = new DigestingStream(file.Open());
        var csv =
            name == BooksFiles.JournalCsv ? new JournalCsvReader(name, file.Open, chart, postedBy, faults, said) : null;
        var entries = csv?.Read(stream) ?? JournalNdjsonReader.Read(name, stream, chart, postedBy, faults);
        foreach (var entry in entries)
            yield return entry with
            {
                Entry = scope.Place(entry.Entry),
            };
        Reading = csv?.Reading;
        Sha256 = stream.Finish();
        if (!Equals(stamp, file.Stamp()))
            faults.Add(
                $"{name}:1:1",
                "SOURCE_CHANGED",
                $"{name} changed while it was being imported; import it again when nobody writes to it"
            );
    }

    /// <summary>
    /// The same, each with what was wrong before it; nothing is said to anybody else, so that another thread may read.
    /// What is wrong behind the last entry stands in <see cref="Rest"/>.
    /// </summary>
    public IEnumerable<ReadEntry> Read(ChartOfAccounts chart, PersonId postedBy, IdScope scope)
    {
        var (found, told) = (new ImportFaults(), 0);
        foreach (var placed in Read(chart, postedBy, scope, found))
        {
            IReadOnlyList<Fault> faults = told == found.Faults.Count ? [] : [.. found.Faults.Skip(told)];
            told = found.Faults.Count;
            yield return new(placed.Entry, placed.Where, faults);
        }

        Rest = [.. found.Faults.Skip(told)];
    }
}
