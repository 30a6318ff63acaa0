using System.Text;
using Bookseal.Import.BankFiles;
using Bookseal.Import.BooksDirectory;
using Bookseal.Import.Tables;

namespace Bookseal.Import.Tests.BankFiles;

/// <summary>What a mapping proposes for banks' files that nobody has described.</summary>
public sealed class BankProposalTests
{
    [Theory]
    [InlineData(
        "Date,Type,Description,Paid out,Paid in,Balance\n"
            + "13/01/2026,DD,Power,20.00,,80.00\n14/01/2026,CR,Shop,,5.00,85.00\n",
        "date=Date, debit=Paid out, credit=Paid in, balance=Balance, text=Description, kind=Type",
        "GBP",
        -15_00
    )]
    [InlineData(
        "Konto;DE02120300000000202051\n\nBuchungstag;Valutadatum;Buchungstext;Verwendungszweck;"
            + "Beguenstigter/Zahlungspflichtiger;Betrag;Waehrung;Saldo\n14.01.2026;14.01.2026;LASTSCHRIFT;Strom;"
            + "Stadtwerke;-20,00;EUR;80,00\n13.01.2026;13.01.2026;GUTSCHRIFT;Rechnung 7;Kunde;5,00;EUR;100,00\n",
        "date=Buchungstag, value_date=Valutadatum, amount=Betrag, currency=Waehrung, balance=Saldo, "
            + "counterparty=Beguenstigter/Zahlungspflichtiger, text=Verwendungszweck, kind=Buchungstext",
        "EUR",
        -15_00
    )]
    [InlineData(
        "Date;Libellé;Débit;Crédit\n13/01/2026;EDF;-20,00;\n14/01/2026;Client;;5,00\n",
        "date=Date, debit=Débit, credit=Crédit, text=Libellé",
        "GBP",
        -15_00
    )]
    [InlineData(
        "Type,Completed Date,Description,Amount,Currency,State,Balance\nCARD,2026-01-13 10:00:00,Shop,-20.00,USD,"
            + "COMPLETED,80.00\nCARD,2026-01-14 10:00:00,Shop,-7.00,USD,PENDING,73.00\n",
        "date=Completed Date, amount=Amount, currency=Currency, balance=Balance, text=Description, kind=Type, "
            + "status=State",
        "USD",
        -20_00
    )]
    public void Header_OfKnownNames_IsMappedAndRead(string text, string columns, string currency, long net)
    {
        var (proposal, preview) = Propose(text);
        Assert.Equal(columns, string.Join(", ", proposal.Columns.Select(each => $"{each.Field}={each.Column}")));
        Assert.Empty(preview.Faults);
        var statement = Assert.Single(preview.Statements);
        Assert.Equal((currency, net), ($"{statement.Currency}", statement.Net()));
    }

    [Fact]
    public void Status_OfUnknownWords_IsAsked()
    {
        var (proposal, _) = Propose("Date,Amount,Balance,Status\n2026-01-13,5.00,5.00,7\n");
        Assert.DoesNotContain("\"status\"", proposal.Json, StringComparison.Ordinal);
        Assert.Contains(proposal.Questions, question => question.EndsWith("one of \"7\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Balance_ThatIsNoColumn_IsAsked()
    {
        var (proposal, _) = Propose("Date,Amount\n2026-01-13,5.00\n");
        Assert.Contains(proposal.Questions, question => question.Contains("--opening", StringComparison.Ordinal));
        Assert.Contains(proposal.Questions, question => question.Contains("\"MAIN\" stands", StringComparison.Ordinal));
    }

    private static (MappingProposal Proposal, BankPreview Preview) Propose(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var profile = BooksReader
            .ReadProfile(Encoding.UTF8.GetBytes(Ledgers.LedgerFiles.Profile("2026-01-01", "GBP", "3200")))
            .Value;
        var proposal = BankProposal.Of("file", bytes, profile.BaseCurrency).Value;
        BankMappingFile mapping = new("map.json", Encoding.UTF8.GetBytes(proposal.Json), BankMappingFile.Nothing);
        return (proposal, BankPreview.Of("file", bytes, mapping, profile));
    }
}
