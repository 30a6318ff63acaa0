using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Jobs;
using Bookseal.Closing.Refusals;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal jobs tag ENTRY DIR --period 2026-01 --job J [--line N]</c>: gives cost of sales its job; with
/// <c>jobs tag DIR --period 2026-01 --accept</c> all lines whose suggestion leaves no doubt.
/// </summary>
internal static class JobsTagCommand
{
    private static readonly Argument<string[]> Places = new("entry")
    {
        Description = "The entry, and the company's books directory; with --accept the directory alone",
        Arity = new ArgumentArity(0, 2),
    };

    private static readonly Option<string?> Job = new("--job") { Description = "The job of the line" };

    private static readonly Option<int?> Line = new("--line")
    {
        Description = "The entry's line, from 1. Default: each of its lines of cost of sales that names no job",
    };

    private static readonly Option<string> Journal = EntryOptions.Journal();

    private static readonly Option<bool> Accept = new("--accept")
    {
        Description = "Tag every line whose suggestion leaves no doubt",
    };

    private static readonly Option<bool> DryRun = new("--dry-run")
    {
        Description = "With --accept: show what would be tagged, and post nothing",
    };

    public static Command Create()
    {
        var command = new Command("tag", "Give cost of sales its job (preparer); during a close under its lock")
        {
            Places,
            CommonOptions.Period,
            Job,
            Line,
            Journal,
            Accept,
            DryRun,
        };
        command.SetAction(
            (parse, cancel) =>
                InSession.RunAsync(
                    parse,
                    DirectoryOf(parse),
                    (session, terminal, master) => TagAsync(parse, session, terminal, master, cancel),
                    cancel
                )
        );
        return command;
    }

    private static string? DirectoryOf(ParseResult parse) =>
        parse.GetValue(Places)!.ElementAtOrDefault(parse.GetValue(Accept) ? 0 : 1);

    private static async Task<int> TagAsync(
        ParseResult parse,
        Session session,
        Terminal terminal,
        MasterData now,
        CancellationToken cancel
    )
    {
        if (!CommonOptions.PeriodOf(parse).TryGet(out var period, out var fault))
            return terminal.Fail(fault, ExitCode.Usage);
        if (!Read(parse).TryGet(out var asked, out fault))
            return terminal.Fail(fault, ExitCode.Usage);
        var run = (await session.Services.Runs.LoadAsync(period, cancel)).Run;
        var master = run.IsActive ? await session.Services.Workspace.ReadMasterDataAsync(run, cancel) : now;
        var isPreview = parse.GetValue(DryRun);
        var done = isPreview
            ? await session.Services.Jobs.PreviewAsync(period, master, cancel)
            : await PostAsync(parse, session, terminal, (period, asked.Request), master, cancel);
        if (!done.TryGet(out var tagging, out fault))
            return terminal.Fail(fault);
        if (terminal.IsJson)
            Terminal.WriteJson(JobTable.ToJson(period, tagging, isPreview));
        else
            JobTable.Write(terminal.Out, period, tagging, isPreview);
        return ExitCode.Success;
    }

    private static async Task<Result<JobTagging>> PostAsync(
        ParseResult parse,
        Session session,
        Terminal terminal,
        (PeriodCode Period, JobTagRequest? Request) asked,
        MasterData master,
        CancellationToken cancel
    )
    {
        if (!Session.FindActor(parse, master.Profile.Team, Acts.Post.Role).TryGet(out var actor, out var fault))
            return fault;
        if (actor.Role < Acts.Post.Role)
            return new Fault(Refusal.AuthorityDenied, $"{actor.Id} is {actor.Role.Text()}; posting needs preparer");
        terminal.SayWho(actor);
        return asked.Request is { } request
            ? await session.Services.Jobs.TagAsync(asked.Period, request, actor, master, cancel)
            : await session.Services.Jobs.AcceptAsync(asked.Period, actor, master, cancel);
    }

    /// <summary>Either an entry and its job, or what is suggested.</summary>
    private static Result<Asked> Read(ParseResult parse)
    {
        var (places, job, line) = (parse.GetValue(Places)!, parse.GetValue(Job), parse.GetValue(Line));
        if (parse.GetValue(Accept))
            return places.Length > 1 || job is not null || line is not null || parse.GetValue(Journal) is not null
                ? new Fault("USAGE", "--accept takes no entry, --job, --line or --journal; it is all that is suggested")
                : new Asked(null);
        if (parse.GetValue(DryRun))
            return new Fault("USAGE", "--dry-run goes with --accept");
        if (places.Length == 0 || job is null)
            return new Fault("USAGE", "say which entry and --job, or --accept for all that is suggested");
        return EntryOptions
            .Pointer(places[0], null, parse.GetValue(Journal))
            .Map(pointer => new Asked(new JobTagRequest(pointer, line, job)));
    }

    /// <param name="Request">Null for all that is suggested.</param>
    private sealed record Asked(JobTagRequest? Request);
}
