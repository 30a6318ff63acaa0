using System.CommandLine;
using System.Text;
using Bookseal.Books.Statements;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Refusals;
using Bookseal.Documents;
using Bookseal.Documents.Pdf;
using Bookseal.Documents.Text;
using Bookseal.Documents.Workbooks;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal report income-statement DIR --period 2026-01 [--format text|json|csv|pdf|xlsx] [--out FILE]</c>: a
/// statement of the books as they are.
/// </summary>
internal static class ReportCommand
{
    private const int MaxTextWidth = 160;
    private static readonly string[] Formats = ["text", "json", "csv", "pdf", WorkbookOutput.Form];

    public static Command Create()
    {
        var name = new Argument<string>("report") { Description = string.Join(", ", Reports.Names) };
        name.AcceptOnlyFromAmong([.. Reports.Names]);
        var directory = CommonOptions.Directory();
        var format = new Option<string>("--format")
        {
            Description = "text, json, csv, pdf or xlsx",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong(Formats);
        var file = new Option<FileInfo?>("--out") { Description = "Where to write it; without it to standard output" };
        var unbalanced = new Option<bool>("--unbalanced")
        {
            Description = "Print it although the books do not balance, to find out why",
        };
        var command = new Command("report", "Print a statement: trial balance, income statement, balance sheet, ...")
        {
            name,
            directory,
            CommonOptions.Period,
            format,
            file,
            unbalanced,
        };
        command.SetAction(
            (parse, cancel) =>
                InSession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    (session, terminal, master) =>
                        CommonOptions.PeriodOf(parse).TryGet(out var period, out var fault)
                            ? PrintAsync(
                                session,
                                terminal,
                                master,
                                new(
                                    parse.GetValue(name)!,
                                    period,
                                    terminal.IsJson && parse.GetResult(format) is not { Implicit: false }
                                        ? "json"
                                        : parse.GetValue(format)!,
                                    parse.GetValue(file),
                                    parse.GetValue(unbalanced)
                                ),
                                cancel
                            )
                            : Task.FromResult(terminal.Fail(fault, ExitCode.Usage)),
                    cancel
                )
        );
        return command;
    }

    private static async Task<int> PrintAsync(
        Session session,
        Terminal terminal,
        MasterData master,
        Wanted wanted,
        CancellationToken cancel
    )
    {
        if (wanted is { Format: "pdf", Target: null })
            return terminal.Fail(
                new Fault("USAGE", "a PDF goes into a file: --format pdf --out statement.pdf"),
                ExitCode.Usage
            );
        if (wanted is { Format: WorkbookOutput.Form, Target: null })
            return terminal.Fail(WorkbookOutput.NeedsFile, ExitCode.Usage);
        if (
            !(
                await session.Services.Reports.ReadAsync(
                    wanted.Period,
                    master,
                    cancel,
                    takesUnbalanced: wanted.TakesUnbalanced
                )
            ).TryGet(out var source, out var fault)
        )
            return terminal.Fail(fault);
        if (await FindOpenYearAsync(session, master, wanted.Period, cancel) is { } year)
            terminal.Progress.MarkupLine(
                $"[yellow bold]YEAR_NOT_CLOSED[/] fiscal year {year} has no closing entries "
                    + "yet: its result still stands in revenue and expense accounts"
            );
        terminal.Progress.WriteLine($"{wanted.Period}: {source.Status}");
        var unwritable = wanted is { Report: Reports.GeneralLedger, Format: "csv" }
            ? await LedgerOutput.WriteAsync(source, wanted.Target?.FullName, cancel)
            : await WriteAsync(source, wanted, terminal, cancel);
        return unwritable is null ? ExitCode.Success : terminal.Fail(unwritable);
    }

    private static async Task<Fault?> WriteAsync(
        ReportBooks source,
        Wanted wanted,
        Terminal terminal,
        CancellationToken cancel
    )
    {
        // Before its entries are read: a ledger that no sheet takes can be longer than what memory holds.
        if (
            wanted is { Report: Reports.GeneralLedger, Format: WorkbookOutput.Form }
            && WorkbookFile.FindTooLong(new GeneralLedgerRows(source.Books).Count) is { } tooLong
        )
            return tooLong;
        var report = await Reports.MakeAsync(wanted.Report, source, cancel);
        var title = $"{source.Books.Company.Name} - {wanted.Report} {wanted.Period} - {source.Status}";
        return wanted switch
        {
            { Target: null } => await WriteAsync(Content(report, wanted, terminal), cancel),
            { Target: { } target, Format: WorkbookOutput.Form } => await WorkbookOutput.WriteAsync(
                target.FullName,
                title,
                wanted.Report,
                report.Table()
            ),
            { Target: { } target } => await WriteAsync(target, Content(report, wanted, terminal), cancel),
        };
    }

    private static byte[] Content(Report report, Wanted wanted, Terminal terminal) =>
        wanted.Format switch
        {
            "json" => report.Json(),
            "csv" => report.Table().ToCsv(),
            "pdf" => DocumentPdf.Render(report.Document()),
            _ => Encoding.UTF8.GetBytes(
                DocumentText.Render(report.Document(), Math.Min(terminal.Out.Profile.Width, MaxTextWidth))
            ),
        };

    /// <summary>The fiscal year before the period's, if Bookseal keeps it and has not closed it.</summary>
    private static async Task<int?> FindOpenYearAsync(
        Session session,
        MasterData master,
        PeriodCode period,
        CancellationToken cancel
    )
    {
        var year = master.Profile.Calendar.YearOf(period) - 1;
        var last = master.Profile.Calendar.LastMonthOf(year);
        return last < master.Profile.FirstPeriod || (await session.Services.Runs.LoadAsync(last, cancel)).Run.IsClosed
            ? null
            : year;
    }

    private static async Task<Fault?> WriteAsync(FileInfo target, byte[] content, CancellationToken cancel)
    {
        var written = await OutputFile.WriteAsync<bool>(
            target.FullName,
            async stream =>
            {
                await stream.WriteAsync(content, cancel);
                return true;
            }
        );
        return written.IsOk ? null : written.Fault;
    }

    private static async Task<Fault?> WriteAsync(byte[] content, CancellationToken cancel)
    {
        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(content, cancel);
        if (content is [.., not (byte)'\n'])
            output.WriteByte((byte)'\n');
        return null;
    }

    /// <param name="Target">Null for standard output.</param>
    private readonly record struct Wanted(
        string Report,
        PeriodCode Period,
        string Format,
        FileInfo? Target,
        bool TakesUnbalanced
    );
}
