using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Exports;
using Bookseal.Closing.Refusals;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal export DIR --from D --to D [--out FOLDER]</c>: a signed proof of the entries of some days, with their
/// reconciliation. It is no close.
/// </summary>
internal static class ExportCommand
{
    private static readonly Option<string?> Out = new("--out")
    {
        Description = "A folder to write the proof to, too. It must not be there yet",
    };

    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("export", "Prove the entries of some days to others, with their reconciliation")
        {
            directory,
            IntervalOptions.From,
            IntervalOptions.To,
            IntervalOptions.Rules,
            Out,
        };
        command.SetAction(
            (parse, cancel) =>
                InSession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    (session, terminal, master) => RunAsync(parse, session, terminal, master, cancel),
                    cancel
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parse,
        Session session,
        Terminal terminal,
        MasterData master,
        CancellationToken cancel
    )
    {
        if (!IntervalOptions.Read(parse).TryGet(out var interval, out var fault))
            return terminal.Fail(fault, ExitCode.Usage);
        if (
            !(await IntervalOptions.ReadRulesAsync(parse, session.BooksDirectory, cancel)).TryGet(
                out var rules,
                out fault
            )
        )
            return terminal.Fail(fault, ExitCode.BadInput);
        if (!Session.FindPerson(parse, master.Profile, Acts.Export.Role).TryGet(out var person, out fault))
            return terminal.Fail(fault);
        var actor = Actor.Of(person, isUnattended: false);
        terminal.SayWho(actor);
        var exporter = session.Services.Exporter;
        if (!(await exporter.ExportAsync(interval, rules, actor, master, cancel)).TryGet(out var done, out fault))
            return terminal.Fail(fault);
        foreach (var unfinished in done.Unfinished)
            terminal.Warn(unfinished);
        if (
            parse.GetValue(Out) is { } folder
            && await BagFolder.WriteAsync(exporter.Bag(done.Location), folder, cancel) is { } unwritable
        )
            return terminal.Fail(unwritable);
        Tell(terminal, done, session, parse.GetValue(Out));
        return ExitCode.Success;
    }

    private static void Tell(Terminal terminal, ExportedInterval done, Session session, string? folder)
    {
        var stored = session.Store.WhereIs(done.Location.Folder);
        var text = (string name) => (done.Record[name] as JsonString)?.Value ?? "";
        if (terminal.IsJson)
        {
            Terminal.WriteJson(
                JsonObject.Of(
                    ("bag", stored),
                    ("interval", done.Record),
                    ("out", folder),
                    ("proofId", done.Location.ProofId.ToString("D")),
                    ("was_there", done.WasThere)
                )
            );
            return;
        }

        Console.Out.WriteLine($"proofId {done.Location.ProofId:D}");
        Console.Out.WriteLine(
            $"{text("from")} to {text("to")}: reconciliation {text("reconciliation")}"
                + (done.Record["balanced"] is JsonBoolean { Value: false } ? ", THE BOOKS DO NOT BALANCE" : "")
                + (done.WasThere ? "; the books have not changed since, so it is the proof that was there" : "")
        );
        Console.Out.WriteLine(
            $"{folder ?? stored} holds it; 'bookseal-verify {folder ?? stored} --interval --trust trust.json' "
                + "checks it. It is no close."
        );
        Console.Out.WriteLine("It carries every bank, payout and subledger line of the company, not only these days'.");
    }
}
