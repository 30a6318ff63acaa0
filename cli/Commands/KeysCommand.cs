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
/// <c>bookseal keys list | trust | export | check | create</c>: the company's signing keys, on this machine or in a key
/// vault.
/// </summary>
internal static class KeysCommand
{
    public static Command Create() =>
        new("keys", "Show, make and check signing keys")
        {
            List(),
            Trust(),
            Export(),
            KeysCheckCommand.Create(),
            KeysCreateCommand.Create(),
        };

    private static Command List()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("list", "Name the keys: the log's and those of everyone who may certify")
        {
            directory,
        };
        command.SetAction(
            (parse, cancel) =>
                KeySession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    async (session, profile, terminal) =>
                    {
                        var roll = await session.Services.Workspace.ReadRollAsync(cancel);
                        var keys = profile
                            .Approvers.Select(id => (PersonId?)id)
                            .Prepend(null)
                            .SelectMany(person => ListedKey.Of(session.Keys, roll, person))
                            .ToList();
                        if (terminal.IsJson)
                            Terminal.WriteJson(
                                JsonObject.Of(("keys", new JsonArray(keys.Select(key => key.ToJson()))))
                            );
                        else
                            foreach (var key in keys)
                                terminal.Out.WriteLine(key.ToText());
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
        var direct = new Option<bool>("--accept-direct")
        {
            Description = "Accept closes that one call made, too, and pin the service key that signs them",
        };
        var command = new Command("trust", "Print the trust.json that auditors pin") { directory, direct };
        command.SetAction(
            (parse, cancel) =>
                KeySession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    async (session, profile, terminal) =>
                    {
                        var reading = parse.GetValue(direct)
                            ? TrustFile.ReadWithServiceAsync(session.Services.Workspace, profile, cancel)
                            : TrustFile.ReadAsync(session.Services.Workspace, profile, cancel);
                        if (!(await reading).TryGet(out var trust, out var fault))
                            return terminal.Fail(fault);
                        terminal.Warn(TrustFile.CustodyNotice(trust));
                        Console.Out.WriteLine(System.Text.Encoding.UTF8.GetString(trust.ToBytes()));
                        return ExitCode.Success;
                    },
                    cancel
                )
        );
        return command;
    }

    private static Command Export()
    {
        var words = KeySession.Words();
        var command = new Command("export", "Print a public key as PEM") { words };
        command.SetAction(
            (parse, cancel) =>
                KeySession.OfOneAsync(
                    parse,
                    parse.GetValue(words)!,
                    async (session, _, person, terminal) =>
                    {
                        var roll = await session.Services.Workspace.ReadRollAsync(cancel);
                        if (TrustFile.KeysOf(session.Keys, roll, person) is not [var key, ..])
                            return terminal.Fail(
                                new Fault(
                                    KeyCode.NotFound,
                                    $"there is no key of {person?.ToString() ?? "the log"}: none is enrolled, and "
                                        + $"none is at {session.Keys.PlaceOf(person)}"
                                )
                            );
                        if (terminal.IsJson)
                            Terminal.WriteJson(new ListedKey(person, key, null, roll).ToJson());
                        else
                            Console.Out.Write(key.Key.ToPem());
                        return ExitCode.Success;
                    },
                    cancel
                )
        );
        return command;
    }
}
