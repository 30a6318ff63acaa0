using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal keys list | trust | export</c>: the company's signing keys, on this machine or in a key vault.
/// </summary>
internal static class KeysCommand
{
    public static Command Create() => new("keys", "Show signing keys") { List(), Trust(), Export() };

    private static Command List()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("list", "Name the keys: the log's and one for each person who may certify")
        {
            directory,
        };
        command.SetAction(
            (parse, cancel) =>
                WithProfileAsync(
                    parse,
                    parse.GetValue(directory),
                    (session, profile, terminal) =>
                    {
                        var keys = profile
                            .Team.Where(person => person.Role >= Role.Approver)
                            .Select(person => (Name: person.Id.ToString(), Person: (PersonId?)person.Id))
                            .Prepend(("log", null))
                            .Where(key => session.Keys.KeysOf(key.Person).Count > 0)
                            .ToList(); // in a vault someone may have none yet
                        if (terminal.IsJson)
                            Terminal.WriteJson(
                                JsonObject.Of(
                                    ("keys", new JsonArray(keys.Select(key => ToJson(session, key.Name, key.Person))))
                                )
                            );
                        else
                            foreach (var (name, person) in keys)
                                terminal.Out.WriteLine(
                                    $"{name, -24} {KeyOf(session, person).KeyId}  {session.Keys.PathOf(person)}"
                                );
                        return ExitCode.Success;
                    },
                    cancel
                )
        );
        return command;
    }

    private static Command Trust()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("trust", "Print the trust.json that auditors pin") { directory };
        command.SetAction(
            (parse, cancel) =>
                WithProfileAsync(
                    parse,
                    parse.GetValue(directory),
                    (session, profile, _) =>
                    {
                        Console.Out.WriteLine(
                            System.Text.Encoding.UTF8.GetString(TrustFile.Of(session.Keys, profile).ToBytes())
                        );
                        return ExitCode.Success;
                    },
                    cancel
                )
        );
        return command;
    }

    private static Command Export()
    {
        var words = new Argument<string[]>("books-dir name")
        {
            Description = "The books directory (or --tenant), and whose key: a person, or 'log'",
            Arity = new ArgumentArity(1, 2),
        };
        var command = new Command("export", "Print a public key as PEM") { words };
        command.SetAction(
            (parse, cancel) =>
            {
                var given = parse.GetValue(words)!;
                if (given.Length == 1 && parse.GetValue(CommonOptions.Tenant) is null)
                    return Task.FromResult(
                        new Terminal(parse.GetValue(CommonOptions.Json)).Fail(
                            new Fault(
                                "COMPANY_MISSING",
                                "name the books directory (or --tenant) and whose key: a person, or 'log'"
                            ),
                            ExitCode.BadInput
                        )
                    );
                return WithProfileAsync(
                    parse,
                    given.Length == 2 ? given[0] : null,
                    (session, profile, terminal) =>
                    {
                        var person = profile.Team.FirstOrDefault(member => member.Id.ToString() == given[^1]);
                        if (person is null && given[^1] != "log")
                            return terminal.Fail(
                                new Fault("PERSON_UNKNOWN", $"'{given[^1]}' is neither in the team nor 'log'"),
                                ExitCode.Usage
                            );
                        if (person is { Role: < Role.Approver })
                            return terminal.Fail(
                                new Fault(
                                    "KEY_NOT_FOUND",
                                    $"{person.Id} is {person.Role.Text()}, who certifies nothing and has no key"
                                )
                            );
                        var key = KeyOf(session, person?.Id);
                        if (terminal.IsJson)
                            Terminal.WriteJson(ToJson(session, given[^1], person?.Id));
                        else
                            Console.Out.Write(key.ToPem());
                        return ExitCode.Success;
                    },
                    cancel
                );
            }
        );
        return command;
    }

    private static Evidence.Signing.VerificationKey KeyOf(Session session, PersonId? person) =>
        (person is { } id ? session.Keys.Of(id) : session.Keys.Log).Key;

    private static JsonObject ToJson(Session session, string name, PersonId? person) =>
        JsonObject.Of(
            ("name", name),
            ("key_id", KeyOf(session, person).KeyId),
            ("path", session.Keys.PathOf(person)),
            ("public_key", KeyOf(session, person).ToPem())
        );

    /// <summary>The profile of the books directory; with <c>--tenant</c> the imported one.</summary>
    private static async Task<int> WithProfileAsync(
        ParseResult parse,
        string? directory,
        Func<Session, CompanyProfile, Terminal, int> action,
        CancellationToken cancel
    )
    {
        var terminal = new Terminal(parse.GetValue(CommonOptions.Json));
        if (!Session.Open(parse, directory).TryGet(out var session, out var fault))
            return terminal.Fail(fault, ExitCode.BadInput);
        using (session)
        {
            if ((await session.ReadProfileAsync(cancel)).TryGet(out var profile, out fault))
                return action(session, profile, terminal);
            return terminal.Fail(fault);
        }
    }
}
