using System.CommandLine;
using Bookseal.Books.Runs;
using Bookseal.Cli.Output;

namespace Bookseal.Cli.Sessions;

/// <summary>
/// What cannot be taken back is asked for: on a terminal by a question, elsewhere by <c>--yes</c>, so that neither a
/// slip nor a script does it in passing.
/// </summary>
internal static class Confirmation
{
    public static Option<bool> Yes { get; } =
        new("--yes") { Description = "Do it without a question: it cannot be taken back" };

    /// <summary>Null where it is confirmed; the exit code otherwise.</summary>
    public static async Task<int?> RefuseAsync(
        ParseResult parse,
        Terminal terminal,
        string question,
        CancellationToken cancel
    )
    {
        if (parse.GetValue(Yes) || (Asks(terminal) && await terminal.ConfirmAsync(question, cancel)))
            return null;
        return terminal.Fail(
            new Fault(
                Refusal.ConfirmationNeeded,
                Asks(terminal) ? "nothing was done" : $"{question}: without a terminal --yes says so. Nothing was done"
            )
        );
    }

    private static bool Asks(Terminal terminal) => Terminal.IsInteractive && !terminal.IsJson;
}
