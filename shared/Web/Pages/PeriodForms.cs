using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Web.Identity;
using Bookseal.Web.Pages.Access;
using Bookseal.Web.Pages.Parts;
using Bookseal.Web.Pages.Views;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Pages;

/// <summary>What people do on a close's page.</summary>
internal static class PeriodForms
{
    private static readonly PeriodForm Form = new(PeriodRoutes.ShowAsync<PeriodPage>);

    public static void Map(IEndpointRouteBuilder forms)
    {
        Form.Map(forms, "/begin", Acts.Begin, "", BeginAsync);
        Form.Map(forms, "/cancel", Acts.Cancel, "", CancelAsync);
        Form.Map(forms, "/reopen", Acts.Reopen, "", ReopenAsync);
        Form.Map(forms, "/notes", Acts.WriteNote, "#notes", WriteNoteAsync);
        MapDecision(
            forms,
            "/notes/{number:int}/resolve",
            Acts.WriteNote,
            (actor, number, form) => new ResolveNote(actor, number, form["text"])
        );
        MapTasks(forms);
    }

    private static void MapTasks(IEndpointRouteBuilder forms)
    {
        const string task = "/tasks/{number:int}";
        var work = Acts.WorkOnTask;
        MapDecision(forms, $"{task}/start", work, (actor, number, _) => new StartTask(actor, number));
        MapDecision(forms, $"{task}/approve", work, (actor, number, _) => new ApproveTask(actor, number));
        MapDecision(
            forms,
            $"{task}/block",
            work,
            (actor, number, form) => new BlockTask(actor, number, form["reason"])
        );
        MapDecision(
            forms,
            $"{task}/skip",
            Acts.SkipTask,
            (actor, number, form) => new SkipTask(actor, number, form["reason"])
        );
        Form.MapNumbered(forms, $"{task}/complete", work, CompleteAsync);
        Form.MapNumbered(forms, $"{task}/assign", Acts.AssignTask, AssignAsync);
        Form.MapNumbered(forms, $"{task}/attachments", Acts.WriteNote, AttachAsync);
    }

    /// <summary>What is one command of the run, whatever the run is by then.</summary>
    private static void MapDecision(
        IEndpointRouteBuilder forms,
        string path,
        Act act,
        Func<Actor, int, PageForm, RunCommand> make
    ) =>
        Form.MapNumbered(
            forms,
            path,
            act,
            number => (who, form, period, cancel) => DecideAsync(who, make(who.Actor, number, form), period, cancel)
        );

    private static async Task<Result<CloseRun>> DecideAsync(
        Principal who,
        RunCommand command,
        PeriodCode period,
        CancellationToken cancel
    )
    {
        var run = (await who.Services.Runs.LoadAsync(period, cancel)).Run;
        return await who.Services.Tasks.DoAsync(period, command.For(run), cancel);
    }

    private static Task<Result<CloseRun>> BeginAsync(
        Principal who,
        PageForm form,
        PeriodCode period,
        CancellationToken cancel
    ) => who.Services.Host.BeginAsync(period, who.Actor, cancel);

    private static Task<Result<CloseRun>> CancelAsync(
        Principal who,
        PageForm form,
        PeriodCode period,
        CancellationToken cancel
    ) => who.Services.RunDesk.CancelAsync(period, who.Actor, form["reason"], cancel);

    private static Task<Result<CloseRun>> ReopenAsync(
        Principal who,
        PageForm form,
        PeriodCode period,
        CancellationToken cancel
    ) => who.Services.RunDesk.ReopenAsync(period, who.Actor, form["reason"], cancel);

    private static async Task<Result<CloseRun>> WriteNoteAsync(
        Principal who,
        PageForm form,
        PeriodCode period,
        CancellationToken cancel
    )
    {
        var run = (await who.Services.Runs.LoadAsync(period, cancel)).Run;
        return NoteSubject.Parse(run, form["on"]).TryGet(out var subject, out var fault)
            ? await who.Services.Tasks.DoAsync(period, new AddNote(who.Actor, subject, form["text"]).For(run), cancel)
            : fault;
    }

    private static PeriodAsk CompleteAsync(int task) =>
        (who, _, period, cancel) => who.Services.Tasks.CompleteAsync(period, who.Actor, task, cancel);

    private static PeriodAsk AssignAsync(int task) =>
        async (who, form, period, cancel) =>
            PersonId.Parse(form["to"]).TryGet(out var person, out var fault)
                ? await DecideAsync(who, new AssignTask(who.Actor, task, person), period, cancel)
                : fault;

    private static PeriodAsk AttachAsync(int task) =>
        async (who, form, period, cancel) =>
        {
            if (form.File("file") is not { } file)
                return new Fault("REQUEST_INVALID", "choose a file to attach");
            using var content = new MemoryStream();
            await file.CopyToAsync(content, cancel);
            return await who.Services.Tasks.AttachAsync(
                period,
                who.Actor,
                task,
                file.FileName,
                content.ToArray(),
                cancel
            );
        };
}
