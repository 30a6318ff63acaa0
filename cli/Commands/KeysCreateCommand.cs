using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Keys;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;
using Bookseal.Closing.Signing;
using Bookseal.Storage.Keys;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal keys create [DIR] NAME [--encrypt] [--rotate]</c>: makes a key and enrols it, or enrols the one that is
/// there.
/// </summary>
internal static class KeysCreateCommand
{
    private static readonly Option<bool> Encrypt = new("--encrypt")
    {
        Description = "Encrypt the key with a passphrase, asked for or from --passphrase-file",
    };

    private static readonly Option<bool> Rotate = new("--rotate")
    {
        Description = "Make a further key, which signs from now on; another approver enrols it (--as)",
    };

    public static Command Create()
    {
        var words = KeySession.Words();
        var command = new Command("create", "Make a key of a person, or of the log, and enrol it in the audit chain")
        {
            words,
            Encrypt,
            Rotate,
        };
        command.SetAction(
            (parse, cancel) =>
                KeySession.OfOneAsync(
                    parse,
                    parse.GetValue(words)!,
                    (session, profile, person, terminal) => RunAsync(parse, session, profile, person, terminal, cancel),
                    cancel
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parse,
        Session session,
        CompanyProfile profile,
        PersonId? person,
        Terminal terminal,
        CancellationToken cancel
    )
    {
        if (!FindActor(parse, profile, person).TryGet(out var by, out var fault))
            return terminal.Fail(fault);
        var isInVault = !session.Keys.MakesKeys;
        var asked = isInVault
            ? (string?)null
            : Passphrases.Choose(parse, parse.GetValue(Encrypt), isProposed: person is not null);
        if (!asked.TryGet(out var passphrase, out fault))
            return terminal.Fail(fault, ExitCode.BadInput);
        var created = await session.Services.Enrolment.CreateAsync(
            person,
            by,
            parse.GetValue(Rotate),
            passphrase,
            cancel
        );
        if (!created.TryGet(out var outcome, out fault))
            return terminal.Fail(fault);
        Write(terminal, person, outcome, await session.Services.Workspace.ReadRollAsync(cancel));
        return ExitCode.Success;
    }

    private static void Write(Terminal terminal, PersonId? person, KeyEnrolled outcome, KeyRoll roll)
    {
        var (key, whose) = (outcome.Key, person?.ToString() ?? "the log");
        if (terminal.IsJson)
        {
            Terminal.WriteJson(new ListedKey(person, key, key.Location, roll).ToJson().With("new", outcome.IsNew));
            return;
        }

        terminal.Out.WriteLine(
            (outcome.IsNew, outcome.IsEnrolled) switch
            {
                (true, true) => $"Made and enrolled a key of {whose}: {key.Location} ({key.Store.Text()})",
                (false, true) => $"The key of {whose} is enrolled: {key.Location} ({key.Store.Text()})",
                _ => $"The key of {whose} is at {key.Location}; the first import enrols it",
            }
        );
        if (outcome.IsEnrolled)
            terminal.Progress.WriteLine("Give auditors the new 'bookseal keys trust'.");
    }

    /// <summary>Who is not named by <c>--as</c> asks for their own key; for the log's asks Bookseal itself.</summary>
    private static Result<Actor> FindActor(ParseResult parse, CompanyProfile profile, PersonId? person)
    {
        if (parse.GetValue(CommonOptions.As) is null)
            return person is { } id ? Actor.Of(profile.Find(id)!, isUnattended: false) : Actor.Agent;
        return Session.FindPerson(parse, profile, Role.Approver).Map(by => Actor.Of(by, isUnattended: false));
    }
}
