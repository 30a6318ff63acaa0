using System.CommandLine;
using Bookseal.Cli.Options;
using Bookseal.Closing.Refusals;
using Bookseal.Closing.Telemetry;

namespace Bookseal.Cli.Output;

/// <summary>The one log of this process, from before its command begins until it has ended.</summary>
internal static class ProgramLog
{
    public static IWorkLog Current { get; private set; } = NoWorkLog.Instance;

    /// <summary>A server has one, asked for or not: without a file on standard error.</summary>
    public static IWorkLog OfServer => Current is NoWorkLog ? ErrorLog.Instance : Current;

    /// <summary>The log that was asked for, if any; what was wrong with it.</summary>
    public static Fault? Open(ParseResult parse)
    {
        if (parse.GetValue(CommonOptions.Log) is not { Length: > 0 } path)
            return null;
        if (!LogFile.Open(path).TryGet(out var file, out var fault))
            return fault;
        Current = file;
        return null;
    }

    /// <summary>Runs a command between its two lines; an exception ends it without the second.</summary>
    public static async Task<int> RunAsync(ParseResult parse, Func<Task<int>> runAsync)
    {
        var name = NameOf(parse.CommandResult);
        var began = TimeProvider.System.GetTimestamp();
        Current.Write(new(LogSeverity.Information, "command_started") { More = [("command", name)] });
        var code = await runAsync();
        Current.Write(
            new(code == ExitCode.Success ? LogSeverity.Information : LogSeverity.Warning, "command_ended")
            {
                More =
                [
                    ("command", name),
                    ("duration_ms", (long)TimeProvider.System.GetElapsedTime(began).TotalMilliseconds),
                    ("exit_code", code),
                ],
            }
        );
        return code;
    }

    /// <summary>What a command failed with; its message may tell of the books, and stays on the terminal.</summary>
    public static void Failed(Fault fault, int exitCode) =>
        Current.Write(
            new(exitCode == ExitCode.InternalError ? LogSeverity.Error : LogSeverity.Warning, "command_failed")
            {
                Code = fault.Code,
            }
        );

    private static string NameOf(System.CommandLine.Parsing.CommandResult command) =>
        command.Parent is System.CommandLine.Parsing.CommandResult { Command: not RootCommand } parent
            ? $"{NameOf(parent)} {command.Command.Name}"
            : command.Command.Name;
}
