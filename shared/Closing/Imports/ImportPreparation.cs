using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Closing.Imports;

/// <summary>
/// Checks everything of an import against what is current, and says what it would write. Writes nothing.
/// </summary>
internal sealed class ImportPreparation(
    Workspace workspace,
    RunStore runs,
    UnfinishedImports unfinished,
    int maxBatchBytes
)
{
    /// <param name="wanted">
    /// What the files say of team and policy is only proposed; the rest goes on with those in force.
    /// </param>
    public async Task<Result<PreparedImport>> PrepareAsync(
        ImportedBooks books,
        Governance wanted,
        Actor actor,
        ImportOptions options,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        var claim = await ImportClaim.ReadAsync(workspace, cancel);
        if (options.ReadWith is { } readWith && claim.Current != readWith)
            return BooksImporter.Superseded(workspace.Tenant);
        var standing = claim.Current is { } digests
            ? Governance.Of((await workspace.MasterData.ReadAsync(workspace.Tenant, digests, cancel)).Profile)
            : wanted;
        books = books with { Profile = standing.In(books.Profile) };
        if (
            !(await new YearEndSorter(workspace, runs).SortAsync(books, cancel)).TryGet(
                out var yearEnds,
                out var unsorted
            )
        )
            return unsorted;
        books = yearEnds.Books;
        var row = RowOf(books);
        var plan = new ImportPlan(maxBatchBytes);
        if (
            !(await CheckAsync(books, claim.Current, row, plan, actor, options, cancel)).TryGet(
                out var gone,
                out var refusal
            )
        )
            return refusal;
        var planner = new ImportPlanner(
            workspace,
            runs,
            plan,
            IdScope.Of(books.Profile),
            yearEnds.Retained,
            gone.Pairs,
            new CloseDoor(workspace, options.EntersCloses),
            unfinished,
            options.IsDryRun
        );
        if (await planner.PlanAsync(books.Entries, progress, cancel) is { } unfit)
            return unfit;
        if (!(await new ItemPlanner(workspace, runs).PlanAsync(books, cancel)).TryGet(out var items, out var changed))
            return changed;
        if (!(await PlannedSchedules.PlanAsync(workspace, books, cancel)).TryGet(out var schedules, out changed))
            return changed;
        if (!(await PlannedRules.PlanAsync(workspace, books, cancel)).TryGet(out var rules, out changed))
            return changed;
        if (!(await PlannedCosts.PlanAsync(workspace, books, cancel)).TryGet(out var costs, out changed))
            return changed;
        var sources = await PlannedSources.PlanAsync(workspace, books, cancel);
        return new PreparedImport(books, claim, row, plan, items, schedules, rules, sources, costs)
        {
            BankRows = await workspace.Bank.CountMissingAsync(workspace.Tenant, books.BankLines, cancel),
            Pairs = gone.Proposed,
            YearEnds = yearEnds.Notices,
            SourceNotices = [.. books.Notices, .. FarAhead(books)],
        };
    }

    /// <summary>What is current may be followed by this, and what was posted stays explained.</summary>
    private async Task<Result<GoneEntries>> CheckAsync(
        ImportedBooks books,
        MasterDigests? current,
        MasterDigests row,
        ImportPlan plan,
        Actor actor,
        ImportOptions options,
        CancellationToken cancel
    )
    {
        if (current is null)
            return new GoneEntries(runs, new([], []));
        var check = new MasterDataCheck(workspace, runs);
        if (current != row && await check.RunAsync(books, current, cancel) is { } unfit)
            return unfit;
        var found = await new ImportIntegrityCheck(workspace).CompareAsync(books, current, cancel);
        if (!found.TryGet(out var difference, out var lost))
            return lost;
        var gone = new GoneEntries(runs, difference);
        return await gone.PlanAsync(plan, options, actor.Id, books.FullSnapshotSource?.File ?? "", cancel) is { } fault
            ? fault
            : gone;
    }

    private static IEnumerable<Fault> FarAhead(ImportedBooks books) =>
        books.FarAhead is { Count: var count, First: { } first }
            ?
            [
                new Fault(
                    "DATED_AHEAD",
                    $"{count} entries are dated more than 31 days ahead of today, the first is {first.Id} of "
                        + $"{Dates.Text(first.Date)}; if that is a slip, reverse it before its month is closed"
                ),
            ]
            : [];

    private static MasterDigests RowOf(ImportedBooks books) =>
        new(
            CanonicalJson.DigestOf(books.Profile.ToJson()),
            Digest.Of(books.Chart.ToBytes()),
            Digest.Of(books.Openings.ToBytes())
        );
}
