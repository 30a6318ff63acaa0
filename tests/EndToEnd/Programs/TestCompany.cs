namespace Bookseal.EndToEnd.Tests.Programs;

/// <summary>
/// A books directory of a small company and its data directory. Team: petra prepares, rolf reviews, anna and bert
/// approve, otto audits. January and February balance; a test spoils what it wants.
/// </summary>
internal sealed class TestCompany : IDisposable
{
    public const string AfterJanuary = "2026-02-03T09:00:00Z";
    public const string AfterFebruary = "2026-03-03T09:00:00Z";
    private const string JournalHeader =
        "entry_id,date,description,account,debit,credit,currency,subledger,entity,reference,job,kind";
    private readonly TemporaryFolder _folder = new();

    /// <param name="hasStandardChecklist">Twenty tasks; otherwise one word of a person, and a certification.</param>
    public TestCompany(string tenant = "tiny", bool isEmpty = false, bool hasStandardChecklist = false)
    {
        Directory.CreateDirectory(Books);
        if (!hasStandardChecklist)
            Write("checklist.json", """{"extends":"essential"}""");
        Write(
            "bookseal.json",
            $$"""
            {
              "tenant": "{{tenant}}", "name": "Tiny Works", "base_currency": "EUR", "books_start": "2026-01-01",
            """
                + """
                 "fiscal_year_end_month": 12,
                  "time_zone": "Europe/Berlin", "retained_earnings": "3200",
                  "team": [
                    { "id": "petra", "name": "Petra", "role": "preparer", "manager": "rolf" },
                """
                + """
                 { "id": "rolf", "name": "Rolf", "role": "reviewer", "manager": "anna" },
                    { "id": "anna", "name": "Anna", "role": "approver" },
                """
                + """
                 { "id": "bert", "name": "Bert", "role": "approver" },
                """
                + """
                 { "id": "otto", "name": "Otto", "role": "auditor" }
                  ],
                  "policy": { "segregation": "enforced", "tolerance_minor": 0 }
                }
                """
        );
        Write(
            "accounts.csv",
            """
            code,name,type,tags
            1000,Bank,asset,current cash
            1200,Receivables,asset,current control:AR
            3000,Capital,equity,
            3200,Retained earnings,equity,
            4000,Sales,revenue,
            6000,Rent,expense,

            """
        );
        Write("opening_balances.csv", "account,currency,debit,credit\n1000,EUR,500.00,\n3000,EUR,,500.00\n");
        Write("journal.csv", JournalHeader + "\n");
        Write(
            "subledgers.csv",
            "subledger,entity,reference,date,due_date,side,amount,currency,applies_to,description\n"
        );
        if (isEmpty)
            return;
        AddEntry("J1", "2026-01-05", "1200", "4000", "120.00", "AR,C1,INV-1");
        AddEntry("J2", "2026-01-20", "6000", "1000", "45.50");
        AddEntry("J3", "2026-01-25", "6000", "1000", "4.50");
        AddEntry("F1", "2026-02-03", "1000", "1200", "120.00", "AR,C1,INV-1");
        AddEntry("F2", "2026-02-20", "6000", "1000", "45.50");
        Append("subledgers.csv", "AR,C1,INV-1,2026-01-05,2026-02-04,debit,120.00,EUR,,Invoice");
        Append("subledgers.csv", "AR,C1,PAY-1,2026-02-03,,credit,120.00,EUR,INV-1,Payment");
    }

    public string Folder => _folder.Path;

    public string Books => _folder.In("books");

    public string Data => _folder.In("data");

    public void Write(string file, string content) => File.WriteAllText(Path.Combine(Books, file), content);

    public void Append(string file, string line) => File.AppendAllText(Path.Combine(Books, file), line + "\n");

    public void Replace(string file, string part, string instead)
    {
        var text = File.ReadAllText(Path.Combine(Books, file));
        Assert.Contains(part, text, StringComparison.Ordinal);
        Write(file, text.Replace(part, instead, StringComparison.Ordinal));
    }

    /// <summary>An entry of two lines; <paramref name="place"/> is subledger, entity and reference of both.</summary>
    public void AddEntry(string id, string date, string debit, string credit, string amount, string place = ",,")
    {
        Append("journal.csv", $"{id},{date},Entry {id},{debit},{amount},,EUR,{place},,");
        Append("journal.csv", $"{id},{date},Entry {id},{credit},,{amount},EUR,{place},,");
    }

    /// <summary>
    /// Runs <c>bookseal</c> with this company's data; the clock stands in March unless the test pins it.
    /// </summary>
    public Task<ProgramResult> BooksealAsync(params string[] arguments) =>
        ProgramRunner.BooksealAsync(
            Folder,
            [
                .. arguments,
                "--data",
                Data,
                .. arguments.Contains("--now") ? Array.Empty<string>() : ["--now", AfterFebruary],
            ]
        );

    public Task<ProgramResult> CloseAsync(string period, params string[] options) =>
        BooksealAsync(["close", Books, "--period", period, "--json", .. options]);

    public void Dispose() => _folder.Dispose();
}
