using Bookseal.Import.BooksDirectory;
using Bookseal.Import.Tests.DirectoryTables;
using FsCheck.Fluent;

namespace Bookseal.Import.Tests;

/// <summary>
/// Whatever a file holds, the reader answers with faults that say where, or with books; it never throws.
/// </summary>
public sealed class HostileTests
{
    private static readonly Dictionary<string, byte[]> Sample = Repository.ReadFolder("samples/harbor-supply");

    [Fact]
    public void Read_RandomBytesAsAnyFile_NeverThrows() =>
        Property.Holds(
            from file in Gen.Elements<string>(BooksFiles.All)
            from bytes in Bytes.Random
            select (file, bytes),
            damage => ReadsOrFaults(new SmallBooks().With(damage.file, damage.bytes).Files),
            times: 2000
        );

    [Fact]
    public void Read_SmallBooksDamaged_NeverThrows() =>
        Property.Holds(
            from file in Gen.Elements<string>([.. new SmallBooks().Files.Keys])
            from bytes in Bytes.Damaged(new SmallBooks().Files[file])
            select (file, bytes),
            damage => ReadsOrFaults(new SmallBooks().With(damage.file, damage.bytes).Files),
            times: 3000
        );

    [Fact]
    public void Read_TheSampleDamaged_NeverThrows() =>
        Property.Holds(
            from file in Gen.Elements<string>([.. Sample.Keys])
            from bytes in Bytes.Damaged(Sample[file])
            select (file, bytes),
            damage => ReadsOrFaults(new Dictionary<string, byte[]>(Sample) { [damage.file] = damage.bytes }),
            times: 300
        );

    [Fact]
    public void Read_AnNdjsonJournalDamaged_NeverThrows() =>
        Property.Holds(
            Bytes.Damaged(
                (
                    """
                        {"date":"2026-02-01","description":"x","id":"N1","kind":"correcting",
                        """u8
                    + """
                        "lines":[{"account":"1010","currency":"USD","debit":5},
                        """u8
                    + """
                        {"account":"4000","credit":5,"currency":"USD"}]}
                        """u8
                ).ToArray()
            ),
            bytes => ReadsOrFaults(new SmallBooks().With(BooksFiles.JournalNdjson, bytes).Files),
            times: 3000
        );

    [Fact]
    public void Read_TablesDamaged_NeverThrows() =>
        Property.Holds(
            from spelling in Spelling.Any
            from file in Gen.Elements<string>(BooksFiles.JournalCsv, BooksFiles.Accounts, BooksFiles.Subledgers)
            from bytes in Bytes.Damaged(spelling.Of(new SmallBooks().Files[file]))
            select (file, bytes),
            damage =>
                ReadsOrFaults(
                    new SmallBooks()
                        .With(damage.file, damage.bytes)
                        .With(
                            BooksFiles.Mapping,
                            "{\"tables\":{\"journal.csv\":{\"dates\":\"dmy\"},\"subledgers.csv\":{\"dates\":\"dmy\"}}}"
                        )
                        .Files
                ),
            times: 3000
        );

    private static bool ReadsOrFaults(Dictionary<string, byte[]> files)
    {
        var faults = new ImportFaults();
        var books = BooksReader.Read(files, SmallBooks.Importer, faults);
        return (books is null) != faults.IsEmpty
            && faults.Faults.Count <= Limits.ImportFaults
            && faults.Faults.All(fault =>
                fault.Where is { } where
                && files.Keys.Concat(BooksFiles.All).Any(file => where.StartsWith(file + ":", StringComparison.Ordinal))
            );
    }
}
