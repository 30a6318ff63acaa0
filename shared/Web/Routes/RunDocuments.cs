using Bookseal.Books.Values;
using Bookseal.Closing.Views;
using Bookseal.Web.Identity;

namespace Bookseal.Web.Routes;

/// <summary>What there is to read of a period's close, as it is answered.</summary>
internal static class RunDocuments
{
    /// <summary>Those whose entity tags an act may name.</summary>
    public static IReadOnlyList<Func<Principal, PeriodCode, CancellationToken, Task<JsonObject>>> All { get; } =
    [RunAsync, TasksAsync, NotesAsync];

    public static Task<JsonObject> RunAsync(Principal who, PeriodCode period, CancellationToken cancel) =>
        RunView.ReadAsync(who.Services, period, cancel);

    public static async Task<JsonObject> TasksAsync(Principal who, PeriodCode period, CancellationToken cancel)
    {
        var board = await RunView.BoardAsync(who.Services, period, cancel);
        return RunJson.Of(board.Run).With("tasks", TaskJson.ArrayOf(board));
    }

    public static async Task<JsonObject> NotesAsync(Principal who, PeriodCode period, CancellationToken cancel)
    {
        var run = (await who.Services.Runs.LoadAsync(period, cancel)).Run;
        return JsonObject.Of(("notes", new JsonArray(run.Notes.Values.Select(NoteJson.Of))));
    }
}
