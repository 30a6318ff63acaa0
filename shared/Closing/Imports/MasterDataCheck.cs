using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Closing.Runs;
using Bookseal.Evidence;
using Bookseal.Import.BooksDirectory;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Imports;

/// <summary>
/// Whether the master data of an import may follow on those that are current: what was certified keeps the settings
/// that it rests on, and posted entries the scope of their ids. The rules stand in Books; here is looked up what they
/// ask.
/// </summary>
internal sealed class MasterDataCheck(Workspace workspace, RunStore runs)
{
    public async Task<Fault?> RunAsync(ImportedBooks books, MasterDigests current, CancellationToken cancel)
    {
        var before = await workspace.MasterData.ReadAsync(workspace.Tenant, current, cancel);
        var sealedRuns = await SealedPeriods.ReadAsync(workspace, runs, cancel);
        if (CheckSettings(books, before, sealedRuns) is { } settings)
            return settings;
        if (
            await SealedPeriods.FindWithdrawnAsync(workspace, runs, cancel) is { } withdrawn
            && SealedSettings.CheckFounding(
                before.Profile,
                books.Profile,
                $"{withdrawn.Period} was certified, and is open again"
            )
                is { } founding
        )
            return founding with { Where = $"{BooksFiles.Profile}:1:1" };
        var hasEntries = (await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel)).Count > 0;
        if (hasEntries && SealedSettings.CheckIdScope(before.Profile, books.Profile) is { } scope)
            return scope with { Where = $"{BooksFiles.Profile}:1:1" };
        return await new AccountChangeCheck(workspace).CheckAsync(books, before, sealedRuns, cancel);
    }

    private static Fault? CheckSettings(ImportedBooks books, MasterData before, IReadOnlyList<CloseRun> sealedRuns)
    {
        if (sealedRuns.Count == 0)
            return null;
        var hasOtherOpenings = !before.Openings.ToBytes().AsSpan().SequenceEqual(books.Openings.ToBytes());
        return SealedSettings.Check(before.Profile, books.Profile, hasOtherOpenings, sealedRuns[0]) is { } refused
            ? refused with
            {
                Where = $"{(refused.Code == SealedSettings.Openings ? books.OpeningsFile : BooksFiles.Profile)}:1:1",
            }
            : null;
    }
}
