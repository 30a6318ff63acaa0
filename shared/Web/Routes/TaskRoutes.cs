using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Views;
using Bookseal.Web.Answers;
using Bookseal.Web.Identity;
using Bookseal.Web.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Routes;

/// <summary>
/// <c>/api/periods/{period}/run/tasks</c> and <c>/notes</c>: what people do with the tasks of a close.
/// </summary>
internal static class TaskRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var run = routes.MapGroup("/api/periods/{period}/run");
        run.MapGet("/tasks", ListAsync).Needs(Acts.Read);
        run.MapGet("/notes", NotesAsync).Needs(Acts.Read);
        run.MapPost("/notes", NoteAsync).Needs(Acts.WriteNote);
        run.MapPost("/notes/{number:int}/resolve", ResolveAsync).Needs(Acts.WriteNote);
        var task = run.MapGroup("/tasks/{number:int}");
        task.MapPost("/complete", CompleteAsync).Needs(Acts.WorkOnTask);
        MapAct(task, "/start", Acts.WorkOnTask, (who, number, _) => new StartTask(who.Actor, number));
        MapAct(task, "/approve", Acts.WorkOnTask, (who, number, _) => new ApproveTask(who.Actor, number));
        MapAct(
            task,
            "/block",
            Acts.WorkOnTask,
            (who, number, fields) => new BlockTask(who.Actor, number, fields.Text("reason").Trim())
        );
        MapAct(
            task,
            "/skip",
            Acts.SkipTask,
            (who, number, fields) => new SkipTask(who.Actor, number, fields.Text("reason").Trim())
        );
        MapAct(
            task,
            "/assign",
            Acts.AssignTask,
            (who, number, fields) => new AssignTask(who.Actor, number, fields.Text("to", PersonId.Parse))
        );
        task.MapPost("/attachments", AttachAsync).Needs(Acts.WriteNote);
    }

    private static async Task<IResult> ListAsync(Principal who, string period, CancellationToken cancel)
    {
        if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out var fault))
            return Answer.Problem(fault);
        var board = await RunView.BoardAsync(who.Services, code, cancel);
        return Answer.Json(RunJson.Of(board.Run).With("tasks", TaskJson.ArrayOf(board)));
    }

    private static async Task<IResult> NotesAsync(Principal who, string period, CancellationToken cancel)
    {
        if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out var fault))
            return Answer.Problem(fault);
        var run = (await who.Services.Runs.LoadAsync(code, cancel)).Run;
        return Answer.Json(JsonObject.Of(("notes", new JsonArray(run.Notes.Values.Select(NoteJson.Of)))));
    }

    private static async Task<IResult> NoteAsync(
        HttpContext context,
        Principal who,
        string period,
        CancellationToken cancel
    )
    {
        if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out var fault))
            return Answer.Problem(fault);
        if (!(await RequestBody.ReadObjectAsync(context.Request, cancel)).TryGet(out var body, out fault))
            return Answer.Problem(fault);
        var fields = new Fields(body, RequestBody.Invalid);
        var (on, text) = (fields.Text("on"), fields.Text("text"));
        if (!fields.Finish(() => true).TryGet(out _, out fault))
            return Answer.Problem(fault);
        var run = (await who.Services.Runs.LoadAsync(code, cancel)).Run;
        if (!NoteSubject.Parse(run, on).TryGet(out var subject, out fault))
            return Answer.Problem(fault);
        var said = await who.Services.Tasks.DoAsync(code, new AddNote(who.Actor, subject, text).For(run), cancel);
        if (!said.TryGet(out var after, out fault))
            return Answer.Problem(fault);
        return Answer.Json(NoteJson.Of(after.Notes.Values.Last()), StatusCodes.Status201Created);
    }

    private static async Task<IResult> ResolveAsync(
        HttpContext context,
        Principal who,
        string period,
        int number,
        CancellationToken cancel
    )
    {
        if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out var fault))
            return Answer.Problem(fault);
        if (!(await RequestBody.ReadObjectAsync(context.Request, cancel)).TryGet(out var body, out fault))
            return Answer.Problem(fault);
        var fields = new Fields(body, RequestBody.Invalid);
        var text = fields.Text("text");
        if (!fields.Finish(() => true).TryGet(out _, out fault))
            return Answer.Problem(fault);
        var run = (await who.Services.Runs.LoadAsync(code, cancel)).Run;
        var said = await who.Services.Tasks.DoAsync(code, new ResolveNote(who.Actor, number, text).For(run), cancel);
        return await RunRoutes.EndAsync(context, who, said, StatusCodes.Status200OK, cancel);
    }

    private static async Task<IResult> CompleteAsync(
        HttpContext context,
        Principal who,
        string period,
        int number,
        CancellationToken cancel
    )
    {
        if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out var fault))
            return Answer.Problem(fault);
        var done = await who.Services.Tasks.CompleteAsync(code, who.Actor, number, cancel);
        return await RunRoutes.EndAsync(context, who, done, StatusCodes.Status200OK, cancel);
    }

    private static async Task<IResult> AttachAsync(
        HttpContext context,
        Principal who,
        string period,
        int number,
        string? name,
        CancellationToken cancel
    )
    {
        if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out var fault))
            return Answer.Problem(fault);
        var read = await RequestBody.ReadBytesAsync(context.Request, (int)Limits.AttachmentBytes, cancel);
        if (!read.TryGet(out var content, out fault))
            return Answer.Problem(fault);
        var kept = await who.Services.Tasks.AttachAsync(code, who.Actor, number, name ?? "", content, cancel);
        return await RunRoutes.EndAsync(context, who, kept, StatusCodes.Status201Created, cancel);
    }

    private static void MapAct(
        RouteGroupBuilder task,
        string path,
        Act act,
        Func<Principal, int, Fields, RunCommand> make
    ) =>
        task.MapPost(
                path,
                async (HttpContext context, Principal who, string period, int number, CancellationToken cancel) =>
                {
                    if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out var fault))
                        return Answer.Problem(fault);
                    if (!(await RequestBody.ReadOptionalAsync(context.Request, cancel)).TryGet(out var body, out fault))
                        return Answer.Problem(fault);
                    var fields = new Fields(body, RequestBody.Invalid);
                    var command = make(who, number, fields);
                    if (!fields.Finish(() => command).TryGet(out _, out fault))
                        return Answer.Problem(fault);
                    var run = (await who.Services.Runs.LoadAsync(code, cancel)).Run;
                    var done = await who.Services.Tasks.DoAsync(code, command.For(run), cancel);
                    return await RunRoutes.EndAsync(context, who, done, StatusCodes.Status200OK, cancel);
                }
            )
            .Needs(act);
}
