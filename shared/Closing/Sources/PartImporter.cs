using Bookseal.Books.Company;
using Bookseal.Closing.Imports;
using Bookseal.Import;

namespace Bookseal.Closing.Sources;

/// <summary>
/// Imports what a source gave, as any other import: all of a part or nothing, and nothing of it twice. What belongs to
/// a month whose close is syncing its sources goes in under the close's lease.
/// </summary>
internal sealed class PartImporter(FileImporter importer, Actor actor, bool isDryRun)
{
    private readonly ImportOptions _options = new(TakesBack: false, isDryRun) { EntersCloses = true };

    /// <param name="isOvertaken">What came after it has been imported already: it may add, and change nothing.</param>
    public async Task<SourcePart> ImportAsync(FormFile file, bool isOvertaken, CancellationToken cancel)
    {
        var (faults, options) = (new ImportFaults(), _options with { AddsOnly = isOvertaken });
        var outcome = await importer.ImportAsync(file, actor, options, faults, cancel);
        return outcome is null
            ? SourcePart.Failed(file.Name, Merge(faults))
            : SourcePart.Of(file.Name, Digest.Of(file.Content), outcome);
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
