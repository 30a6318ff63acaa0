using Bookseal.Books.Company;
using Bookseal.Books.Sources;
using Bookseal.Closing.Imports;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;
using Bookseal.Import.Hledger;

namespace Bookseal.Closing.Sources;

/// <summary>
/// Imports what a source gave, as any other import: all of a part or nothing, and nothing of it twice. What belongs to
/// a month whose close is syncing its sources goes in under the close's lease.
/// </summary>
internal sealed class PartImporter(Workspace workspace, BooksImporter importer, Actor actor, bool isDryRun)
{
    private readonly ImportOptions _options = new(TakesBack: false, isDryRun) { EntersCloses = true };

    private const int MaxAttempts = 5;

    /// <summary>Read and imported again where somebody has changed settings or chart in between.</summary>
    /// <param name="isOvertaken">What came after it has been imported already: it may add, and change nothing.</param>
    public async Task<SourcePart> ImportAsync(
        string name,
        byte[] content,
        SourceFormat format,
        CommodityNames commodities,
        bool isOvertaken,
        CancellationToken cancel
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var part = await TryAsync(name, content, format, commodities, isOvertaken, cancel);
            if (part.Fault?.Code != BooksImporter.SupersededCode || attempt == MaxAttempts)
                return part;
        }
    }

    private async Task<SourcePart> TryAsync(
        string name,
        byte[] content,
        SourceFormat format,
        CommodityNames commodities,
        bool isOvertaken,
        CancellationToken cancel
    )
    {
        if (await workspace.ReadMasterDigestsAsync(cancel) is not { } digests)
            return SourcePart.Failed(name, (await workspace.ReadMasterDataAsync(cancel)).Fault);
        var master = await workspace.MasterData.ReadAsync(workspace.Tenant, digests, cancel);
        var reader = new SourceReader(
            master.Profile,
            master.Chart,
            master.Openings,
            actor.Id,
            workspace.Today(master.Profile)
        );
        var faults = new ImportFaults();
        if (reader.Read(format, name, content, commodities, faults) is not { } books)
            return SourcePart.Failed(name, Merge(faults));
        var options = _options with { ReadWith = digests, AddsOnly = isOvertaken };
        var imported = await importer.ImportAsync(books, actor, options, null, cancel);
        return imported.TryGet(out var outcome, out var fault)
            ? SourcePart.Of(name, Digest.Of(content), outcome)
            : SourcePart.Failed(name, fault);
    }

    /// <summary>The first, with how many more there are: a file is mended where it was made.</summary>
    private static Fault Merge(ImportFaults faults) =>
        faults.Faults.Count == 1
            ? faults.Faults[0]
            : faults.Faults[0] with
            {
                Message = $"{faults.Faults[0].Message}; {faults.Faults.Count - 1} more fault(s)",
            };
}
