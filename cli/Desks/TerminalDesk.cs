using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Closing.Runs;

namespace Bookseal.Cli.Desks;

/// <summary>The person at the keyboard, asked task by task.</summary>
internal sealed class TerminalDesk(Person person, IAnsiConsole console) : ITaskDesk
{
    public async Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel)
    {
        if (person.Role < task.Role)
            return null;
        var question =
            task.Action == TaskAction.Certify
                ? $"Certify the close of {run.Period} (payload {run.Package!.Payload.ToString()[..16]}…) as {person.Name}?"
                : $"{task.Name}: done, {person.Name}?";
        var done = await new ConfirmationPrompt(question.EscapeMarkup()) { DefaultValue = false }.ShowAsync(
            console,
            cancel
        );
        return done ? Actor.Of(person, isUnattended: false) : null;
    }
}
