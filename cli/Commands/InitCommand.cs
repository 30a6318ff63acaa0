using System.CommandLine;
using System.Text;
using Bookseal.Books.Values;
using Bookseal.Cli.Output;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Cli.Commands;

/// <summary><c>bookseal init DIR --tenant T --currency USD</c>: a minimal books directory to start from.</summary>
internal static class InitCommand
{
    public static Command Create()
    {
        var directory = new Argument<string>("dir") { Description = "The directory to make" };
        var currency = new Option<string>("--currency") { Description = "The base currency", DefaultValueFactory = _ => "USD" };
        var start = new Option<string>("--start") { Description = "The first day of the books (default: 1 January of this year)" };
        var command = new Command("init", "Make a minimal books directory") { directory, currency, start };
        command.SetAction(parse => Run(parse, parse.GetValue(directory)!, parse.GetValue(currency)!, parse.GetValue(start)));
        return command;
    }

    private static int Run(ParseResult parse, string directory, string currencyText, string? startText)
    {
        var terminal = new Terminal(parse.GetValue(CommonOptions.Json));
        var tenant = TenantId.Parse(parse.GetValue(CommonOptions.Tenant) ?? "");
        var currency = Currency.Parse(currencyText);
        var start = startText is null ? new DateOnly(TimeProvider.System.GetUtcNow().Year, 1, 1) : Dates.Parse(startText);
        if (!tenant.IsOk) return terminal.Fail(tenant.Fault, ExitCode.Usage);
        if (!currency.IsOk) return terminal.Fail(currency.Fault, ExitCode.Usage);
        if (!start.IsOk) return terminal.Fail(start.Fault, ExitCode.Usage);
        if (File.Exists(Path.Combine(directory, BooksFiles.Profile))) return terminal.Fail(new Fault("BOOKS_EXIST", $"{directory} has a {BooksFiles.Profile} already"), ExitCode.Refused);

        Directory.CreateDirectory(directory);
        foreach (var (name, content) in Files(tenant.Value, currency.Value, start.Value)) File.WriteAllText(Path.Combine(directory, name), content, new UTF8Encoding(false));
        if (terminal.IsJson) Terminal.WriteJson(JsonObject.Of(("directory", directory), ("tenant", tenant.Value.ToString())));
        else terminal.Out.WriteLine($"Made {directory}. Put your team into {BooksFiles.Profile}, your accounts and entries into the CSV files, then: bookseal health {directory} --period {PeriodCode.Of(start.Value)}");
        return ExitCode.Success;
    }

    private static IEnumerable<(string Name, string Content)> Files(TenantId tenant, Currency currency, DateOnly start) =>
    [
        (BooksFiles.Profile, $$"""
        {
          "tenant": "{{tenant}}",
          "name": "{{tenant}}",
          "base_currency": "{{currency}}",
          "books_start": "{{Dates.Text(start)}}",
          "fiscal_year_end_month": 12,
          "time_zone": "Etc/UTC",
          "retained_earnings": "3200",
          "team": [
            { "id": "bookkeeper", "name": "Bookkeeper", "role": "preparer", "manager": "controller" },
            { "id": "controller", "name": "Controller", "role": "approver" }
          ],
          "policy": { "segregation": "enforced", "tolerance_minor": 0 }
        }

        """),
        (BooksFiles.Accounts, "code,name,type,tags\n1000,Bank,asset,current cash\n3000,Share capital,equity,\n3200,Retained earnings,equity,\n4000,Revenue,revenue,\n6000,Expenses,expense,\n"),
        (BooksFiles.Openings, "account,currency,debit,credit\n"),
        (BooksFiles.JournalCsv, "entry_id,date,description,account,debit,credit,currency,subledger,entity,reference,job,kind\n"),
        (BooksFiles.Subledgers, "subledger,entity,reference,date,due_date,side,amount,currency,applies_to,description\n"),
    ];
}
