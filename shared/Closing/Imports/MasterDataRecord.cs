using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
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
        var from = FirstOpen(books.Profile.FirstPeriod, await SealedPeriods.ReadAsync(workspace, runs, cancel));
        return
        [
            .. changes
                .OfType<MasterDataChange>()
                .Select(change => new AuditDraft(
                    actor.Id,
                    actor.Kind,
                    MasterDataChange.TypeName,
                    null,
                    null,
                    change.New.ToString(),
                    change.ToData(from)
                )),
        ];
    }

    /// <summary>Months close in order: what comes after the last that a close has is open.</summary>
    private static PeriodCode FirstOpen(PeriodCode first, IReadOnlyList<CloseRun> sealedRuns) =>
        sealedRuns
            .Where(run => !run.Period.IsAdjustment)
            .Select(run => run.Period)
            .DefaultIfEmpty(first.Previous)
            .Max()
            .Next;
}
