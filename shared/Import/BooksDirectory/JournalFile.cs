using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Evidence;

namespace Bookseal.Import.BooksDirectory;

/// <summary>journal.csv or journal.ndjson: its entries and its digest come of one reading.</summary>
internal sealed class JournalFile(string name, SourceFile file)
{
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
        var entries =
            name == BooksFiles.JournalCsv
                ? new JournalCsvReader(name, file.Open, chart, postedBy, faults).Read(stream)
                : JournalNdjsonReader.Read(name, stream, chart, postedBy, faults);
        foreach (var entry in entries)
            yield return entry with
            {
                Entry = scope.Place(entry.Entry),
            };
        Sha256 = stream.Finish();
        if (!Equals(stamp, file.Stamp()))
            faults.Add(
                $"{name}:1:1",
                "SOURCE_CHANGED",
                $"{name} changed while it was being imported; import it again when nobody writes to it"
            );
    }
}
