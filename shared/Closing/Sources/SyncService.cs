using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Sources;
using Bookseal.Closing.Imports;

namespace Bookseal.Closing.Sources;

/// <summary>
/// Brings in what a company's sources have, one after the other. A source that cannot be read keeps no other from it.
/// Repeated, after a crash too, it adds nothing.
/// </summary>
public sealed class SyncService(Workspace workspace, FileImporter importer, SourceAccess access, SyncPace pace)
{
    private readonly SyncLog _log = new(workspace);

    /// <summary>What is known of each source; nothing is read of it.</summary>
    public async Task<SyncReport> ReadStatusAsync(CancellationToken cancel)
    {
        var known = new List<SyncedSource>();
        foreach (var source in (await workspace.ReadSourcesAsync(cancel)).Sources)
            known.Add(new(source, await _log.ReadAsync(source.Id, cancel), [], null));
        return new(known);
    }

    /// <summary>
    /// <c>SOURCE_UNKNOWN</c> for one that is not among the company's. What is wrong with a source stands in the report.
    /// </summary>
    /// <param name="run">The close whose task this is; null for a person at any time.</param>
    public async Task<Result<SyncReport>> SyncAsync(
        SyncRequest request,
        Actor actor,
        CloseRun? run,
        CancellationToken cancel
    )
    {
        var settings = await workspace.ReadSourcesAsync(cancel);
        if (request.Only is { } only && settings.Find(only) is null)
            return new Fault("SOURCE_UNKNOWN", $"sources.json has no source '{only}'");
        using var deadline = new CancellationTokenSource(pace.All);
        var synced = new List<SyncedSource>();
        // Those that a close cannot do without come first: no other takes their time.
        foreach (
            var source in settings
                .Sources.Where(item => request.Only is null || item.Id == request.Only)
                .OrderByDescending(item => item.IsRequired)
        )
            synced.Add(await SyncAsync(source, request, actor, run, deadline.Token, cancel));
        return new SyncReport(synced);
    }

    private async Task<SyncedSource> SyncAsync(
        SyncSource source,
        SyncRequest request,
        Actor actor,
        CloseRun? run,
        CancellationToken deadline,
        CancellationToken cancel
    )
    {
        var last = await _log.ReadAsync(source.Id, cancel);
        if (source is InboxSource && access.BooksDirectory is null)
            return new(source, last, [], Elsewhere(source));
        var before = request.IsAnew ? SourceState.Unread(source) : await _log.ReadStateAsync(source, last, cancel);
        var importing = new PartImporter(importer, actor, request.IsDryRun);
        var reading = source switch
        {
            InboxSource inbox => await new InboxReader(access.BooksDirectory!, importing).ReadAsync(
                inbox,
                before,
                deadline,
                cancel
            ),
            HttpSource http => await new HttpReader(access, importing, pace, workspace.Clock).ReadAsync(
                http,
                before,
                deadline,
                cancel
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(source)),
        };
        var (now, fault) = (workspace.Clock.GetUtcNow(), reading.FirstFault);
        var synced = new SourceSynced(
            source.Id,
            source.Kind,
            now,
            fault is null ? now : last?.GoodAt,
            reading.Counts,
            reading.State.Sha256,
            fault
        );
        if (!request.IsDryRun)
            await _log.RecordAsync(source, synced, reading.State, actor, run, cancel);
        return new(source, synced, reading.Parts, null);
    }

    private static Fault Elsewhere(SyncSource source) =>
        new(
            "SOURCE_ELSEWHERE",
            $"source {source.Id} is a folder of the books directory, which is not here: 'bookseal sync DIR' reads it"
        );
}
