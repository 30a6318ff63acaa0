using System.CommandLine;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Closing.Refusals;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Sessions;

/// <summary>Opens the company that a command is called for, and says what is wrong where that fails.</summary>
internal static class InSession
{
    public static async Task<int> RunAsync(
        ParseResult parse,
        string? directory,
        Func<Session, Terminal, MasterData, Task<int>> action,
        CancellationToken cancel
    )
    {
        var terminal = new Terminal(parse.GetValue(CommonOptions.Json));
        return Session.Open(parse, directory).TryGet(out var session, out var fault)
            ? await RunAsync(session, terminal, action, cancel)
            : terminal.Fail(fault, ExitCode.BadInput);
    }

    /// <summary>The same; a command that names no company is of the only one there is.</summary>
    public static async Task<int> RunWithOnlyAsync(
        ParseResult parse,
        string? directory,
        Func<Session, Terminal, MasterData, Task<int>> action,
        CancellationToken cancel
    )
    {
        if (directory is not null || parse.GetValue(CommonOptions.Tenant) is not null)
            return await RunAsync(parse, directory, action, cancel);
        var terminal = new Terminal(parse.GetValue(CommonOptions.Json));
        var found = await OnlyCompany.FindAsync(parse, cancel);
        return found.Then(company => Session.Open(parse, null, company)).TryGet(out var session, out var fault)
            ? await RunAsync(session, terminal, action, cancel)
            : terminal.Fail(fault, ExitCode.BadInput);
    }

    private static async Task<int> RunAsync(
        Session session,
        Terminal terminal,
        Func<Session, Terminal, MasterData, Task<int>> action,
        CancellationToken cancel
    )
    {
        using (session)
        {
            if (!(await session.ReadMasterDataAsync(cancel)).TryGet(out var master, out var fault))
                return terminal.Fail(fault);
            return await action(session, terminal, master);
        }
    }
}
