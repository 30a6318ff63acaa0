using System.CommandLine;
using System.Globalization;
using Bookseal.Books.Access;
using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Access;
using Bookseal.Closing.Refusals;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Commands;

/// <summary><c>bookseal token create | list | revoke</c>: what opens the HTTP API.</summary>
internal static class TokenCommand
{
    private static readonly Option<string> Role = new("--role")
    {
        Description = "The most that it may do: auditor, preparer, reviewer or approver",
        Required = true,
    };

    private static readonly Option<string> Expires = new("--expires")
    {
        Description = "How long it is good, such as 12h or 30d",
        Required = true,
    };

    private static readonly Option<string?> Holder = new("--for")
    {
        Description = "The person whom it speaks as. Default: the only one of that role, or nobody of the team",
    };

    private static readonly Option<string[]> Periods = new("--periods")
    {
        Description = "The only periods that it sees. Default: all",
        AllowMultipleArgumentsPerToken = true,
    };

    public static Command Create() =>
        new("token", "Create, list and revoke tokens of the HTTP API") { CreateOne(), List(), Revoke() };

    private static Command CreateOne() =>
        Of(
            "create",
            "Make a token; its text is shown this once (approver)",
            [Role, Expires, Holder, Periods],
            async (parse, session, terminal, actor, cancel) =>
            {
                if (!Read(parse).TryGet(out var request, out var fault))
                    return terminal.Fail(fault, ExitCode.Usage);
                terminal.SayWho(actor);
                var created = await session.Services.Tokens.CreateAsync(request, actor, cancel);
                if (!created.TryGet(out var made, out fault))
                    return terminal.Fail(fault);
                if (terminal.IsJson)
                    Terminal.WriteJson(ToJson(made.Token).With("token", made.Text));
                else
                {
                    terminal.Progress.WriteLine($"{Describe(made.Token)}. Keep the text; nobody can show it again:");
                    Console.Out.WriteLine(made.Text);
                }

                return ExitCode.Success;
            }
        );

    private static Command List() =>
        Of(
            "list",
            "Show the tokens that there are, never their texts (approver)",
            [],
            async (_, session, terminal, _, cancel) =>
            {
                var tokens = await session.Services.Tokens.ListAsync(cancel);
                if (terminal.IsJson)
                    Terminal.WriteJson(JsonObject.Of(("tokens", new JsonArray(tokens.Select(ToJson)))));
                else if (tokens.Count == 0)
                    terminal.Out.WriteLine("There are no tokens; 'bookseal token create' makes one.");
                else
                    foreach (var token in tokens)
                        terminal.Out.WriteLine(Describe(token));
                return ExitCode.Success;
            }
        );

    private static Command Revoke()
    {
        var id = new Option<string>("--id") { Description = "As 'token list' shows it", Required = true };
        return Of(
            "revoke",
            "Have a token open nothing any more (approver)",
            [id],
            async (parse, session, terminal, actor, cancel) =>
            {
                terminal.SayWho(actor);
                var revoked = await session.Services.Tokens.RevokeAsync(parse.GetValue(id)!, actor, cancel);
                if (!revoked.TryGet(out var token, out var fault))
                    return terminal.Fail(fault);
                if (terminal.IsJson)
                    Terminal.WriteJson(ToJson(token));
                else
                    terminal.Out.WriteLine(Describe(token));
                return ExitCode.Success;
            }
        );
    }

    private static Command Of(
        string name,
        string description,
        IReadOnlyList<Option> options,
        Func<ParseResult, Session, Terminal, Actor, CancellationToken, Task<int>> act
    )
    {
        var directory = CommonOptions.Directory();
        var command = new Command(name, description) { directory };
        foreach (var option in options)
            command.Options.Add(option);
        command.SetAction(
            (parse, cancel) => InSession.RunAsync(parse, parse.GetValue(directory), RunAsync(parse, cancel), cancel)
        );
        return command;

        Func<Session, Terminal, MasterData, Task<int>> RunAsync(ParseResult parse, CancellationToken cancel) =>
            (session, terminal, master) =>
                Session
                    .FindActor(parse, master.Profile.Team, Acts.ManageTokens.Role)
                    .TryGet(out var actor, out var fault)
                    ? act(parse, session, terminal, actor, cancel)
                    : Task.FromResult(terminal.Fail(fault));
    }

    private static Result<TokenRequest> Read(ParseResult parse)
    {
        if (!Roles.Parse(parse.GetValue(Role)!).TryGet(out var role, out var fault))
            return fault;
        if (!Lifetime(parse.GetValue(Expires)!).TryGet(out var lifetime, out fault))
            return fault;
        PersonId? holder = null;
        if (parse.GetValue(Holder) is { } named)
        {
            if (!PersonId.Parse(named).TryGet(out var person, out fault))
                return fault;
            holder = person;
        }

        var periods = new List<PeriodCode>();
        foreach (var text in (parse.GetValue(Periods) ?? []).SelectMany(given => given.Split(',')))
        {
            if (!PeriodCode.Parse(text).TryGet(out var period, out fault))
                return fault;
            periods.Add(period);
        }

        return new TokenRequest(role, lifetime, holder, [.. periods.Distinct().Order()]);
    }

    private static Result<TimeSpan> Lifetime(string text)
    {
        var unit = text is [.., 'h'] ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1);
        return
            text is [.., 'h' or 'd']
            && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is > 0 and <= TokenDesk.MaxDays * 24
            ? count * unit
            : new Fault(TokenDesk.Invalid, $"--expires is a time such as 12h or 30d, not '{text}'");
    }

    private static JsonObject ToJson(AccessToken token) =>
        JsonObject.Of(
            ("expires_at", Dates.Text(token.ExpiresAt)),
            ("holder", token.Holder.ToString()),
            ("id", token.Id),
            ("periods", JsonArray.OfTexts(token.Periods.Select(period => period.ToString()))),
            ("revoked", new JsonBoolean(token.IsRevoked)),
            ("role", token.Role.Text())
        );

    private static string Describe(AccessToken token) =>
        $"{token.Id}  {token.Role.Text(), -8}  {token.Holder}  "
        + (token.IsRevoked ? "revoked" : $"until {Dates.Text(token.ExpiresAt)}")
        + (token.Periods.Count == 0 ? "" : $"  of {string.Join(", ", token.Periods)}");
}
