using System.Globalization;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Health;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Cli.Output;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Sealing;

namespace Bookseal.Cli.Assignees;

/// <summary>The person at the keyboard, asked task by task.</summary>
/// <param name="unnamed">Why an act of a role cannot be theirs, where nobody said who is at the keyboard.</param>
/// <param name="questions">What is asked of a task.</param>
/// <param name="lockedUntil">Until when the sealed files are then locked for good; null where they are not.</param>
internal sealed class TerminalAssignee(
    Person person,
    Func<Role, Fault?> unnamed,
    DateOnly? lockedUntil,
    IDutiesNotice duties,
    TaskQuestions questions,
    IAnsiConsole console
) : ITaskAssignee
{
    private readonly HashSet<string> _leftOpen = new(StringComparer.Ordinal);

    public async Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel)
    {
        if (person.Role < task.Role || (run.AssigneeOf(task) is { } assignee && assignee != person.Id))
            return null;
        var notice = questions.IsLeft(run, task) ? null : await duties.OfAsync(run, task, person, cancel);
        return await questions.IsDoneAsync(run, task, Me, person.Name, notice, cancel) ? Me : null;
    }

    /// <summary>Nobody approves what they have completed themselves, where duties are kept apart.</summary>
    public async Task<Actor?> ApproveAsync(CloseRun run, TaskDefinition task, CancellationToken cancel)
    {
        var completed = run.OpenTasks[task.Number].Completed!;
        if (person.Role < task.Approval || (completed.CompletedBy == person.Id && run.Policy.EnforceSegregation))
            return null;
        return await questions.IsApprovedAsync(run, task, person.Name, cancel) ? Me : null;
    }

    /// <summary>
    /// First a word for each group of warnings, from whoever may give it; then, once none is open, the certification.
    /// </summary>
    public async Task<SignOff?> SignOffAsync(
        CloseRun run,
        TaskDefinition task,
        SignOffSheet sheet,
        CancellationToken cancel
    )
    {
        SignOffView.Write(console, run, sheet);
        if (person.Role < Acts.AcceptWarnings.Role)
            return null;
        if (unnamed(person.Role) is { } several)
        {
            console.MarkupLine($"  [yellow bold]{several.Code}[/] {several.Message.EscapeMarkup()}");
            return null;
        }

        foreach (var review in sheet.Warnings.Where(review => review.Answer is null))
        {
            if (_leftOpen.Contains(review.Group.Code))
                continue;
            if (await AskAsync(review.Group, cancel) is { } accepted)
                return accepted;
            _leftOpen.Add(review.Group.Code);
        }

        if (person.Role < task.Role)
            return null;
        if (sheet.Unreviewed.Count > 0)
            console.MarkupLine(
                $"  [yellow bold]{Refusal.WarningsNotAccepted}[/] {string.Join(", ", sheet.Unreviewed)}: "
                    + "without a word for each it cannot be certified"
            );
        else if (
            await ConfirmAsync(
                $"Certify the close of {run.Period} (payload {run.Package!.Payload.ToString()[..16]}…) as "
                    + $"{person.Name}{Locks()}?",
                cancel
            )
        )
            return new SignOff.Certified(Me);
        return await DeclineAsync(run, cancel);
    }

    public async Task<IReadOnlyList<Actor>> SignersAsync(CloseRun run, StagedProof proof, CancellationToken cancel)
    {
        if (!Signers.Of(run, proof.Preparers).Able.Contains(person.Id) || unnamed(person.Role) is not null)
            return [];
        ProofView.Write(console, run, proof);
        return await ConfirmAsync($"Sign the proof of {run.Period} as {person.Name}?", cancel) ? [Me] : [];
    }

    private string Locks() =>
        lockedUntil is { } until ? $", and lock its files for good until {Dates.Text(until)}" : "";

    private Actor Me => Actor.Of(person, isUnattended: false);

    private async Task<SignOff?> AskAsync(WarningGroup group, CancellationToken cancel)
    {
        var words = await ReadAsync($"Accept {group.Count} {group.Code}? Say why (nothing: not now)", "", cancel);
        return words.Length == 0 ? null : new SignOff.Accepted(Me, group, words);
    }

    private async Task<SignOff?> DeclineAsync(CloseRun run, CancellationToken cancel)
    {
        var reason = await ReadAsync("Not certified. What is wrong (nothing: decide later)", "", cancel);
        if (reason.Length == 0)
            return null;
        var proposed = string.Join(' ', Reviews.ProposedAgain(run));
        IReadOnlyList<int> before = [.. run.Template.NumbersBefore(4)];
        var named = await ReadAsync(
            $"Tasks to be done again, of {string.Join(' ', before)}",
            proposed,
            cancel,
            text => Numbers(text).Any() && Numbers(text).All(before.Contains)
        );
        return new SignOff.Declined(Me, [.. Numbers(named)], reason);
    }

    /// <summary>What is no number is no task.</summary>
    private static IEnumerable<int> Numbers(string text) =>
        text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => int.TryParse(word, CultureInfo.InvariantCulture, out var number) ? number : -1);

    private Task<bool> ConfirmAsync(string question, CancellationToken cancel) =>
        new ConfirmationPrompt(question.EscapeMarkup()) { DefaultValue = false }.ShowAsync(console, cancel);

    /// <param name="fits">Asked again until it holds; a slip must not cost what was typed before.</param>
    private async Task<string> ReadAsync(
        string question,
        string proposed,
        CancellationToken cancel,
        Func<string, bool>? fits = null
    ) =>
        (
            await new TextPrompt<string>($"{question.EscapeMarkup()}:") { AllowEmpty = true }
                .DefaultValue(proposed)
                .ShowDefaultValue(proposed.Length > 0)
                .Validate(text => fits?.Invoke(text) ?? true, "[red]none of those[/]")
                .ShowAsync(console, cancel)
        ).Trim();
}
