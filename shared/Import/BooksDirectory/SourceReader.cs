using Bookseal.Books.Accounts;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Sources;
using Bookseal.Books.Values;
using Bookseal.Books.YearEnd;
using Bookseal.Import.DirectoryTables;
using Bookseal.Import.Hledger;
using Bookseal.Import.Ledgers;

namespace Bookseal.Import.BooksDirectory;

/// <summary>
/// Reads one file that a source gave, as an import of it into books that are there would: the readers are those of a
/// books directory, the master data those that are current.
/// </summary>
/// <param name="profile">What is current, as chart and openings are.</param>
/// <param name="postedBy">Who imports: the entries' poster.</param>
/// <param name="today">The clock's date where the company is.</param>
public sealed class SourceReader(
    CompanyProfile profile,
    ChartOfAccounts chart,
    BalanceList openings,
    PersonId postedBy,
    DateOnly today
)
{
    /// <summary>Null where there are faults; they begin with the file's name.</summary>
    /// <param name="commodities">Of hledger's files.</param>
    /// <param name="mapping">Of a table whose columns somebody has named.</param>
    public ImportedBooks? Read(
        SourceFormat format,
        string name,
        byte[] content,
        CommodityNames commodities,
        ImportFaults faults,
        (string Name, byte[] Json)? mapping = null
    )
    {
        var found = new ImportFaults();
        var books = LedgerOf(format, name, content, commodities, mapping) is { } ledger
            ? ReadLedger(ledger, found)
            : ReadMember(MemberOf(format), name, content, found);
        foreach (var fault in found.Faults)
            faults.Add(fault);
        return found.IsEmpty ? books : null;
    }

    /// <summary>The journal of another program; null where it is a file of a books directory.</summary>
    private LedgerFile? LedgerOf(
        SourceFormat format,
        string name,
        byte[] content,
        CommodityNames commodities,
        (string Name, byte[] Json)? mapping
    )
    {
        if (format == SourceFormat.HledgerCsv)
            return new HledgerFile(name, content, commodities);
        return format.IsOfTables()
            ? new TableLedgerFile(format.Text(), name, content) { Known = new(chart, openings), Mapping = mapping }
            : null;
    }

    private ImportedBooks ReadMember(string member, string name, byte[] content, ImportFaults faults)
    {
        var found = new ImportFaults();
        var books = BooksFiles.Journals.Contains(member)
            ? ReadJournal(member, content, found)
            : ReadList(member, content, found);
        foreach (var fault in found.Faults)
            faults.Add(fault with { Where = fault.Where?.Replace(member, name, StringComparison.Ordinal) });
        IReadOnlyList<TableReading> tables = [.. books.Tables.Select(reading => reading with { File = name })];
        return books with { Tables = tables, Notices = [.. tables.Select(reading => reading.Notice).OfType<Fault>()] };
    }

    private ImportedBooks ReadJournal(string member, byte[] content, ImportFaults faults)
    {
        var (files, tables) = (
            new Dictionary<string, SourceFile> { [member] = SourceFile.Of(content) },
            TableSet.Unsaid(faults)
        );
        var (entries, sources, candidates, ahead) = Judge(files, [], chart, [], tables);
        return new(profile, chart, openings, entries, [], sources)
        {
            YearEndCandidates = candidates,
            FarAhead = ahead,
            Tables = tables.Readings,
        };
    }

    private ImportedBooks ReadLedger(LedgerFile file, ImportFaults faults)
    {
        var past = file.Read(profile, chart, Dates, postedBy, faults);
        var none = new Dictionary<string, SourceFile>();
        var (entries, sources, candidates, ahead) = Judge(
            none,
            past.Entries,
            past.Chart,
            file.Said,
            TableSet.Unsaid(faults)
        );
        // Where the file has the time before the books, it says the openings, as it did when it was imported first.
        var own = past.Openings.Balances.Count > 0 ? BalanceList.Empty : openings;
        var books = new ImportedBooks(profile, past.Chart, own, entries, [], sources)
        {
            YearEndCandidates = candidates,
            FarAhead = ahead,
        };
        return BooksReader.Add(books, past, file, faults);
    }

    private ImportedBooks ReadList(string member, byte[] content, ImportFaults faults)
    {
        var files = new Dictionary<string, byte[]> { [member] = content };
        var sources = new Dictionary<string, Digest> { [member] = Digest.Of(content) };
        var (units, tables) = (new KnownUnits(profile, []), TableSet.Unsaid(faults));
        return new(
            profile,
            chart,
            openings,
            EntrySource.Of([]),
            member == BooksFiles.Subledgers ? SubledgersReader.Read(content, units, tables) : [],
            sources
        )
        {
            BankLines = BankReader.Read(files, units, tables),
            Tables = tables.Readings,
        };
    }

    private (EntrySource, Dictionary<string, Digest>, List<Entry>, (int, Entry?)) Judge(
        Dictionary<string, SourceFile> files,
        IReadOnlyList<Entry> first,
        ChartOfAccounts named,
        IEnumerable<Currency> said,
        TableSet tables
    )
    {
        var journals = new JournalReader(files, Dates, IdScope.Of(profile), postedBy, tables, null);
        var yearEnd = new YearEndRules(named, profile.RetainedEarnings, profile.Calendar, profile.BooksStart);
        var (entries, sources, candidates) = journals.Read(first, named, new KnownUnits(profile, said), yearEnd);
        return (entries, sources, candidates, journals.FarAhead);
    }

    private EntryDates Dates => EntryDates.At(profile.BooksStart, today);

    /// <summary>What a books directory calls such a file; the audit chain does so, too.</summary>
    private static string MemberOf(SourceFormat format) =>
        format switch
        {
            SourceFormat.JournalCsv => BooksFiles.JournalCsv,
            SourceFormat.JournalNdjson => BooksFiles.JournalNdjson,
            SourceFormat.SubledgersCsv => BooksFiles.Subledgers,
            SourceFormat.BankStatementsCsv => BooksFiles.BankStatements,
            SourceFormat.BankTransactionsCsv => BooksFiles.BankTransactions,
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        };
}
