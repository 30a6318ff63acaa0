using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Closing.Hosting;
using Bookseal.Evidence;
using Bookseal.Storage.Company;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Signing;

/// <summary>
/// The small company as a release left it that enrolled no keys: its books are current, and its chain tells of a
/// certification.
/// </summary>
internal static class OldChain
{
    public static async Task WriteAsync(CloseServices services, CompanyProfile profile, Certified certified)
    {
        var workspace = services.Workspace;
        var books = SmallBooks.Read();
        var master = await workspace.MasterData.WriteAsync(
            new MasterData(profile, books.Chart, books.Openings),
            default
        );
        var period = SmallBooks.January;
        var committed = await workspace.Audit.CommitAsync(
            workspace.Tenant,
            await workspace.ReadHeadAsync(default),
            [RunHistory.Draft(certified, "person", period, RunId.Of(workspace.Tenant, period, 1))],
            _ => [workspace.MasterDataRowAsync(master, default).GetAwaiter().GetResult()],
            default
        );
        Assert.True(committed.IsOk);
    }

    public static Certified CertifiedBy(PersonId person, string keyId) =>
        new(person, Digest.Of("payload"u8), keyId, "attended");
}
