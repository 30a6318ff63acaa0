using Bookseal.Books.Runs;
using Bookseal.Storage.Company;

namespace Bookseal.Web.Identity;

internal static class PinnedBooks
{
    /// <summary>
    /// What counts for a period: while a close goes on the accounts and the team that it has pinned, else those of now.
    /// <c>BOOKS_NOT_FOUND</c>.
    /// </summary>
    public static async Task<Result<MasterData>> ReadMasterDataAsync(
        this Principal who,
        CloseRun run,
        CancellationToken cancel
    ) =>
        run.IsActive
            ? await who.Workspace.ReadMasterDataAsync(run, cancel)
            : await who.Workspace.ReadMasterDataAsync(cancel);
}
