using System.CommandLine;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal repair DIR --period 2026-01</c>: rolls forward a large import that stopped half-way (INCOMPLETE_BATCH).
/// </summary>
internal static class RepairCommand
{
    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("repair", "Finish an import that stopped half-way")
        {
            directory,
            CommonOptions.Period,
        };
        command.SetAction(
            (parse, cancel) =>
                InSession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    async (session, terminal, _) =>
                    {
                        if (!CommonOptions.PeriodOf(parse).TryGet(out var period, out var fault))
                            return terminal.Fail(fault, ExitCode.Usage);
                        var workspace = session.Services.Workspace;
                        if (
                            !(await workspace.StagedImports.RepairAsync(session.Tenant, period, cancel)).TryGet(
                                out var finished,
                                out fault
                            )
                        )
                            return terminal.Fail(fault);
                        if (terminal.IsJson)
                            Terminal.WriteJson(JsonObject.Of(("repaired", JsonArray.OfTexts(finished))));
                        else
                            terminal.Out.WriteLine(
                                finished.Count == 0
                                    ? $"Nothing to repair in {period}."
                                    : $"Finished {finished.Count} import(s) in {period}."
                            );
                        return ExitCode.Success;
                    },
                    cancel
                )
        );
        return command;
    }
}
