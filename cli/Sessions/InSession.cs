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
        if (!Session.Open(parse, directory).TryGet(out var session, out var fault))
            return terminal.Fail(fault, ExitCode.BadInput);
        using (session)
        {
            if (!(await session.ReadMasterDataAsync(cancel)).TryGet(out var master, out fault))
                return terminal.Fail(fault);
            return await action(session, terminal, master);
        }
    }
}
