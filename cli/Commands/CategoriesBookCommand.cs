using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Categories;
using Bookseal.Closing.Refusals;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal categories book ENTRY DIR --period 2026-01 --account A [--line N]</c>: moves an uncategorised line to
/// the account where it belongs; with <c>categories book DIR --period 2026-01 --accept</c> all lines whose like was
/// booked to one account only.
/// </summary>
internal static class CategoriesBookCommand
{
    private static readonly Argument<string[]> Places = new("entry")
    {
        Description = "The entry, and the company's books directory; with --accept the directory alone",
        Arity = new ArgumentArity(0, 2),
    };

    private static readonly Option<string?> Account = new("--account")
    {
        Description = "The account where the line belongs",
    };

    private static readonly Option<int?> Line = new("--line")
    {
        Description = "The entry's line, from 1. Default: each of its uncategorised lines",
    };

    private static readonly Option<string> Journal = EntryOptions.Journal();

    private static readonly Option<bool> Accept = new("--accept")
    {
        Description = "Book every line whose like was booked to one account only",
    };

    private static readonly Option<bool> DryRun = new("--dry-run")
    {
        Description = "With --accept: show what would be booked, and post nothing",
    };

    public static Command Create()
    {
        var command = new Command(
            "book",
            "Move uncategorised lines to their account (preparer); during a close under its lock"
        )
        {
            Places,
            CommonOptions.Period,
            Account,
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
                    (session, terminal, master) => BookAsync(parse, session, terminal, master, cancel),
                    cancel
                )
        );
        return command;
    }

    private static string? DirectoryOf(ParseResult parse) =>
        parse.GetValue(Places)!.ElementAtOrDefault(parse.GetValue(Accept) ? 0 : 1);

    private static async Task<int> BookAsync(
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
            ? await session.Services.CategoryDesk.PreviewAsync(period, master, cancel)
            : await PostAsync(parse, session, terminal, (period, asked.Request), master, cancel);
        if (!done.TryGet(out var booking, out fault))
            return terminal.Fail(fault);
        if (terminal.IsJson)
            Terminal.WriteJson(CategoryTable.ToJson(period, booking, isPreview));
        else
            CategoryTable.Write(terminal.Out, period, booking, isPreview);
        return ExitCode.Success;
    }

    private static async Task<Result<CategoryBooking>> PostAsync(
        ParseResult parse,
        Session session,
        Terminal terminal,
        (PeriodCode Period, CategoryRequest? Request) asked,
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
            ? await session.Services.CategoryDesk.BookAsync(asked.Period, request, actor, master, cancel)
            : await session.Services.CategoryDesk.AcceptAsync(asked.Period, actor, master, cancel);
    }

    /// <summary>Either an entry and its account, or what is suggested.</summary>
    private static Result<Asked> Read(ParseResult parse)
    {
        var (places, text, line) = (parse.GetValue(Places)!, parse.GetValue(Account), parse.GetValue(Line));
        if (parse.GetValue(Accept))
            return places.Length > 1 || text is not null || line is not null || parse.GetValue(Journal) is not null
                ? new Fault(
                    "USAGE",
                    "--accept takes no entry, --account, --line or --journal; it is all that is suggested"
                )
                : new Asked(null);
        if (parse.GetValue(DryRun))
            return new Fault("USAGE", "--dry-run goes with --accept");
        if (places.Length == 0 || text is null)
            return new Fault("USAGE", "say which entry and --account, or --accept for all that is suggested");
        if (!AccountCode.Parse(text).TryGet(out var account, out var malformed))
            return malformed;
        return EntryOptions
            .Pointer(places[0], null, parse.GetValue(Journal))
            .Map(pointer => new Asked(new CategoryRequest(pointer, line, account)));
    }

    /// <param name="Request">Null for all that is suggested.</param>
    private sealed record Asked(CategoryRequest? Request);
}
