using System.CommandLine;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;

namespace Bookseal.Cli.Commands;

/// <summary><c>bookseal audit verify | rebuild | checkpoint | retention</c>.</summary>
internal static class AuditCommand
{
    public static Command Create() =>
        new("audit", "Check the audit chain") { Verify(), Rebuild(), Checkpoint(), Retention() };

    private static Command Verify()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("verify", "Check the whole chain against its head and its checkpoints") { directory };
        command.SetAction(
            (parse, cancel) =>
                RunAsync(
                    parse,
                    parse.GetValue(directory),
                    async (session, terminal) =>
                    {
                        var report = await session.Services.Audit.VerifyAsync(cancel);
                        if (report is { Entries: 0, IsGood: true })
                            return terminal.Fail(NoChain(session)); // a wrong name must not look like a good chain
                        if (terminal.IsJson)
                            Terminal.WriteJson(report.ToJson());
                        else if (report.IsGood)
                            terminal.Out.WriteLine(
                                $"The audit chain of {session.Tenant} is whole: {report.Entries} entries, "
                                    + $"{report.Checkpoints} checkpoint(s)."
                            );
                        foreach (var finding in report.Findings)
                            terminal.Progress.MarkupLine(
                                $"[red bold]{finding.Code}[/] first bad entry {finding.FirstBadEntry}: "
                                    + $"{finding.Message.EscapeMarkup()}"
                            );
                        foreach (var fault in report.Journals.Concat(report.Projections))
                            terminal.Progress.MarkupLine($"[red bold]{fault.Code}[/] {fault.Message.EscapeMarkup()}");
                        foreach (var notice in report.Recoveries)
                            terminal.Progress.MarkupLine(
                                $"[yellow bold]{notice.Code}[/] {notice.Message.EscapeMarkup()}"
                            );
                        return report.IsGood ? ExitCode.Success : ExitCode.NotReady;
                    }
                )
        );
        return command;
    }

    private static Command Rebuild()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("rebuild", "Make the projections again from the chain") { directory };
        command.SetAction(
            (parse, cancel) =>
                RunAsync(
                    parse,
                    parse.GetValue(directory),
                    async (session, terminal) =>
                    {
                        var changed = await session.Services.Audit.RebuildAsync(cancel);
                        if (terminal.IsJson)
                            Terminal.WriteJson(JsonObject.Of(("rebuilt", JsonArray.OfTexts(changed))));
                        else
                            terminal.Out.WriteLine(
                                changed.Count == 0
                                    ? "Every projection was as the chain has it."
                                    : $"Rebuilt {string.Join(", ", changed)}."
                            );
                        return ExitCode.Success;
                    }
                )
        );
        return command;
    }

    private static Command Checkpoint()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("checkpoint", "Sign a checkpoint of the chain as it is now (do so daily)")
        {
            directory,
        };
        command.SetAction(
            (parse, cancel) =>
                RunAsync(
                    parse,
                    parse.GetValue(directory),
                    async (session, terminal) =>
                    {
                        if ((await session.Services.Workspace.ReadHeadAsync(cancel)).Head.Size == 0)
                            return terminal.Fail(NoChain(session));
                        var checkpoint = await session.Services.Audit.CheckpointAsync(cancel);
                        if (terminal.IsJson)
                            Terminal.WriteJson(
                                JsonObject.Of(
                                    ("origin", checkpoint.Origin),
                                    ("root", checkpoint.Root),
                                    ("size", checkpoint.Size)
                                )
                            );
                        else
                            terminal.Out.WriteLine($"Signed {checkpoint.Origin} at {checkpoint.Size} entries.");
                        return ExitCode.Success;
                    }
                )
        );
        return command;
    }

    private static Command Retention()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("retention", "Read back how every sealed file is kept, and record it") { directory };
        command.SetAction(
            (parse, cancel) =>
                RunAsync(
                    parse,
                    parse.GetValue(directory),
                    async (session, terminal) =>
                    {
                        if ((await session.Services.Workspace.ReadHeadAsync(cancel)).Head.Size == 0)
                            return terminal.Fail(NoChain(session));
                        var report = await session.Services.Retention.ReadAsync(cancel);
                        if (terminal.IsJson)
                            Terminal.WriteJson(report.ToJson());
                        else
                            RetentionView.Write(terminal, report);
                        foreach (var fault in report.Findings)
                            terminal.Progress.MarkupLine($"[red bold]{fault.Code}[/] {fault.Message.EscapeMarkup()}");
                        if (report.IsDevelopment)
                            terminal.Progress.MarkupLine(
                                "[yellow bold]RETENTION_NOT_APPLIED[/] development storage keeps no policies"
                            );
                        return report.IsGood ? ExitCode.Success : ExitCode.NotReady;
                    }
                )
        );
        return command;
    }

    private static Fault NoChain(Session session) =>
        new("BOOKS_NOT_FOUND", $"there is no audit chain of {session.Tenant} {session.Store.Place}");

    /// <summary>Without master data: the chain is checked even where they are what is broken.</summary>
    private static async Task<int> RunAsync(
        ParseResult parse,
        string? directory,
        Func<Session, Terminal, Task<int>> action
    )
    {
        var terminal = new Terminal(parse.GetValue(CommonOptions.Json));
        if (!Session.Open(parse, directory).TryGet(out var session, out var fault))
            return terminal.Fail(fault, ExitCode.BadInput);
        using (session)
            return await action(session, terminal);
    }
}
