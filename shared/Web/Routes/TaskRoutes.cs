using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Views;
using Bookseal.Web.Answers;
using Bookseal.Web.Identity;
using Bookseal.Web.OpenApi;
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
    private const string NotFound = CompanyPeriods.NotFound;
    private const string Reason = """{"reason":"the statement has not come"}""";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var run = routes.MapGroup("/api/periods/{period}/run").OfOwnCompany().HeedsIfMatch();
        run.MapGet("/tasks", ListAsync).Needs(Acts.Read).Describe("The tasks of a close", codes: NotFound);
        run.MapGet("/notes", NotesAsync).Needs(Acts.Read).Describe("The notes of a close", codes: NotFound);
        run.MapPost("/notes", NoteAsync)
            .Needs(Acts.WriteNote)
            .Describe(
                "Write a note on a task, an account or an entry",
                201,
                """{"on":"task 3","text":"Which rent?"}""",
                codes: NotFound
            );
        run.MapPost("/notes/{number:int}/resolve", ResolveAsync)
            .Needs(Acts.WriteNote)
            .Describe("Answer a note", 200, """{"text":"January's"}""", codes: NotFound);
        var task = run.MapGroup("/tasks/{number:int}");
        task.MapPost("/complete", CompleteAsync)
            .Needs(Acts.WorkOnTask)
            .Describe("Complete a task, and sign off what it is about", codes: NotFound);
        MapAct(
            task,
            "/start",
            Acts.WorkOnTask,
            new("Say that you work on a task", 200),
            (who, number, _) => new StartTask(who.Actor, number)
        );
        MapAct(
            task,
            "/approve",
            Acts.WorkOnTask,
            new("Approve what another has completed", 200),
            (who, number, _) => new ApproveTask(who.Actor, number)
        );
        MapAct(
            task,
            "/block",
            Acts.WorkOnTask,
            new("Say why a task cannot go on", 200) { Request = Reason },
            (who, number, fields) => new BlockTask(who.Actor, number, fields.Text("reason").Trim())
        );
        MapAct(
            task,
            "/skip",
            Acts.SkipTask,
            new("Leave a task out of this close", 200) { Request = Reason },
            (who, number, fields) => new SkipTask(who.Actor, number, fields.Text("reason").Trim())
        );
        MapAct(
            task,
            "/assign",
            Acts.AssignTask,
            new("Give a task to somebody", 200) { Request = """{"to":"nora"}""" },
            (who, number, fields) => new AssignTask(who.Actor, number, fields.Text("to", PersonId.Parse))
        );
        task.MapPost("/attachments", AttachAsync)
            .Needs(Acts.WriteNote)
            .Describe("Keep a file with a task: the body is the file", 201, codes: NotFound);
    }

    private static async Task<IResult> ListAsync(Principal who, string period, CancellationToken cancel)
    {
        if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out var fault))
            return Answer.Problem(fault);
        return Answer.Json(await RunDocuments.TasksAsync(who, code, cancel));
    }

    private static async Task<IResult> NotesAsync(Principal who, string period, CancellationToken cancel)
    {
        if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out var fault))
            return Answer.Problem(fault);
        return Answer.Json(await RunDocuments.NotesAsync(who, code, cancel));
    }

    private static Task<IResult> NoteAsync(
        Principal who,
        HttpRequest request,
        string period,
        CancellationToken cancel
    ) =>
        PeriodAct.AskAsync(
            who,
            request,
            period,
            fields => (On: fields.Text("on"), Text: fields.Text("text")),
            async (code, note) =>
            {
                var said = await who.Services.Tasks.NoteAsync(code, who.Actor, note.On, note.Text, cancel);
                if (!said.TryGet(out var after, out var fault))
                    return Answer.Problem(fault);
                return Answer.Json(NoteJson.Of(after.Notes.Values.Last()), StatusCodes.Status201Created);
            }
        );

    private static Task<IResult> ResolveAsync(
        Principal who,
        HttpRequest request,
        string period,
        int number,
        CancellationToken cancel
    ) =>
        PeriodAct.DoAsync(
            who,
            request,
            period,
            fields => fields.Text("text"),
            (code, text) => DoAsync(who, code, new ResolveNote(who.Actor, number, text), cancel)
        );

    private static Task<IResult> CompleteAsync(
        Principal who,
        HttpRequest request,
        string period,
        int number,
        CancellationToken cancel
    ) =>
        PeriodAct.DoAsync(
            who,
            request,
            period,
            PeriodAct.Nothing,
            (code, _) => who.Services.Tasks.CompleteAsync(code, who.Actor, number, cancel)
        );

    /// <summary>The body is the file, and no document.</summary>
    private static async Task<IResult> AttachAsync(
        Principal who,
        HttpRequest request,
        string period,
        int number,
        string? name,
        CancellationToken cancel
    )
    {
        if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out var fault))
            return Answer.Problem(fault);
        var read = await RequestBody.ReadBytesAsync(request, (int)Limits.AttachmentBytes, cancel);
        if (!read.TryGet(out var content, out fault))
            return Answer.Problem(fault);
        var kept = await who.Services.Tasks.AttachAsync(code, who.Actor, number, name ?? "", content, cancel);
        return await PeriodAct.EndAsync(who, request.HttpContext, kept, StatusCodes.Status201Created);
    }

    private static void MapAct(
        RouteGroupBuilder task,
        string path,
        Act act,
        RouteDescription description,
        Func<Principal, int, Fields, RunCommand> make
    ) =>
        task.MapPost(
                path,
                (Principal who, HttpRequest request, string period, int number, CancellationToken cancel) =>
                    PeriodAct.DoAsync(
                        who,
                        request,
                        period,
                        fields => make(who, number, fields),
                        (code, command) => DoAsync(who, code, command, cancel)
                    )
            )
            .Needs(act)
            .WithMetadata(description);

    private static async Task<Result<CloseRun>> DoAsync(
        Principal who,
        PeriodCode period,
        RunCommand command,
        CancellationToken cancel
    )
    {
        var run = (await who.Services.Runs.LoadAsync(period, cancel)).Run;
        return await who.Services.Tasks.DoAsync(period, command.For(run), cancel);
    }
}
