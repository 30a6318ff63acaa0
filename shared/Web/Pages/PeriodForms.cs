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
    private static readonly PeriodForm FileForm = Form with { TakesFile = true };

    public static void Map(IEndpointRouteBuilder forms)
    {
        Form.Map(forms, "/begin", Acts.Begin, "", BeginAsync);
        Form.Map(forms, "/cancel", Acts.Cancel, "", CancelAsync);
        Form.Map(forms, "/reopen", Acts.Reopen, "", ReopenAsync);
        Form.Map(forms, "/notes", Acts.WriteNote, "#notes", WriteNoteAsync);
        Form.MapNumbered(
            forms,
            "/notes/{number:int}/resolve",
            Acts.WriteNote,
            "#note-",
            Decide((actor, number, form) => new ResolveNote(actor, number, form["text"]))
        );
        MapTasks(forms);
    }

    private static void MapTasks(IEndpointRouteBuilder forms)
    {
        var work = Acts.WorkOnTask;
        Map("start", work, Decide((actor, task, _) => new StartTask(actor, task)));
        Map("approve", work, Decide((actor, task, _) => new ApproveTask(actor, task)));
        Map("block", work, Decide((actor, task, form) => new BlockTask(actor, task, form["reason"])));
        Map("skip", Acts.SkipTask, Decide((actor, task, form) => new SkipTask(actor, task, form["reason"])));
        Map("complete", work, CompleteAsync);
        Map("assign", Acts.AssignTask, AssignAsync);
        FileForm.MapNumbered(forms, "/tasks/{number:int}/attachments", Acts.WriteNote, "#task-", AttachAsync);

        void Map(string name, Act act, Func<int, PeriodAsk> ask) =>
            Form.MapNumbered(forms, "/tasks/{number:int}/" + name, act, "#task-", ask);
    }

    /// <summary>What is one command of the run, whatever the run is by then.</summary>
    private static Func<int, PeriodAsk> Decide(Func<Actor, int, PageForm, RunCommand> make) =>
        number => (who, form, period, cancel) => DecideAsync(who, make(who.Actor, number, form), period, cancel);

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

    private static Task<Result<CloseRun>> WriteNoteAsync(
        Principal who,
        PageForm form,
        PeriodCode period,
        CancellationToken cancel
    ) => who.Services.Tasks.NoteAsync(period, who.Actor, form["on"], form["text"], cancel);

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
