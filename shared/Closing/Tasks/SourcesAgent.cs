using System.Globalization;
using Bookseal.Books.Audit;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Imports;
using Bookseal.Closing.Sources;

namespace Bookseal.Closing.Tasks;

/// <summary>
/// Brings in what the company's sources have. Where it names none, it says when the books were last imported, as the
/// chain tells.
/// </summary>
public sealed class SourcesAgent(Workspace workspace, SyncService sync) : ITaskAgent
{
    public TaskAction Action => TaskAction.SyncSources;

    /// <summary>The fault of a required source: the month is not whole without it.</summary>
    public async Task<Result<AgentResult>> RunAsync(CloseRun run, TaskDefinition task, CancellationToken cancel)
    {
        if (!(await sync.SyncAsync(SyncRequest.All, Actor.Agent, run, cancel)).TryGet(out var report, out var fault))
            return fault;
        foreach (var source in report.Sources)
            if (source is { Source.IsRequired: true, Fault: { } missing } && !IsReadElsewhere(source, run))
                return missing with { Message = $"source {source.Source.Id}: {missing.Message}" };
        var last = await FindLastImportAsync(cancel);
        var evidence = JsonObject.Of(
            ("last_import", last is null ? null : Dates.Text(last.Timestamp)),
            ("last_sync_times", report.Sources.Count == 0 ? null : JsonArray.OfTexts(report.Sources.Select(LastTimeOf)))
        );
        return report.Sources.Count == 0
            ? new AgentResult(evidence, last is null ? "no import yet" : $"last import {Dates.Text(last.Timestamp)}")
            : new AgentResult(evidence.With("sync", report.ToJson()), Summarise(report));
    }

    private static string LastTimeOf(SyncedSource source) =>
        $"{source.Source.Id} {(source.Synced?.GoodAt is { } at ? Dates.Text(at) : "never")}";

    /// <summary>The host of a folder has read it, once the month was over.</summary>
    private static bool IsReadElsewhere(SyncedSource source, CloseRun run) =>
        source.Elsewhere is not null
        && source.Synced is { Fault: null, GoodAt: { } good }
        && DateOnly.FromDateTime(good.UtcDateTime) > run.Period.LastDay;

    private static string Summarise(SyncReport report)
    {
        var (counts, failed) = (report.Counts, report.Sources.Count(source => source.Fault is not null));
        var (entries, late) = (counts.Entries, counts.LateItems);
        return string.Create(
                CultureInfo.InvariantCulture,
                $"{report.Sources.Count} source(s): {entries} entries, {late} of them late, {counts.Items} items"
            ) + (failed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {failed} not read"));
    }

    private async Task<AuditEntry?> FindLastImportAsync(CancellationToken cancel)
    {
        var view = await ChainView.OpenAsync(workspace, cancel);
        return await view.FindLastAsync(BooksImporter.IsImported, cancel);
    }
}
