using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Closing.Refusals;
using Bookseal.Storage.Keys;

namespace Bookseal.Cli.Sessions;

/// <summary>
/// Opens the company of a <c>keys</c> command. The team is the one in force, never the one that a books directory has,
/// which anybody may have edited; only a company that has no books yet has no other.
/// </summary>
internal static class KeySession
{
    public static async Task<int> RunAsync(
        ParseResult parse,
        string? directory,
        Func<Session, CompanyProfile, Terminal, Task<int>> action,
        CancellationToken cancel
    )
    {
        var terminal = new Terminal(parse.GetValue(CommonOptions.Json));
        if (!Session.Open(parse, directory).TryGet(out var session, out var fault))
            return terminal.Fail(fault, ExitCode.BadInput);
        using (session)
        {
            if ((await ReadProfileAsync(session, cancel)).TryGet(out var profile, out fault))
                return await action(session, profile, terminal);
            return terminal.Fail(fault);
        }
    }

    private static async Task<Result<CompanyProfile>> ReadProfileAsync(Session session, CancellationToken cancel) =>
        (await session.ReadMasterDataAsync(cancel)).TryGet(out var master, out _)
            ? master.Profile
            : await session.ReadProfileAsync(cancel);

    /// <summary>The arguments of a command about one key.</summary>
    public static Argument<string[]> Words() =>
        new("books-dir name")
        {
            Description = "The books directory (or --tenant), and whose key: a person, or 'log'",
            Arity = new ArgumentArity(1, 2),
        };

    /// <param name="action">Gets whose key it is about; null for the log's.</param>
    public static Task<int> OfOneAsync(
        ParseResult parse,
        string[] words,
        Func<Session, CompanyProfile, PersonId?, Terminal, Task<int>> action,
        CancellationToken cancel
    )
    {
        if (words.Length == 1 && parse.GetValue(CommonOptions.Tenant) is null)
            return Task.FromResult(
                new Terminal(parse.GetValue(CommonOptions.Json)).Fail(
                    new Fault(
                        "COMPANY_MISSING",
                        "name the books directory (or --tenant) and whose key: a person, or 'log'"
                    ),
                    ExitCode.BadInput
                )
            );
        return RunAsync(
            parse,
            words.Length == 2 ? words[0] : null,
            (session, profile, terminal) =>
                Find(profile, words[^1]).TryGet(out var person, out var fault)
                    ? action(session, profile, person, terminal)
                    : Task.FromResult(
                        terminal.Fail(fault, fault.Code == KeyCode.NotFound ? ExitCode.Refused : ExitCode.Usage)
                    ),
            cancel
        );
    }

    private static Result<PersonId?> Find(CompanyProfile profile, string name)
    {
        var person = profile.Team.FirstOrDefault(member => member.Id.ToString() == name);
        if (person is null)
            return name == PemKeyRing.LogName
                ? (PersonId?)null
                : new Fault(Refusal.PersonUnknown, $"'{name}' is neither in the team nor 'log'");
        return person.Role < Role.Approver
            ? new Fault(KeyCode.NotFound, $"{person.Id} is {person.Role.Text()}, who certifies nothing and has no key")
            : person.Id;
    }
}
