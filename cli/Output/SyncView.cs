using System.Globalization;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Sources;
using Bookseal.Closing.Sources;

namespace Bookseal.Cli.Output;

/// <summary>What the company's sources brought, or when they last did.</summary>
internal static class SyncView
{
    private const int Shown = 20;

    public static void Write(Terminal terminal, SyncReport report, bool isDryRun)
    {
        if (terminal.IsJson)
        {
            Terminal.WriteJson(report.ToJson().With("dry_run", isDryRun));
            return;
        }

        if (report.Sources.Count == 0)
            WriteNone(terminal);
        else if (isDryRun)
            terminal.Out.WriteLine("Dry run: nothing is written. A sync would do this:");
        foreach (var source in report.Sources)
        {
            if (source.Elsewhere is null)
                terminal.Out.WriteLine($"{source.Source.Id} ({source.Source.Kind}): {TextOf(source.Synced!.Counts)}");
            foreach (var part in source.Parts.Where(part => part.Fault is null).Take(Shown))
            {
                terminal.Out.WriteLine($"  {part.Name}: {TextOf(part)}");
                foreach (var notice in part.Notices)
                    terminal.Out.WriteLine($"  {notice.Code}: {notice.Message}");
            }

            foreach (var part in source.Parts.Where(part => part.Fault is not null).Take(Shown))
                terminal.Warn(part.Fault! with { Message = $"{part.Fault!.Where ?? part.Name}: {part.Fault.Message}" });
            if (source.Fault is { } fault && source.Parts.All(part => part.Fault is null))
                terminal.Warn(fault with { Message = $"{source.Source.Id}: {fault.Message}" });
        }
    }

    public static void WriteStatus(Terminal terminal, SyncReport report, CompanyProfile company)
    {
        if (terminal.IsJson)
        {
            Terminal.WriteJson(report.ToJson());
            return;
        }

        if (report.Sources.Count == 0)
        {
            WriteNone(terminal);
            return;
        }

        var table = HealthView.NewTable("Source", "Kind", "Required", "Read last", "Entries", "Late", "Problem");
        foreach (var source in report.Sources)
            table.AddRow(
                $"{source.Source.Id}",
                source.Source.Kind,
                source.Source.IsRequired ? "yes" : "no",
                source.Synced?.GoodAt is { } at ? TextOf(at, company) : "never",
                $"{source.Synced?.Counts.Entries ?? 0}",
                $"{source.Synced?.Counts.LateItems ?? 0}",
                source.Fault is { } fault
                    ? $"{fault.Where} {fault.Code} {fault.Message}".TrimStart().EscapeMarkup()
                    : ""
            );
        terminal.Out.Write(table);
    }

    /// <summary>Why a close does not go on from its first task.</summary>
    public static IEnumerable<string> MissingLines(CloseRun run, SyncReport report) =>
        run.Template.Find(TaskAction.SyncSources) is not { } task || run.IsDone(task.Number) || !run.IsActive
            ? []
            : report
                .Sources.Where(source => source is { Source.IsRequired: true, Fault: not null })
                .Select(source =>
                    $"task {task.Number} waits for source {source.Source.Id}: {source.Fault!.Code} "
                    + $"{source.Fault.Message} ('bookseal close' tries again)"
                );

    private static void WriteNone(Terminal terminal) =>
        terminal.Out.WriteLine("No sources; sources.json beside bookseal.json names them (docs/sources.md).");

    private static string TextOf(SourcePart part) =>
        part switch
        {
            { CostRecords: > 0 } => Invariant($"{part.CostRecords} cost records"),
            { Payouts: > 0 } => Invariant($"{part.Payouts} payouts"),
            _ => TextOf(part.Counts),
        };

    private static string TextOf(SourceCounts counts)
    {
        List<string> said = [Invariant($"{counts.Entries} entries")];
        if (counts.LateItems > 0)
            said.Add(Invariant($"{counts.LateItems} of them late"));
        if (counts.EntriesChanged > 0)
            said.Add(Invariant($"{counts.EntriesChanged} changed"));
        if (counts.Items > 0)
            said.Add(Invariant($"{counts.Items} subledger items"));
        if (counts.BankRows > 0)
            said.Add(Invariant($"{counts.BankRows} bank rows"));
        return string.Join(", ", said);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Where people read, a time is the company's.</summary>
    private static string TextOf(DateTimeOffset at, CompanyProfile company) =>
        TimeZoneInfo
            .ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(company.TimeZone))
            .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
