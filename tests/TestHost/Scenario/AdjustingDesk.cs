using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Closing;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;

namespace Bookseal.TestHost.Scenario;

/// <summary>The bookkeeper posts an adjustment before the adjustments are done; the controller certifies.</summary>
public sealed class AdjustingDesk(CloseServices services) : ITaskAssignee
{
    public const string Key = "accrual";

    public static Actor Bookkeeper { get; } = new(SmallBooks.Bookkeeper, Books.Company.Role.Preparer, false, true);

    public static Actor Controller { get; } = new(SmallBooks.Controller, Books.Company.Role.Approver, false, true);

    public async Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel)
    {
        if (task.Action == TaskAction.Certify)
            return Controller;
        var master = (await services.Workspace.ReadMasterDataAsync(cancel)).Value;
        var adjusted = await services.Posting.AdjustAsync(
            run.Period,
            Key,
            [SmallBooks.Entry("ADJ-1", 700, EntryKind.Adjusting)],
            Bookkeeper,
            master,
            cancel
        );
        // Another driver may have gone on meanwhile; whether the adjustment is there is for the test to see.
        var isLate =
            !adjusted.IsOk && adjusted.Fault.Code is ("PERIOD_CLOSING" or "PERIOD_CLOSED" or Refusal.NoActiveRun);
        return adjusted.IsOk || isLate ? Bookkeeper : throw new InvalidOperationException(adjusted.Fault.ToString());
    }
}
