using System.CommandLine;
using System.Text;
using Bookseal.Books.Documents;
using Bookseal.Cli.Output;

namespace Bookseal.Cli.Commands;

/// <summary><c>bookseal report income-statement DIR --period 2026-01 [--format text|json|csv|pdf] [--out FILE]</c>: a statement of the books as they are.</summary>
internal static class ReportCommand
{
    private static readonly string[] Formats = ["text", "json", "csv", "pdf"];

    public static Command Create()
    {
        var name = new Argument<string>("report") { Description = string.Join(", ", Reports.Names) };
        name.AcceptOnlyFromAmong([.. Reports.Names]);
        var directory = CommonOptions.Directory();
        var format = new Option<string>("--format") { Description = "text, json, csv or pdf", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong(Formats);
        var file = new Option<FileInfo?>("--out") { Description = "Where to write it; without it to standard output" };
        var command = new Command("report", "Print a statement: trial balance, income statement, balance sheet, ...") { name, directory, CommonOptions.Period, format, file };
        command.SetAction((parse, cancel) => InSession.RunAsync(parse, parse.GetValue(directory), async (session, terminal, master) =>
        {
            if (!CommonOptions.PeriodOf(parse).TryGet(out var period, out var fault)) return terminal.Fail(fault, ExitCode.Usage);
            if (!(await session.Services.Reader.ReadAsync(period, master, cancel)).TryGet(out var reading, out fault)) return terminal.Fail(fault, ExitCode.Refused);
            var report = await Reports.MakeAsync(parse.GetValue(name)!, reading.Books, session.Services.Workspace, cancel);
            var content = (terminal.IsJson ? "json" : parse.GetValue(format)!) switch
            {
                "json" => report.Json(),
                "csv" => report.Csv(),
                "pdf" => StatementPdf.Render(report.Document()),
                _ => Encoding.UTF8.GetBytes(StatementText.Render(report.Document(), terminal.Out.Profile.Width)),
            };
            if (parse.GetValue(file) is { } target) await File.WriteAllBytesAsync(target.FullName, content, cancel);
            else await WriteAsync(content, cancel);
            return ExitCode.Success;
        }, cancel));
        return command;
    }

    private static async Task WriteAsync(byte[] content, CancellationToken cancel)
    {
        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(content, cancel);
        if (content is [.., not (byte)'\n']) output.WriteByte((byte)'\n');
    }
}
