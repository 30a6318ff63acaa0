using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.TestHost.Scenario;

/// <summary>A company with little in its books: January and February, a subledger, opening balances.</summary>
public static class SmallBooks
{
    public static TenantId Tenant { get; } = TenantId.Parse("acme").Value;

    public static PeriodCode January { get; } = new(2026, 1);

    public static PersonId Bookkeeper { get; } = PersonId.Parse("nora").Value;

    public static PersonId Controller { get; } = PersonId.Parse("imani").Value;

    public static IReadOnlyDictionary<string, byte[]> Files { get; } =
        new Dictionary<string, byte[]>
        {
            [BooksFiles.Profile] = Text(
                """
                {"tenant":"acme","name":"Acme","base_currency":"USD","books_start":"2026-01-01",
                """
                    + """
                    "fiscal_year_end_month":12,"time_zone":"Etc/UTC","retained_earnings":"3200",
                     "team":[{"id":"nora","name":"Nora","role":"preparer","manager":"imani"},
                    """
                    + """
                    {"id":"imani","name":"Imani","role":"approver"}],"policy":{"segregation":"enforced",
                    """
                    + """
                    "tolerance_minor":0},"checklist":{"extends":"essential"}}
                    """
            ),
            [BooksFiles.Accounts] = Text(
                "code,name,type,tags\n1000,Bank,asset,current cash\n"
                    + "1200,Receivables,asset,current control:AR\n3000,Capital,equity,\n"
                    + "3200,Retained earnings,equity,\n4000,Sales,revenue,\n6000,Rent,expense,\n"
            ),
            [BooksFiles.Openings] = Text("account,currency,debit,credit\n1000,USD,1000.00,\n3000,USD,,1000.00\n"),
            [BooksFiles.JournalCsv] = Text(
                """
                entry_id,date,description,account,debit,credit,currency,subledger,entity,reference,job,kind
                JE-1,2026-01-05,Sale,1200,120.00,,USD,AR,CUST-1,INV-1,,standard
                JE-1,2026-01-05,Sale,4000,,120.00,USD,,,,,standard
                JE-2,2026-01-20,Rent,6000,50.00,,USD,,,,,standard
                JE-2,2026-01-20,Rent,1000,,50.00,USD,,,,,standard
                JE-3,2026-02-02,Rent,6000,50.00,,USD,,,,,standard
                JE-3,2026-02-02,Rent,1000,,50.00,USD,,,,,standard

                """
            ),
            [BooksFiles.Subledgers] = Text(
                "subledger,entity,reference,date,due_date,side,amount,currency,applies_to,description\n"
                    + "AR,CUST-1,INV-1,2026-01-05,2026-02-04,debit,120.00,USD,,Sale\n"
            ),
        };

    public static ImportedBooks Read() => ReadAs(Tenant);

    /// <summary>The same of another name.</summary>
    /// <param name="policy">Members instead of those of its policy.</param>
    /// <param name="more">Rows that come behind those of a file.</param>
    /// <param name="edit">What else is to be another in its profile's text.</param>
    public static ImportedBooks ReadAs(
        TenantId tenant,
        string? policy = null,
        IReadOnlyDictionary<string, string>? more = null,
        Func<string, string>? edit = null
    )
    {
        var profile = Encoding
            .UTF8.GetString(Files[BooksFiles.Profile])
            .Replace("\"acme\"", $"\"{tenant}\"", StringComparison.Ordinal);
        if (policy is not null)
            profile = System.Text.RegularExpressions.Regex.Replace(
                profile,
                "\"policy\":\\{[^}]*\\}",
                $"\"policy\":{{{policy}}}"
            );
        var files = Files.ToDictionary();
        files[BooksFiles.Profile] = Text(edit is null ? profile : edit(profile));
        foreach (var (file, rows) in more ?? new Dictionary<string, string>())
            files[file] = Text(
                $"{Encoding.UTF8.GetString(files.GetValueOrDefault(file, [])).TrimEnd()}\n{rows}\n".TrimStart()
            );
        var faults = new ImportFaults();
        return BooksReader.Read(files, Bookkeeper, faults)
            ?? throw new InvalidOperationException($"the test books are wrong: {faults.Faults[0]}");
    }

    /// <summary>A balanced entry of January.</summary>
    public static Entry Entry(string id, long amountMinor = 100, EntryKind kind = EntryKind.Standard) =>
        new(
            EntryId.Parse(id).Value,
            new DateOnly(2026, 1, 31),
            kind,
            "posted by a test",
            Bookkeeper,
            [new(Account("6000"), Usd, amountMinor, 0), new(Account("1000"), Usd, 0, amountMinor)]
        );

    private static Currency Usd => Currency.Parse("USD").Value;

    private static AccountCode Account(string code) => AccountCode.Parse(code).Value;

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
