using System.Security.Cryptography;
using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Import.Csv;

namespace Bookseal.Import.BooksDirectory;

/// <summary>
/// journal.csv or journal.ndjson: measured once, then read as often as its entries are needed. Every reading has to be
/// of the bytes that were measured.
/// </summary>
internal sealed class JournalFile
{
    private readonly string _name;
    private readonly SourceFile _file;

    private JournalFile(string name, SourceFile file, Digest sha256) => (_name, _file, Sha256) = (name, file, sha256);

    public Digest Sha256 { get; }

    public Fault Changed =>
        new("SOURCE_CHANGED", $"{_name} changed while it was being imported; import it again when nobody writes to it")
        {
            Where = $"{_name}:1:1",
        };

    /// <summary>Reads the file for its digest; a CSV file that is not UTF-8 is noted, and null.</summary>
    public static JournalFile? Measure(string name, SourceFile file, ImportFaults faults)
    {
        using var hash = SHA256.Create();
        using var stream = Hashed(file, hash);
        if (name == BooksFiles.JournalCsv && Utf8Scan.FindInvalid(stream) is { } invalid)
        {
            faults.Add(CsvFile.NotUtf8(name, invalid));
            return null;
        }

        return new(name, file, Finish(stream, hash));
    }

    /// <summary>
    /// The entries in order. <c>SOURCE_CHANGED</c> is noted at the end if these were not the bytes that were measured:
    /// what was read before is then worth nothing.
    /// </summary>
    public IEnumerable<PlacedEntry> Read(ChartOfAccounts chart, PersonId postedBy, IdScope scope, ImportFaults faults)
    {
        using var hash = SHA256.Create();
        using var stream = Hashed(_file, hash);
        var entries =
            _name == BooksFiles.JournalCsv
                ? JournalCsvReader.Read(_name, stream, chart, postedBy, faults)
                : JournalNdjsonReader.Read(_name, stream, chart, postedBy, faults);
        foreach (var entry in entries)
            yield return entry with
            {
                Entry = scope.Place(entry.Entry),
            };
        if (!faults.IsFull && Finish(stream, hash) != Sha256)
            faults.Add(Changed);
    }

    private static CryptoStream Hashed(SourceFile file, SHA256 hash) => new(file.Open(), hash, CryptoStreamMode.Read);

    /// <summary>The digest of the whole file, wherever its reader stopped.</summary>
    private static Digest Finish(CryptoStream stream, SHA256 hash)
    {
        stream.CopyTo(Stream.Null);
        return Digest.FromBytes(hash.Hash!);
    }
}
