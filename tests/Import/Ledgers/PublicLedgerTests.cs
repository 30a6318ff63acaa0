using Bookseal.Import.BooksDirectory;
using Bookseal.Import.Ledgers;
using Bookseal.Import.Tests.Hledger;
using static Bookseal.Import.Tests.Ledgers.LedgerFiles;

namespace Bookseal.Import.Tests.Ledgers;

/// <summary>Journals of programs as others publish them, where they lie beside the repository.</summary>
public sealed class PublicLedgerTests
{
    private const string Datev =
        "1200,Bank,asset,cash\n4400,Expenses,expense,\n4940,Books,expense,\n8400,Sales,revenue,\n"
        + "0001200,Bank,asset,\n0008400,Sales,revenue,\n0000123,A,asset,\n0000456,B,asset,\n";

    [PublicDataFact("forms/fec/123456782FEC20251231.txt")]
    public void Fec_OfTheValidator_ComesToItsSums()
    {
        var entries = Open("fec", "fec/123456782FEC20251231.txt", OfFec("2025-01-01")).Good();
        Assert.Equal((4, 2_612_00), (entries.Count, entries.Debits()));
        var sums = entries.Sums();
        Assert.Equal(-1_000_00, Sum(sums, "706"));
        Assert.Equal(1_200_00, Sum(sums, "512"));
        Assert.Equal(
            (-212_00, 0, 20_00, -200_00),
            (Sum(sums, "401"), Sum(sums, "411"), Sum(sums, "44566"), Sum(sums, "44571"))
        );
        Assert.Equal((92_00, 100_00), (Sum(sums, "604"), Sum(sums, "6061")));
        Assert.Equal("VT", $"{entries[0].Journal}");
        Assert.Equal(("CLI001", "F2025-001"), (entries[0].Lines[0].Entity, entries[0].Lines[0].Reference));
    }

