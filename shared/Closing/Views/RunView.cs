using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Hosting;

namespace Bookseal.Closing.Views;

/// <summary>A period's run with all that people ask of it: progress, tasks, dates, what it made.</summary>
public static class RunView
{
    /// <summary>As <c>status --json</c> has it, without where files lie.</summary>
    public static async Task<JsonObject> ReadAsync(CloseServices services, PeriodCode period, CancellationToken cancel)
    {
        var board = await BoardAsync(services, period, cancel);
        var json = RunJson.Of(board.Run);
        if (board.Run.Attempt == 0)
            return json;
        var output = await RunOutput.ReadAsync(services, board, countsExceptions: false, cancel);
        return output.AddTo(json, path => path.ToString());
    }

    public static async Task<TaskBoard> BoardAsync(CloseServices services, PeriodCode period, CancellationToken cancel)
    {
        var run = (await services.Runs.LoadAsync(period, cancel)).Run;
        var workspace = services.Workspace;
        var master = run.Master is null
            ? (await workspace.ReadMasterDataAsync(cancel)).Value
            : await workspace.ReadMasterDataAsync(run, cancel);
        return new(run, master.Profile, workspace.Clock.GetUtcNow());
    }
}
