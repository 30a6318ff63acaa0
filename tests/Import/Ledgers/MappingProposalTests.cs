using System.Text;
using Bookseal.Books.Company;
using Bookseal.Import.BooksDirectory;
using Bookseal.Import.Ledgers;
using Bookseal.Import.Tables;
using static Bookseal.Import.Tests.Ledgers.LedgerFiles;

namespace Bookseal.Import.Tests.Ledgers;

/// <summary>What a mapping proposes for journals of programs that nobody has described.</summary>
public sealed class MappingProposalTests
{
    [Theory]
    [InlineData(
        "Journal Entry,Posting Date,GL Account,Account Name,Debit,Credit,Memo,Cost Center\n"
            + "7,01/31/2026,1000,Bank,\"1,200.00\",,Sale,A\n7,01/31/2026,4000,Sales,,\"1,200.00\",Sale,A\n",
        "entry_id=Journal Entry, date=Posting Date, description=Memo, account=GL Account, account_name=Account Name, "
            + "debit=Debit, credit=Credit",
        "Cost Center"
    )]
    [InlineData(
        "Journal der Muster GmbH\n\nBelegnummer;Datum;Sollkonto;Habenkonto;Betrag;Buchungstext;Steuer\n"
            + "7;31.01.2026;1000;4000;1.200,00;Verkauf;\n",
        "entry_id=Belegnummer, date=Datum, description=Buchungstext, debit_account=Sollkonto, "
            + "credit_account=Habenkonto, amount=Betrag",
        "Steuer"
    )]
    [InlineData(
        "N\u00b0 pi\u00e8ce\tDate comptable\tCompte\tLibell\u00e9\tMontant\tSens\n"
            + "7\t31/01/2026\t1000\tVente\t1200,00\tD\n7\t31/01/2026\t4000\tVente\t1200,00\tC\n",
        "entry_id=N\u00b0 pi\u00e8ce, date=Date comptable, description=Libell\u00e9, account=Compte, amount=Montant, "
            + "side=Sens",
        ""
    )]
    public void Header_OfKnownNames_IsMappedAndRead(string text, string columns, string leftOut)
    {
        var (proposal, preview) = Propose(text);
        Assert.Equal(columns, string.Join(", ", proposal.Columns.Select(each => $"{each.Field}={each.Column}")));
        Assert.Equal(leftOut, string.Join(", ", proposal.LeftOut));
        Assert.Empty(proposal.Questions);
        Assert.Empty(preview.Faults);
        var entry = Assert.Single(preview.Entries);
        Assert.Equal(("7", new DateOnly(2026, 1, 31)), ($"{entry.Id}", entry.Date));
        Assert.Equal([("1000", 1_200_00), ("4000", -1_200_00L)], entry.Lines.Select(l => ($"{l.Account}", l.NetMinor)));
    }

    /// <summary>The next month's file may tell less: what this one has told stays said.</summary>
    [Fact]
    public void Habits_OfTheFile_AreKept()
    {
        var (proposal, preview) = Propose(
            "Num;Date;Account;Amount\n1;31/01/2026;1000;1,50\n;;4000;-1,50\n;;;0,00\n2;01/02/2026;1000;2,00\n"
                + ";;4000;-2,00\n"
        );
        foreach (
            var kept in (string[])
                [
                    "\"delimiter\": \";\"",
                    "\"decimal_mark\": \",\"",
                    "\"dates\": \"dmy\"",
                    "\"fill_down\": true",
                    "\"totals\"",
                ]
        )
            Assert.Contains(kept, proposal.Json, StringComparison.Ordinal);
        Assert.Equal(2, preview.Entries.Count);
    }

    [Fact]
    public void Header_ThatDoesNotTell_IsAsked()
    {
        var (proposal, preview) = Propose("Ref,When,Acct,Sum\nA,2026-01-05,1000,5\nA,2026-01-05,4000,-5\n");
        Assert.Contains("\"date\": \"\"", proposal.Json, StringComparison.Ordinal);
        Assert.Contains("\"amount\": \"\"", proposal.Json, StringComparison.Ordinal);
        Assert.Contains(proposal.Questions, question => question.StartsWith("\"date\"", StringComparison.Ordinal));
        Assert.Contains(
            proposal.Questions,
            question => question.EndsWith("Ref, When, Acct, Sum", StringComparison.Ordinal)
        );
        Assert.Empty(preview.Entries);
        Assert.All(preview.Faults, fault => Assert.StartsWith("map.json:", fault.Where, StringComparison.Ordinal));
    }

    [Fact]
    public void Doubts_OfTheFile_AreAsked()
    {
        var (proposal, _) = Propose(
            "id,date,account,amount\n1,02/01/2026,1000,\"1,500\"\n1,02/01/2026,4000,\"-1,500\"\n"
        );
        Assert.Equal(["\"decimal_mark\"", "\"dates\""], proposal.Questions.Select(question => question.Split(':')[0]));
        Assert.Contains("file:2:3", proposal.Questions[1], StringComparison.Ordinal);
    }

    [Fact]
    public void SecondColumn_OfAField_IsTold()
    {
        var (proposal, _) = Propose(
            "id,Posting Date,Document Date,account,amount\n1,2026-01-05,2026-01-04,1000,5.00\n"
        );
        var question = Assert.Single(proposal.Questions);
        Assert.Equal("\"date\": \"Posting Date\" is taken; it may as well be \"Document Date\"", question);
    }

    [Fact]
    public void File_WithoutATable_IsRefused()
    {
        var proposed = LedgerProposal.Of("file", "Dear Sir,or Madam\n"u8.ToArray()[..9]);
        Assert.Equal(("TABLE_HEADER", "file:1:1"), (proposed.Fault.Code, proposed.Fault.Where));
    }

    private static (MappingProposal Proposal, LedgerPreview Preview) Propose(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var proposal = LedgerProposal.Of("file", bytes).Value;
        var file = new TableLedgerFile("ledger-csv", "file", bytes)
        {
            Mapping = ("map.json", Encoding.UTF8.GetBytes(proposal.Json)),
        };
        CompanyProfile profile = BooksReader
            .ReadProfile(Encoding.UTF8.GetBytes(Profile("2026-01-01", "EUR", "3200")))
            .Value;
        return (proposal, LedgerPreview.Of(file, profile));
    }
}
