using Bookseal.Books.Company;
using Bookseal.Closing.Refusals;

namespace Bookseal.Cli.Output;

/// <summary>
/// Results go to standard output, progress and faults to standard error; with <c>--json</c> standard output carries one
/// object and nothing else.
/// </summary>
internal sealed class Terminal
{
    public Terminal(bool isJson)
    {
        IsJson = isJson;
        Out = Create(Console.Out, Console.IsOutputRedirected);
        Progress = Create(Console.Error, Console.IsErrorRedirected);
    }

    public bool IsJson { get; }

    public IAnsiConsole Out { get; }

    public IAnsiConsole Progress { get; }

    /// <summary>False in pipes and CI: nothing is asked there.</summary>
    public static bool IsInteractive => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    /// <summary>What was typed while nothing was asked answers no question that comes later.</summary>
    public static void ForgetTyped()
    {
        while (IsInteractive && Console.KeyAvailable)
            Console.ReadKey(intercept: true);
    }

    public Task<bool> ConfirmAsync(string question, CancellationToken cancel) =>
        new ConfirmationPrompt(question.EscapeMarkup()) { DefaultValue = false }.ShowAsync(Progress, cancel);

    /// <summary>Asks where somebody is there to ask; elsewhere the command was the answer.</summary>
    public async Task<bool> ConfirmIfAskedAsync(string question, CancellationToken cancel) =>
        !IsInteractive || IsJson || await ConfirmAsync(question, cancel);

    /// <summary>Who was taken where nobody was named: an act is somebody's.</summary>
    public void SayWho(Actor actor)
    {
        if (actor.IsAssumed)
            Progress.MarkupLine($"As [bold]{actor.Id}[/]: nobody else could do this.");
    }

    /// <summary>What is worth a line and stops nothing.</summary>
    public void Warn(Fault? notice)
    {
        if (notice is not null)
            Progress.MarkupLine($"[yellow bold]{notice.Code}[/] {notice.Message.EscapeMarkup()}");
    }

    public static void WriteJson(JsonObject result) => Console.Out.WriteLine(VisibleText.Of(result));

    /// <summary>Says what is wrong; the exit code is the code's own, or for the others what the caller says.</summary>
    public int Fail(Fault fault, int otherwise = ExitCode.Refused) => Fail([fault], otherwise);

    public int Fail(IReadOnlyList<Fault> faults, int otherwise = ExitCode.Refused)
    {
        foreach (var fault in faults)
        {
            var where = fault.Where is null ? "" : $"[grey]{fault.Where.EscapeMarkup()}[/] ";
            Progress.MarkupLine($"{where}[red bold]{fault.Code}[/] {fault.Message.EscapeMarkup()}");
        }

        if (IsJson)
            WriteJson(JsonObject.Of(("error", ToJson(faults[0])), ("faults", new JsonArray(faults.Select(ToJson)))));
        var code = RefusalStatus.ExitCodeOf(faults[0], otherwise);
        foreach (var fault in faults.DistinctBy(fault => fault.Code))
            ProgramLog.Failed(fault, code);
        return code;
    }

    public static JsonObject ToJson(Fault fault) =>
        JsonObject.Of(("code", fault.Code), ("message", fault.Message), ("where", fault.Where));

    private static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(writer),
                Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
                ColorSystem = isRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            }
        );
        if (isRedirected)
            console.Profile.Width = 2_000; // a pipe has no width; wrapping would break what scripts grep
        console.Pipeline.Attach(new VisibleOutput());
        return console;
    }
}
