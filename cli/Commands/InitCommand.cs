using System.CommandLine;
using System.Text;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Closing.Refusals;
using Bookseal.Import.BankFiles;
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
        var from = new Option<string>("--from")
        {
            Description =
                $"A journal as CSV: propose a {LedgerMapping.FileName} of its columns, and show the first entries; "
                + $"of a bank's file a {BankMapping.FileName}",
        };
        var command = new Command("init", "Make a minimal books directory")
        {
            directory,
            currency,
            start,
            format,
            from,
        };
        command.SetAction(
            (parse, cancel) =>
                RunAsync(
                    parse,
                    new(
                        parse.GetValue(directory)!,
                        parse.GetValue(currency)!,
                        parse.GetValue(start),
                        parse.GetValue(format),
                        parse.GetValue(from)
                    ),
                    cancel
                )
        );
        return command;
    }

    /// <summary>What was said, as it was said.</summary>
    private sealed record Words(string Directory, string Currency, string? Start, string? Format, string? From);

    public static DateOnly ThisYear => new(TimeProvider.System.GetUtcNow().Year, 1, 1);

    private static async Task<int> RunAsync(ParseResult parse, Words said, CancellationToken cancel)
    {
        var terminal = new Terminal(parse.GetValue(CommonOptions.Json));
        var tenant = parse.GetValue(CommonOptions.Tenant) is { } id ? TenantId.Parse(id) : TenantMissing;
        var currency = Currency.Parse(said.Currency);
        var start = said.Start is null ? ThisYear : Dates.Parse(said.Start);
        // The company may be there already, where a journal's columns are to be mapped: then it needs no name.
        if (!tenant.IsOk && said.From is null)
            return terminal.Fail(tenant.Fault, ExitCode.Usage);
        if (!currency.IsOk)
            return terminal.Fail(currency.Fault, ExitCode.Usage);
        if (!start.IsOk)
            return terminal.Fail(start.Fault, ExitCode.Usage);
        var isOfBank = said is { Format: BankFile.Csv, From: not null };
        if (said.Format is not null && !isOfBank && !LedgerOptions.ParseFormat(said.Format).IsOk)
            return terminal.Fail(LedgerOptions.ParseFormat(said.Format).Fault, ExitCode.Usage);
        if (said.From is { } from)
            return isOfBank || said.Format is null or LedgerMapping.Form
                ? await InitFromFile.RunAsync(
                    terminal,
                    said.Directory,
                    from,
                    said.Format,
                    said.Start is null ? null : start.Value,
                    tenant.Map(named =>
                        (Func<DateOnly, string>)(day => ProfileOf(LedgerMapping.Form, named, currency.Value, day))
                    ),
                    cancel
                )
                : terminal.Fail(
                    new Fault("FORMAT_INVALID", $"{said.Format} needs no mapping: leave out --from, or --format"),
                    ExitCode.Usage
                );
        return Make(terminal, said, tenant.Value, currency.Value, start.Value);
    }

    private static Result<TenantId> TenantMissing =>
        new Fault("COMPANY_MISSING", "give the company a short id: --tenant T, such as harbor-supply");

    private static int Make(Terminal terminal, Words said, TenantId tenant, Currency currency, DateOnly start)
    {
        var (directory, format) = (said.Directory, said.Format);
        if (File.Exists(Path.Combine(directory, BooksFiles.Profile)))
            return terminal.Fail(new Fault("BOOKS_EXIST", $"{directory} has a {BooksFiles.Profile} already"));

        Directory.CreateDirectory(directory);
        var files = format is null
            ? Files(tenant, currency, start)
            : [(BooksFiles.Profile, ProfileOf(format, tenant, currency, start))];
        foreach (var (name, content) in files)
            File.WriteAllText(Path.Combine(directory, name), content, new UTF8Encoding(false));
        if (terminal.IsJson)
            Terminal.WriteJson(JsonObject.Of(("directory", directory), ("tenant", tenant.ToString())));
        else
            terminal.Out.WriteLine(
                $"The books are made. Put your team into {Path.Combine(directory, BooksFiles.Profile)}, "
                    + $"{Next(directory, start, format)}"
            );
        return ExitCode.Success;
    }

    private static string Next(string directory, DateOnly start, string? format)
    {
        if (format is null)
            return $"your accounts and entries into the CSV files, then: bookseal health {directory} --period "
                + $"{PeriodCode.Of(start)}";
        var import =
            format == HledgerFile.Format
                ? $"hledger print -B -O csv | bookseal import {directory} -"
                : $"bookseal import {directory} FILE";
        return $"and as retained_earnings the account that your books have for it, if that is not "
            + $"{RetainedEarnings.Of(format)}; then: {import} --format {format}";
    }

    /// <summary>A FEC counts entries by journal and year.</summary>
    private static string ProfileOf(string format, TenantId tenant, Currency currency, DateOnly start)
    {
        var retained = RetainedEarnings.Of(format);
        var member = $"\"retained_earnings\": \"{retained}\"";
        var profile = Profile(tenant, currency, start, retained);
        return format == TableLedgerFile.Fec
            ? profile.Replace(member, $"{member},\n  \"id_scope\": \"journal_and_year\"", StringComparison.Ordinal)
            : profile;
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
            (BooksFiles.Profile, Profile(tenant, currency, start, RetainedEarnings.Unsaid)),
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
