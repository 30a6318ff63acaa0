using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Import.BooksDirectory;
using Bookseal.Import.Ledgers;

namespace Bookseal.Import.Tests.Ledgers;

/// <summary>Reads journals of other programs into a directory of a profile, and perhaps of accounts.</summary>
internal static class LedgerFiles
{
    public static string Profile(string start, string currency, string retained, string scope = "company") =>
        $$"""
            {"tenant":"acme","name":"Acme","base_currency":"{{currency}}",
            "books_start":"{{start}}","id_scope":"{{scope}}",
            "fiscal_year_end_month":12,"time_zone":"UTC","retained_earnings":"{{retained}}",
            "team":[{"id":"graham","name":"Graham","role":"approver"}]}
            """;

    public static string OfFec(string start = "2026-01-01") => Profile(start, "EUR", "120000", "journal_and_year");

    /// <summary>The books, or their faults as <c>file:line:column: CODE message</c>.</summary>
    public static (ImportedBooks? Books, IReadOnlyList<string> Faults) Read(
        LedgerFile file,
        string profile,
        string accounts = "",
        string journal = ""
    )
    {
        var files = new Dictionary<string, byte[]> { [BooksFiles.Profile] = Encoding.UTF8.GetBytes(profile) };
        if (accounts.Length > 0)
            files[BooksFiles.Accounts] = Encoding.UTF8.GetBytes($"code,name,type,tags\n{accounts}");
        if (journal.Length > 0)
            files[BooksFiles.JournalCsv] = Encoding.UTF8.GetBytes(journal);
        var faults = new ImportFaults();
        var books = BooksReader.Read(files, SmallBooks.Importer, faults, file, new DateOnly(2026, 12, 31));
        Assert.Equal(faults.IsEmpty, books is not null); // all or nothing
        return (books, [.. faults.Faults.Select(fault => $"{fault.Where}: {fault.Code} {fault.Message}")]);
    }

    public static (ImportedBooks? Books, IReadOnlyList<string> Faults) Read(
        string form,
        string text,
        string profile,
        string accounts = ""
    ) => Read(new TableLedgerFile(form, "file", Encoding.UTF8.GetBytes(text)), profile, accounts);

    public static List<Entry> Good(this (ImportedBooks? Books, IReadOnlyList<string> Faults) read)
    {
        Assert.Empty(read.Faults);
        return read.Books!.Entries.Listed();
    }

    /// <summary>Debit less credit by account.</summary>
    public static Dictionary<string, long> Sums(this IEnumerable<Entry> entries) =>
        entries
            .SelectMany(entry => entry.Lines)
            .GroupBy(line => line.Account)
            .ToDictionary(group => $"{group.Key}", group => group.Sum(line => line.NetMinor));

    public static long Debits(this IEnumerable<Entry> entries) =>
        entries.SelectMany(entry => entry.Lines).Sum(line => line.DebitMinor);
}
