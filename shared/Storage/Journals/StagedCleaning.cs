using System.Globalization;
using Bookseal.Books.Values;

namespace Bookseal.Storage.Journals;

/// <summary>What the objects of a staged import are called.</summary>
internal static class StagedNames
{
    public const string Manifest = "manifest.json";
    public const string Done = "done";
    private const string BatchEnding = ".ndjson";

    public static string Batch(int number) => $"{number:D5}{BatchEnding}";

    /// <summary>Null for what is no batch.</summary>
    public static int? NumberOf(string name) =>
        name.EndsWith(BatchEnding, StringComparison.Ordinal)
        && int.TryParse(name[..^BatchEnding.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>Of the batch in the journal.</summary>
    public static string Key(string manifest, int number) => $"{manifest}:{number}";
}

/// <summary>
/// Deletes what was staged of imports that have landed. The journal says what has: a batch that it has needs no copy
/// beside it. A crash leaves some of it, under its mark, for the next import; a store that refuses leaves all of it.
/// </summary>
internal sealed class StagedCleaning(IObjectStore objects, JournalStore journals)
{
    public async Task<bool> IsPostedAsync(
        TenantId tenant,
        PeriodCode period,
        string manifest,
        int number,
        CancellationToken cancel
    ) => await journals.Poster(tenant, period).FindBatchAsync(StagedNames.Key(manifest, number), cancel) is not null;

    /// <summary>
    /// Of an import whose batches are all in the journal and which is marked as done. The mark goes last: what lies
    /// under one is no import that has to be finished.
    /// </summary>
    public async Task DeleteAsync(
        TenantId tenant,
        PeriodCode period,
        string manifest,
        int batches,
        CancellationToken cancel
    )
    {
        foreach (var name in Enumerable.Range(1, batches).Select(StagedNames.Batch))
            await DeleteAsync(tenant, period, manifest, name, cancel);
        await DeleteAsync(tenant, period, manifest, StagedNames.Manifest, cancel);
        await DeleteAsync(tenant, period, manifest, StagedNames.Done, cancel);
    }

    /// <summary>
    /// Of an import that is marked as done: whatever the journal has. Of one that was given up it has not all, and that
    /// stays; so does what somebody stages again at this moment.
    /// </summary>
    public async Task SweepAsync(
        TenantId tenant,
        PeriodCode period,
        string manifest,
        IReadOnlyList<string> names,
        CancellationToken cancel
    )
    {
        foreach (var name in names)
            if (StagedNames.NumberOf(name) is { } number)
            {
                if (!await IsPostedAsync(tenant, period, manifest, number, cancel))
                    return;
                await DeleteAsync(tenant, period, manifest, name, cancel);
            }

        if (names.Contains(StagedNames.Manifest))
        {
            var file = await objects.ReadBytesAsync(
                StagedPath.Of(tenant, period, manifest, StagedNames.Manifest).Path,
                cancel
            );
            if (!file.TryGet(out var content, out _))
                return;
            var batches = StagedManifest.Read(manifest, content).Count;
            for (var number = 1; number <= batches; number++)
                if (!await IsPostedAsync(tenant, period, manifest, number, cancel))
                    return;
            await DeleteAsync(tenant, period, manifest, StagedNames.Manifest, cancel);
        }

        await DeleteAsync(tenant, period, manifest, StagedNames.Done, cancel);
    }

    private async Task DeleteAsync(
        TenantId tenant,
        PeriodCode period,
        string manifest,
        string name,
        CancellationToken cancel
    ) => _ = await objects.DeleteStagedAsync(StagedPath.Of(tenant, period, manifest, name), cancel);
}
