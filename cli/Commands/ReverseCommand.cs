using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Posting;
using Bookseal.Closing.Refusals;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal reverse ENTRY DIR --date 2026-02-01</c>: posts the entry once more with its sides swapped.
/// </summary>
internal static class ReverseCommand
{
    public static Command Create()
    {
        var entry = new Argument<string>("entry") { Description = "The entry to take back" };
        var directory = CommonOptions.Directory();
        var date = new Option<string>("--date")
        {
            Description = "The reversal's date, YYYY-MM-DD, in a period that takes postings",
            Required = true,
        };
        var (period, journal) = (EntryOptions.Period(), EntryOptions.Journal());
        var command = new Command("reverse", "Take an entry back with a reversing one")
        {
            entry,
            directory,
            date,
            period,
            journal,
        };
        command.SetAction(
            (parse, cancel) =>
                InSession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    async (session, terminal, master) =>
                    {
                        var named = EntryOptions.Pointer(
                            parse.GetValue(entry)!,
                            parse.GetValue(period),
                            parse.GetValue(journal)
                        );
                        if (!named.TryGet(out var pointer, out var fault))
                            return terminal.Fail(fault, ExitCode.Usage);
                        if (!Dates.Parse(parse.GetValue(date)!).TryGet(out var day, out fault))
                            return terminal.Fail(fault, ExitCode.Usage);
                        if (
                            !Session
                                .FindActor(parse, master.Profile.Team, Acts.Post.Role)
                                .TryGet(out var actor, out fault)
                        )
                            return terminal.Fail(fault);
                        if (actor.Role < Acts.Post.Role)
                            return terminal.Fail(
                                new Fault(
                                    Refusal.AuthorityDenied,
                                    $"{actor.Id} is {actor.Role.Text()}; posting needs preparer"
                                )
                            );
                        terminal.SayWho(actor);
                        return await ReverseAsync(session, terminal, master, (pointer, day, actor), cancel);
                    },
                    cancel
                )
        );
        return command;
    }

    private static async Task<int> ReverseAsync(
        Session session,
        Terminal terminal,
        MasterData master,
        (EntryPointer Entry, DateOnly Day, Actor Actor) asked,
        CancellationToken cancel
    )
    {
        var reversed = await session.Services.Reversals.ReverseAsync(
            asked.Entry,
            asked.Day,
            asked.Actor,
            master,
            cancel
        );
        if (!reversed.TryGet(out var outcome, out var fault))
            return terminal.Fail(fault);
        var (reversal, wasKnown) = outcome;
        if (terminal.IsJson)
            Terminal.WriteJson(JsonText.ParseObject(EntryCodec.Encode(reversal)).Value);
        else
            terminal.Out.WriteLine(
                $"{(wasKnown ? "Known already:" : "Posted")} {reversal.Id}, dated "
                    + $"{Dates.Text(asked.Day)}, which reverses {reversal.Reverses}."
            );
        return ExitCode.Success;
    }
}