    [PublicDataFact("forms/fec/987654321FEC20251231.txt")]
    public void Fec_ThatIsMeantToBeWrong_IsRefusedForWhatIsWrong()
    {
        var (_, faults) = Open("fec", "fec/987654321FEC20251231.txt", OfFec("2025-01-01"));
        var all = string.Join('\n', faults);
        Assert.Contains(
            "entry VT0001 of VT:2025 is off by 10.00 EUR",
            all.Replace("VT0001 is off", "VT0001 of VT:2025 is off", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.Contains("\"100.00\" is no amount as the file writes them", all, StringComparison.Ordinal);
        Assert.Contains("\"20250230\" is no date", all, StringComparison.Ordinal);
        Assert.Contains("AMOUNT_SIDES debit is 50,00 and credit is 50,00", all, StringComparison.Ordinal);
        Assert.Contains("the rows of entry BQ0001 disagree on date", all, StringComparison.Ordinal);
    }

    [PublicDataFact("forms/fec/lsn-sample_pipe.txt")]
    public void Fec_WithMontantAndSens_ComesToItsSums()
    {
        var entries = Open("fec", "fec/lsn-sample_pipe.txt", OfFec("2024-01-01")).Good();
        Assert.Equal([2_500_00, 800_00], entries.Select(entry => new[] { entry }.Debits()));
    }

    [PublicDataFact("forms/fec/lsn-sample_tab.txt")]
    public void Fec_WithTabs_ComesToItsSums()
    {
        var entries = Open("fec", "fec/lsn-sample_tab.txt", OfFec("2024-01-01")).Good();
        Assert.Equal([1_440_00, 1_200_00, 500_00], entries.Select(entry => new[] { entry }.Debits()));
    }

    [PublicDataFact("forms/datev/EXTF_Buchungsstapel-ledermann.csv")]
    public void Datev_OfFebruary_HasItsYearFromTheHeader()
    {
        var entries = Open("datev", "datev/EXTF_Buchungsstapel-ledermann.csv", Eur("2018-01-01"), Datev).Good();
        Assert.Equal([new(2018, 2, 21), new(2018, 2, 22)], entries.Select(entry => entry.Date));
        Assert.Equal(
            new()
            {
                ["1200"] = -24_95,
                ["4940"] = 24_95,
                ["10000"] = 5_950_00,
                ["8400"] = -5_950_00,
            },
            entries.Sums()
        );
        Assert.Equal("Fachbuch: Controlling f\u00fcr Dummies", entries[0].Description);
    }

    [PublicDataFact("forms/datev/datev-lint-valid_minimal_700.csv")]
    public void Datev_WithFewColumns_IsRead()
    {
        var entries = Open("datev", "datev/datev-lint-valid_minimal_700.csv", Eur("2025-01-01"), Datev).Good();
        Assert.Equal(10, entries.Count);
        Assert.Equal(
            new()
            {
                ["1200"] = 3_209_18,
                ["4400"] = -423_95,
                ["8400"] = -2_785_23,
            },
            entries.Sums()
        );
    }

    [PublicDataFact("forms/datev/datev-lint-encoding_windows1252.csv")]
    public void Datev_InWindows1252_IsRead()
    {
        var entries = Open("datev", "datev/datev-lint-encoding_windows1252.csv", Eur("2025-01-01"), Datev).Good();
        Assert.Equal(
            new()
            {
                ["1200"] = 350_50,
                ["4400"] = -250_50,
                ["8400"] = -100_00,
            },
            entries.Sums()
        );
        Assert.StartsWith("B\u00fcromaterial", entries[0].Description, StringComparison.Ordinal);
    }

    [PublicDataFact("forms/datev/datev-lint-leading_zero_konto.csv")]
    public void Datev_AccountsWithLeadingZeros_StayAsTheyAre()
    {
        var sums = Open("datev", "datev/datev-lint-leading_zero_konto.csv", Eur("2025-01-01"), Datev).Good().Sums();
        Assert.Equal(
            new()
            {
                ["0001200"] = 100_00,
                ["0008400"] = -100_00,
                ["0000123"] = -250_50,
                ["0000456"] = 250_50,
            },
            sums
        );
    }

    [PublicDataFact("forms/journals/xero-journal-lines-120-journals.csv")]
    public void Xero_LinesAndHeaders_ComeToTheirNetAmounts()
    {
        var file = Table("xero-csv", "journals/xero-journal-lines-120-journals.csv") with
        {
            Headers = ("headers", Bytes("journals/xero-journals-120.csv")),
        };
        var read = LedgerFiles.Read(file, Profile("2019-01-01", "USD", "960"), "960,Retained Earnings,equity,\n");
        var entries = read.Good();
        Assert.Equal((120, 252_506_81), (entries.Count, entries.Debits()));
        Assert.Equal(
            (new(2019, 10, 29), new DateOnly(2019, 12, 17)),
            (entries.Min(each => each.Date), entries.Max(each => each.Date))
        );
        var sums = entries.GroupBy(_ => 0).SelectMany(all => all).Sums();
        var bank = read.Books!.Chart.Accounts.Single(account => account.Name == "BMO Business");
        Assert.Equal((18_452_62, true), (sums[$"{bank.Code}"], bank.IsCash));
    }

    [PublicDataFact("forms/journals/quickbooks-journal-entry-lines.csv")]
    public void QuickBooks_ScrambledLines_AreRefused()
    {
        var file = Table("quickbooks-csv", "journals/quickbooks-journal-entry-lines.csv") with
        {
            Headers = ("headers", Bytes("journals/quickbooks-journal-entries.csv")),
        };
        var accounts = string.Concat(Enumerable.Range(1, 200).Select(number => $"{number},A,expense,\n"));
        var (_, faults) = LedgerFiles.Read(file, Profile("2020-01-01", "USD", "3200"), accounts);
        var all = string.Join('\n', faults);
        Assert.Contains("headers has no entry \"92011\"", all, StringComparison.Ordinal);
        Assert.Contains("headers has no entry \"92012\"", all, StringComparison.Ordinal);
        Assert.Contains("entry 41 is off by -150,190.00 USD", all, StringComparison.Ordinal);
    }

    [PublicDataFact("forms/journals/gl-signed-amount-bluey.csv")]
    public void Plain_SignedAmounts_ComeToTheirSums()
    {
        var entries = OpenPlain("journals/gl-signed-amount-bluey.csv").Good();
        Assert.Equal((46, 220_727_29), (entries.Count, entries.Debits()));
        var sums = entries.Sums();
        Assert.Equal(42_322_25, sums["NAB Business 5510"]);
        Assert.Equal(-62_770_91, sums["Services Provided"]);
    }

    [PublicDataFact("forms/journals/gl-signed-amount-rounding-input-a.csv")]
    public void Plain_ThatIsOutByACent_IsRefusedWithTheEntries()
    {
        var (_, faults) = OpenPlain("journals/gl-signed-amount-rounding-input-a.csv");
        Assert.Equal(
            ["1019", "1024", "1030", "1038", "1039"],
            faults.Select(fault => fault.Split("entry ")[1].Split(' ')[0]).Order()
        );
        Assert.All(faults, fault => Assert.Contains("ENTRY_UNBALANCED", fault, StringComparison.Ordinal));
    }

    private static (ImportedBooks? Books, IReadOnlyList<string> Faults) OpenPlain(string file)
    {
        var names = System
            .Text.Encoding.UTF8.GetString(Bytes(file))
            .Split('\n')
            .Skip(1)
            .Select(line => line.Split(',').ElementAtOrDefault(2))
            .Where(name => !string.IsNullOrEmpty(name))
            .Distinct();
        var accounts = string.Concat(names.Select(name => $"{name},A,asset,\n"));
        return Open("ledger-csv", file, Profile("2024-07-01", "AUD", "3200"), accounts);
    }

    private static string Eur(string start) => Profile(start, "EUR", "3200");

    private static long Sum(Dictionary<string, long> sums, string start) =>
        sums.Where(pair => pair.Key.StartsWith(start, StringComparison.Ordinal)).Sum(pair => pair.Value);

    private static byte[] Bytes(string file) => File.ReadAllBytes(PublicDataFactAttribute.PathOf($"forms/{file}"));

    private static TableLedgerFile Table(string form, string file) => new(form, "file", Bytes(file));

    private static (ImportedBooks? Books, IReadOnlyList<string> Faults) Open(
        string form,
        string file,
        string profile,
        string accounts = ""
    ) => LedgerFiles.Read(Table(form, file), profile, accounts);
}
