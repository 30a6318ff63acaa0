using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Closing.Runs;
using Bookseal.Closing.Teams;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Closing.Imports;

/// <summary>Audit entries of the master data that an import changes, for the commit that makes them current.</summary>
internal sealed class MasterDataRecord(Workspace workspace, RunStore runs)
{
    /// <summary>None at the first import: there is nothing yet to change.</summary>
    /// <param name="current">The digests that the import found; null at the first.</param>
    public async Task<IReadOnlyList<AuditDraft>> DraftAsync(
        ImportedBooks books,
        MasterDigests? current,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (current is null)
            return [];
        var before = await workspace.MasterData.ReadAsync(workspace.Tenant, current, cancel);
        List<MasterDataChange?> changes =
        [
            .. MasterDataChange.OfProfile(before.Profile, books.Profile),
            MasterDataChange.OfChart(before.Chart, books.Chart),
            MasterDataChange.OfOpenings(before.Openings, books.Openings),
        ];
        if (changes.All(change => change is null))
            return [];
        var sealedRuns = await SealedPeriods.ReadAsync(workspace, runs, cancel);
        var from = MasterDataChange.FirstOpen(books.Profile.FirstPeriod, sealedRuns.Select(PeriodStanding.Of));
        return [.. changes.OfType<MasterDataChange>().Select(change => MasterDataDraft.Of(change, actor, from))];
    }
}
