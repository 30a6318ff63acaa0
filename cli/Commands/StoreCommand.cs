using System.CommandLine;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;
using Bookseal.Storage.Azure.Checks;

namespace Bookseal.Cli.Commands;

/// <summary><c>bookseal store check --store S</c>: tries everything on the configured account, line by line.</summary>
internal static class StoreCommand
{
    public static Command Create()
    {
        var check = new Command(
            "check",
            "Try everything that Bookseal will ask of the account of --store, and say what to do"
        );
        check.SetAction(RunAsync);
        return new("store", "Look into the store") { check };
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancel)
    {
        var terminal = new Terminal(parse.GetValue(CommonOptions.Json));
        if (
            !Session
                .FindData(parse, null)
                .Then(data => BooksStore.Open(parse, data, TimeProvider.System))
                .TryGet(out var store, out var fault)
        )
            return terminal.Fail(fault, ExitCode.Usage);
        if (store.Account is not { } account)
            return terminal.Fail(
                new Fault("STORE_MISSING", "name an account with --store or BOOKSEAL_STORE; files need no check"),
                ExitCode.Usage
            );
        var lines = await new StoreCheck(account, TimeProvider.System).RunAsync(cancel);
        if (terminal.IsJson)
            Terminal.WriteJson(
                JsonObject.Of(
                    ("lines", new JsonArray(lines.Select(line => line.ToJson()))),
                    ("ok", lines.All(line => line.IsGood))
                )
            );
        else
            foreach (var line in lines)
                Write(terminal, line);
        return lines.All(line => line.IsGood) ? ExitCode.Success : ExitCode.NotReady;
    }

    private static void Write(Terminal terminal, CheckLine line)
    {
        terminal.Out.WriteLine($"{(line.IsGood ? "ok  " : "FAIL")} {line.Name, -12} {line.Found}");
        if (line.ToDo is { } toDo)
            terminal.Out.WriteLine($"     to do:       {toDo}");
    }
}
