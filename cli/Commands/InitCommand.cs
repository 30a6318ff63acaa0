using System.CommandLine;
using System.Text;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Closing.Refusals;
using Bookseal.Import.BooksDirectory;
using Bookseal.Import.Hledger;
using Bookseal.Import.Ledgers;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal init DIR --tenant T --currency USD [--format hledger-csv]</c>: a minimal books directory to start from.
/// </summary>
internal static class InitCommand
{
    public static Command Create()
    {
        var directory = new Argument<string>("dir") { Description = "The directory to make" };
        var currency = new Option<string>("--currency")
        {
            Description = "The base currency",
            DefaultValueFactory = _ => "USD",
        };
        var start = new Option<string>("--start")
        {
            Description = "The first day of the books (default: 1 January of this year)",
        };
        var format = new Option<string>("--format")
        {
            Description =
                $"The books come from another program: {HledgerFile.Format}, "
                + $"{string.Join(", ", TableLedgerFile.Forms)}; then only {BooksFiles.Profile} is made",
        };
        var command = new Command("init", "Make a minimal books directory") { directory, currency, start, format };
        command.SetAction(parse =>
            Run(
                parse,
                parse.GetValue(directory)!,
                parse.GetValue(currency)!,
                parse.GetValue(start),
                parse.GetValue(format)
            )
        );
        return command;
    }

    private static int Run(ParseResult parse, string directory, string currencyText, string? startText, string? format)
    {
        var terminal = new Terminal(parse.GetValue(CommonOptions.Json));
        if (parse.GetValue(CommonOptions.Tenant) is not { } id)
            return terminal.Fail(
                new Fault("COMPANY_MISSING", "give the company a short id: --tenant T, such as harbor-supply"),
                ExitCode.Usage
            );
        var tenant = TenantId.Parse(id);
        var currency = Currency.Parse(currencyText);
        var start = startText is null
            ? new DateOnly(TimeProvider.System.GetUtcNow().Year, 1, 1)
            : Dates.Parse(startText);
        if (!tenant.IsOk)
            return terminal.Fail(tenant.Fault, ExitCode.Usage);
        if (!currency.IsOk)
            return terminal.Fail(currency.Fault, ExitCode.Usage);
        if (!start.IsOk)
            return terminal.Fail(start.Fault, ExitCode.Usage);
        if (format is not null && !LedgerOptions.ParseFormat(format).IsOk)
            return terminal.Fail(LedgerOptions.ParseFormat(format).Fault, ExitCode.Usage);
        if (File.Exists(Path.Combine(directory, BooksFiles.Profile)))
            return terminal.Fail(new Fault("BOOKS_EXIST", $"{directory} has a {BooksFiles.Profile} already"));

        Directory.CreateDirectory(directory);
        var files = format is null
            ? Files(tenant.Value, currency.Value, start.Value)
            : [(BooksFiles.Profile, ProfileOf(format, tenant.Value, currency.Value, start.Value))];
        foreach (var (name, content) in files)
            File.WriteAllText(Path.Combine(directory, name), content, new UTF8Encoding(false));
        if (terminal.IsJson)
            Terminal.WriteJson(JsonObject.Of(("directory", directory), ("tenant", tenant.Value.ToString())));
        else
            terminal.Out.WriteLine(
                $"The books are made. Put your team into {Path.Combine(directory, BooksFiles.Profile)}, "
                    + $"{Next(directory, start.Value, format)}"
            );
        return ExitCode.Success;
    }

    private static string Next(string directory, DateOnly start, string? format) =>
        format is null
            ? $"your accounts and entries into the CSV files, then: bookseal health {directory} --period "
                + $"{PeriodCode.Of(start)}"
            : $"then: {(format == HledgerFile.Format ? "hledger print -B -O csv | " : "")}bookseal import {directory} "
                + $"{(format == HledgerFile.Format ? "-" : "FILE")} --format {format}";

    /// <summary>A FEC counts entries by journal and year; the result is on account 120 of the French chart.</summary>
    private static string ProfileOf(string format, TenantId tenant, Currency currency, DateOnly start)
    {
        if (format != TableLedgerFile.Fec)
            return Profile(tenant, currency, start, "Equity:Retained earnings");
        const string scope = "\"retained_earnings\": \"120000\",\n  \"id_scope\": \"journal_and_year\"";
        return Profile(tenant, currency, start, "120000")
            .Replace("\"retained_earnings\": \"120000\"", scope, StringComparison.Ordinal);
    }

    private static string Profile(TenantId tenant, Currency currency, DateOnly start, string retainedEarnings) =>
        $$"""
            {
              "tenant": "{{tenant}}",
              "name": "{{tenant}}",
              "base_currency": "{{currency}}",
              "books_start": "{{Dates.Text(start)}}",
              "fiscal_year_end_month": 12,
              "time_zone": "Etc/UTC",
              "retained_earnings": "{{retainedEarnings}}",
              "team": [
                { "id": "bookkeeper", "name": "Bookkeeper", "role": "preparer", "manager": "controller" },
                { "id": "controller", "name": "Controller", "role": "approver" }
              ],
              "policy": { "segregation": "enforced", "tolerance_minor": 0 }
            }

            """;

    private static IEnumerable<(string Name, string Content)> Files(
        TenantId tenant,
        Currency currency,
        DateOnly start
    ) =>
        [
            (BooksFiles.Profile, Profile(tenant, currency, start, "3200")),
            (
                BooksFiles.Accounts,
                "code,name,type,tags\n1000,Bank,asset,current cash\n3000,Share capital,equity,\n"
                    + "3200,Retained earnings,equity,\n4000,Revenue,revenue,\n6000,Expenses,expense,\n"
            ),
            (BooksFiles.Openings, "account,currency,debit,credit\n"),
            (
                BooksFiles.JournalCsv,
                "entry_id,date,description,account,debit,credit,currency,subledger,entity,reference,job,kind\n"
            ),
            (
                BooksFiles.Subledgers,
                "subledger,entity,reference,date,due_date,side,amount,currency,applies_to,description\n"
            ),
        ];
}
