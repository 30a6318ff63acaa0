using System.Text;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Jobs;
using Bookseal.Closing.Posting;
using Bookseal.Evidence;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Jobs;

/// <summary>
/// A month with two costs without job: one is tagged before its close, the other, which its own entry suggests, during
/// it; in steps that may be repeated.
/// </summary>
internal static class JobScenario
{
    private const string Rows =
        "J-1,2026-01-13,Deck,1000,90.00,,USD,,,,,standard\nJ-1,2026-01-13,Deck,4000,,90.00,USD,,,,P-1,standard\n"
        + "J-1,2026-01-13,Deck,5000,60.00,,USD,,,,,standard\nJ-1,2026-01-13,Deck,1000,,60.00,USD,,,,,standard\n"
        + "J-2,2026-01-14,Nails,5000,25.00,,USD,,,,,standard\nJ-2,2026-01-14,Nails,1000,,25.00,USD,,,,,standard\n";

    public static async Task<CloseRun> RunAsync(CloseServices services, bool isLeft = false)
    {
        Good(await services.Importer.ImportAsync(Read(), AdjustingDesk.Bookkeeper, default));
        if ((await services.Runs.LoadAsync(SmallBooks.January, default)).Run.PeriodStatus == PeriodStatus.Open)
            Good(await TagAsync(services, "J-2", "P-2"));
        Good(await services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, default));
        var desk = new Desk(services, isLeft);
        return Good(await services.Host.DriveAsync(SmallBooks.January, desk, new Progress<CloseProgress>(), default));
    }

    public static async Task<Result<JobTagging>> TagAsync(CloseServices services, string entry, string job) =>
        await services.Jobs.TagAsync(
            SmallBooks.January,
            new JobTagRequest(new EntryPointer(EntryId.Parse(entry).Value), null, job),
            AdjustingDesk.Bookkeeper,
            Good(await services.Workspace.ReadMasterDataAsync(default)),
            default
        );

    private static ImportedBooks Read()
    {
        var files = SmallBooks.Files.ToDictionary();
        Append(files, BooksFiles.Accounts, "5000,Cost of sales,expense,cogs\n");
        Append(files, BooksFiles.JournalCsv, Rows);
        var faults = new ImportFaults();
        return BooksReader.Read(files, SmallBooks.Bookkeeper, faults)
            ?? throw new InvalidOperationException($"the test books are wrong: {faults.Faults[0]}");
    }

    private static void Append(Dictionary<string, byte[]> files, string name, string rows) =>
        files[name] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files[name]).TrimEnd() + "\n" + rows);

    public static T Good<T>(Result<T> result) =>
        result.IsOk ? result.Value : throw new InvalidOperationException(result.Fault.ToString());

    /// <param name="isLeft">Whether it goes home once it has tagged.</param>
    private sealed class Desk(CloseServices services, bool isLeft) : ITaskAssignee
    {
        public async Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel)
        {
            if (task.Action == TaskAction.Certify)
                return AdjustingDesk.Controller;
            var master = await services.Workspace.ReadMasterDataAsync(run, cancel);
            Good(await services.Jobs.AcceptAsync(run.Period, AdjustingDesk.Bookkeeper, master, cancel));
            return isLeft ? null : AdjustingDesk.Bookkeeper;
        }
    }
}
