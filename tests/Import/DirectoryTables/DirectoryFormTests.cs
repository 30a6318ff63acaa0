using Bookseal.Import.BooksDirectory;

namespace Bookseal.Import.Tests.DirectoryTables;

/// <summary>Each form knows its own columns in any order and spelling, and calls none by the name of another.</summary>
public sealed class DirectoryFormTests
{
    [Theory]
    [InlineData(BooksFiles.Openings, "account,currency,debit,credit")]
    [InlineData(
        BooksFiles.JournalCsv,
        "entry_id,date,description,account,debit,credit,currency,subledger,entity,reference,job,kind,journal,"
            + "created_by,created_at,approved_by,due_date,applies_to"
    )]
    [InlineData(
        BooksFiles.Subledgers,
        "subledger,entity,reference,date,due_date,side,amount,currency,applies_to,description"
    )]
    [InlineData(BooksFiles.BankStatements, "account,currency,from,to,opening,closing,kind")]
    [InlineData(BooksFiles.BankTransactions, "account,currency,date,reference,amount,description")]
    [InlineData(
        BooksFiles.Assets,
        "id,account,accumulated,expense,cost,residual,currency,in_service,disposal,life_months,method,rate,convention,"
            + "description,opening_accumulated"
    )]
    [InlineData(
        BooksFiles.Prepaids,
        "id,account,expense,amount,currency,start,end,months,convention,description,opening_accumulated"
    )]
    public void Read_TheOwnColumnsTheOtherWayRound_AreThose(string file, string header)
    {
        var columns = header.Split(',').Reverse().ToList();
        var books = new SmallBooks().With(file, string.Join(';', columns.Select(Shouted)) + "\n").Read();
        var reading = Assert.Single(books.Tables);
        Assert.Empty(reading.Ignored);
        Assert.Equal(columns.Select(column => (column, Shouted(column))).Order(), reading.Renamed.Order());
    }

    [Theory]
    [InlineData(
        BooksFiles.JournalCsv,
        "Buchungsnummer;Buchungsdatum;Buchungstext;Konto;Soll;Haben;W\u00e4hrung;Belegnummer;F\u00e4lligkeit",
        "account,credit,currency,date,debit,description,due_date,entry_id,reference"
    )]
    [InlineData(
        BooksFiles.JournalCsv,
        "n\u00b0 \u00e9criture;date comptable;libell\u00e9;compte;d\u00e9bit;cr\u00e9dit;devise;tiers",
        "account,credit,currency,date,debit,description,entity,entry_id"
    )]
    [InlineData(BooksFiles.Openings, "Account number;Balance;Currency code", "account,amount,currency")]
    [InlineData(
        BooksFiles.BankTransactions,
        "Bank account;Buchungstag;Betrag;W\u00e4hrung;Verwendungszweck;Referenz",
        "account,amount,currency,date,description,reference"
    )]
    [InlineData(
        BooksFiles.Prepaids,
        "id;Prepaid account;Expense account;Amount;Currency;Start date;End date;convention",
        "account,amount,currency,end,expense,start"
    )]
    public void Read_NamesOfOtherPrograms_AreKnown(string file, string header, string fields)
    {
        var reading = Assert.Single(new SmallBooks().With(file, $"{header}\n").Read().Tables);
        Assert.Empty(reading.Ignored);
        Assert.Equal(fields.Split(','), reading.Renamed.Select(each => each.Field).Order());
    }

    [Fact]
    public void Read_AChartOfAnotherProgram_IsOne()
    {
        var chart = "Kontonummer;Bezeichnung;Kontoart\n1010;Bank;asset\n1200;Forderungen;asset\n3200;Vortrag;equity\n";
        var books = new SmallBooks().With(BooksFiles.Accounts, chart);
        books.Files.Remove(BooksFiles.JournalCsv);
        Assert.Equal(["Bank", "Forderungen", "Vortrag"], books.Read().Chart.Accounts.Select(account => account.Name));
    }

    private static string Shouted(string column) => column.ToUpperInvariant().Replace('_', ' ');
}
