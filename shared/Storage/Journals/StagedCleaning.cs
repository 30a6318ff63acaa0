using System.Globalization;
using Bookseal.Books.Values;
using Bookseal.Storage.Resilience;

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
    /// <summary>A store that once refused is not asked again.</summary>
    private bool _isDenied;

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
    public Task DeleteAsync(
        TenantId tenant,
        PeriodCode period,
        string manifest,
        IEnumerable<string> names,
        CancellationToken cancel
    ) =>
        TryAsync(async () =>
        {
            foreach (var name in names.Except([StagedNames.Manifest, StagedNames.Done]))
                await DeleteAsync(name);
            await DeleteAsync(StagedNames.Manifest);
            await DeleteAsync(StagedNames.Done);

            async Task DeleteAsync(string name)
            {
                if (_isDenied)
                    return;
                var deleted = await objects.DeleteStagedAsync(StagedPath.Of(tenant, period, manifest, name), cancel);
                _isDenied |= !deleted.IsOk && deleted.Fault.Code == StoreCode.DeleteDenied;
            }
        });

    /// <summary>
    /// What is left under a mark without a manifest. What somebody stages again at this moment stays.
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
            if (
                StagedNames.NumberOf(name) is { } number
                && !await IsPostedAsync(tenant, period, manifest, number, cancel)
            )
                return;
        await DeleteAsync(tenant, period, manifest, names, cancel);
    }

    /// <summary>
    /// What the journal has of an import under its mark: all of it, none (it was given up, and stays), or a part (it
    /// was given up, begun again, and stopped).
    /// </summary>
    /// <param name="batches">How many it has.</param>
    public async Task<Landing> FindAsync(
        TenantId tenant,
        PeriodCode period,
        string manifest,
        int batches,
        CancellationToken cancel
    )
    {
        var posted = 0;
        for (var number = 1; number <= batches; number++)
            posted += await IsPostedAsync(tenant, period, manifest, number, cancel) ? 1 : 0;
        if (posted == 0)
            return Landing.None;
        return posted == batches ? Landing.Whole : Landing.Partly;
    }

    /// <summary>What is not deleted now is later: an import that has landed does not fail for it.</summary>
    private static async Task TryAsync(Func<Task> delete)
    {
        try
        {
            await delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StoreUnavailableException)
        {
            // It stays under its mark, for the next import of the month.
        }
    }
}

/// <summary>How much of a staged import a journal has.</summary>
internal enum Landing
{
    None,
    Partly,
    Whole,
}
