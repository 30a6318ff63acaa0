using Bookseal.Closing.Backups;
using Bookseal.Closing.Refusals;

namespace Bookseal.Cli.Output;

/// <summary>Backups, restores and drills for people; each with its exit code.</summary>
internal static class BackupView
{
    /// <param name="done">What became of it, where it is good.</param>
    /// <param name="isOwn">It was made just now.</param>
    public static int Write(Terminal terminal, BackupReport report, string done, bool isOwn = false)
    {
        var manifest = report.Backup.Manifest;
        if (terminal.IsJson)
            Terminal.WriteJson(report.ToJson());
        else
            terminal.Out.WriteLine(
                $"{report.Backup.Location}: {manifest.Tenant} {(report.IsGood ? done : "is NOT sound")}: "
                    + $"{manifest.ObjectList.Count} objects, {manifest.ObjectBytes} bytes, {manifest.ChainSize} audit "
                    + $"entries, {report.Inspected?.Proofs.Count ?? 0} proofs"
                    + $"{(report.Backup.Signature is null ? "" : ", signed")}. Private keys are not in it."
            );
        terminal.Warn(report.Unsigned ?? (isOwn ? null : report.Unauthenticated));
        return End(terminal, report.Findings);
    }

    public static int Write(Terminal terminal, RestoreReport report, bool isDryRun)
    {
        if (terminal.IsJson)
            Terminal.WriteJson(report.ToJson().With("dry_run", isDryRun));
        else
            Write(terminal.Out, report, isDryRun);
        foreach (var notice in report.State.Notices)
            terminal.Warn(notice);
        return End(terminal, report.Findings);
    }

    public static int Write(Terminal terminal, DrillReport report, string file)
    {
        if (terminal.IsJson)
            Terminal.WriteJson(report.ToJson().With("checklist", file));
        else
        {
            terminal.Out.WriteLine(
                $"The drill {(report.Drill.Passed ? "passed" : "FAILED")}: {report.Drill.Objects} objects, "
                    + $"{report.Drill.Entries} audit entries, {report.Drill.Proofs} proofs, "
                    + $"{report.Drill.DurationMs / 1000m:0.0} s. Recorded in the audit chain."
            );
            terminal.Out.WriteLine($"{file} says more, and has what a person is to tick.");
        }

        return End(terminal, report.Findings);
    }

    private static void Write(IAnsiConsole output, RestoreReport report, bool isDryRun)
    {
        var (backup, state) = (report.Backup, report.State);
        output.WriteLine(
            $"{backup.Tenant} of {backup.CreatedAt:yyyy-MM-dd HH:mm}: {Told(report, isDryRun)} "
                + $"{backup.ObjectList.Count} objects, {backup.ObjectBytes} bytes, {backup.ChainSize} audit entries, "
                + $"{state.Leases} leases, retention of {state.Retained} objects; "
                + $"{report.Inspected?.Proofs.Count ?? 0} proofs verify."
        );
        if (state.KeysMissing.Count > 0)
            output.WriteLine(
                $"Private keys are not here: {string.Join(", ", state.KeysMissing)}. Bring them back from their own "
                    + "place, or make new ones (docs/operations.md, Backup and restore)."
            );
    }

    private static string Told(RestoreReport report, bool isDryRun)
    {
        if (report.WasDone)
            return "restored before, nothing was written;";
        return isDryRun ? "would be restored:" : "restored:";
    }

    private static int End(Terminal terminal, IReadOnlyList<Fault> findings)
    {
        foreach (var finding in findings)
            terminal.Progress.MarkupLine($"[red bold]{finding.Code}[/] {finding.Message.EscapeMarkup()}");
        return findings.Count == 0 ? ExitCode.Success : ExitCode.NotReady;
    }
}
