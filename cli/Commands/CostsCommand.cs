using System.CommandLine;
using Bookseal.Books.Costs;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Costs;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Refusals;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal costs close-package | restatements | restatement-runs | records | accrued</c>: what the costs of some
/// days come to, and whether they are ready to be signed off.
/// </summary>
internal static class CostsCommand
{
    private static readonly Option<string> Format = new("--format")
    {
        Description = "json, csv or xlsx",
        DefaultValueFactory = _ => "json",
    };

    private static readonly Option<string?> Out = new("--out") { Description = "A file to write, instead of printing" };

    private static readonly Option<bool> Enforce = new("--enforce-finalized")
    {
        Description = "Refuse while preliminary records remain",
    };

    public static Command Create() =>
        new("costs", "Cloud costs: close package, restatements, accruals, imports taken back")
        {
            ClosePackage(),
            Restatements(),
            RestatementRuns(),
            Records(),
            CostsAccruedCommand.Create(),
            CostsWithdrawCommand.Create(),
        };

    private static Command ClosePackage()
    {
        var command = Report(CostReport.ClosePackage);
        command.Options.Add(Enforce);
        return command;
    }

    private static Command Restatements() => Report(CostReport.Restatements);

    private static Command RestatementRuns() => Report(CostReport.RestatementRuns);

    private static Command Records()
    {
        var (directory, options) = (CommonOptions.Directory(), new CostDays());
        var command = new Command(
            "records",
            "The records of the days' months that a package follows from, one JSON object a line"
        )
        {
            directory,
            Out,
        };
        options.AddDaysTo(command);
        command.SetAction(
            (parse, cancel) =>
                InSession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    async (session, terminal, _) =>
                    {
                        if (!options.ReadDays(parse).TryGet(out var range, out var fault))
                            return terminal.Fail(fault, ExitCode.Usage);
                        return await WriteAsync(
                            parse,
                            terminal,
                            output => session.Services.Costs.WriteLinesAsync(range, output, cancel)
                        );
                    },
                    cancel
                )
        );
        return command;
    }

    private static Command Report(CostReport report)
    {
        var (directory, options) = (CommonOptions.Directory(), new CostDays());
        var command = new Command(report.Name, report.Summary) { directory, Format, Out };
        options.AddTo(command);
        command.SetAction(
            (parse, cancel) =>
                InSession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    async (session, terminal, master) =>
                    {
                        if (!options.Read(parse).TryGet(out var asked, out var fault))
                            return terminal.Fail(fault, ExitCode.Usage);
                        var made = await CostPackages.MakeAsync(asked, session, master, cancel);
                        if (!made.TryGet(out var package, out fault))
                            return terminal.Fail(fault);
                        if (parse.GetValue(Enforce) && CostService.RefuseUnlessFinal(package) is { } refusal)
                            return terminal.Fail(refusal);
                        byte[] content;
                        switch (parse.GetValue(Format))
                        {
                            case "json":
                                content = [.. CanonicalJson.ToBytes(report.ToJson(package)), (byte)'\n'];
                                break;
                            case "csv":
                                content = report.ToTable(package).ToCsv();
                                break;
                            case WorkbookOutput.Form:
                                return await WriteWorkbookAsync(parse, terminal, master, report, package);
                            default:
                                return terminal.Fail(new Fault("FORMAT_INVALID", "--format is json, csv or xlsx"));
                        }

                        return await WriteAsync(parse, terminal, output => output.WriteAsync(content, cancel).AsTask());
                    },
                    cancel
                )
        );
        return command;
    }

    private static async Task<int> WriteWorkbookAsync(
        ParseResult parse,
        Terminal terminal,
        MasterData master,
        CostReport report,
        CostPackage package
    )
    {
        if (parse.GetValue(Out) is not { } path)
            return terminal.Fail(WorkbookOutput.NeedsFile, ExitCode.Usage);
        var title = report.TitleOf(package, master.Profile.Name);
        var fault = await WorkbookOutput.WriteAsync(path, title, report.Name, report.ToTable(package));
        return fault is null ? ExitCode.Success : terminal.Fail(fault);
    }

    private static async Task<int> WriteAsync(ParseResult parse, Terminal terminal, Func<Stream, Task> write)
    {
        if (parse.GetValue(Out) is not { } path)
        {
            await using var output = Console.OpenStandardOutput();
            await write(output);
            return ExitCode.Success;
        }

        var written = await OutputFile.WriteAsync<bool>(
            path,
            async stream =>
            {
                await write(stream);
                return true;
            }
        );
        return written.TryGet(out _, out var fault) ? ExitCode.Success : terminal.Fail(fault);
    }
}
