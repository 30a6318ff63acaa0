using Bookseal.Books.Runs;
using Bookseal.Closing;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;

namespace Bookseal.TestHost.Scenario;

/// <summary>
/// Import, an everyday post, the close with an adjustment, the seal: every write of the product, in steps that may be
/// repeated from the start.
/// </summary>
public static class WholeMonth
{
    public const string PostKey = "everyday";

    public static async Task<CloseRun> RunAsync(CloseServices services, CancellationToken cancel)
    {
        var imported = await services.Importer.ImportAsync(SmallBooks.Read(), AdjustingDesk.Bookkeeper, cancel);
        if (!imported.IsOk)
            throw new InvalidOperationException(imported.Fault.ToString());
        var master = (await services.Workspace.ReadMasterDataAsync(cancel)).Value;
        var posted = await services.Posting.PostAsync(
            SmallBooks.January,
            PostKey,
            [SmallBooks.Entry("JE-9")],
            AdjustingDesk.Bookkeeper,
            master,
            cancel
        );
        if (!posted.IsOk)
            throw new InvalidOperationException(posted.Fault.ToString());
        var begun = await services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, cancel);
        if (!begun.IsOk)
            throw new InvalidOperationException(begun.Fault.ToString());
        var driven = await services.Host.DriveAsync(
            SmallBooks.January,
            new AdjustingDesk(services),
            new Progress<CloseProgress>(),
            cancel
        );
        return driven.IsOk ? driven.Value : throw new InvalidOperationException(driven.Fault.ToString());
    }
}
