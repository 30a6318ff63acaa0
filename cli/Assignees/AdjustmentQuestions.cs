using Bookseal.Books.Adjustments;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Cli.Output;
using Bookseal.Closing.Posting;

namespace Bookseal.Cli.Assignees;

/// <summary>Asks the person at the keyboard for an adjustment, and posts it.</summary>
/// <param name="post">Posts it under the close's lock.</param>
internal sealed class AdjustmentQuestions(
    CompanyProfile profile,
    Func<Adjustment, Actor, CancellationToken, Task<Result<PostedAdjustment>>> post,
    IAnsiConsole console
)
{
    /// <summary>The tasks under which people adjust the books.</summary>
    public static bool AreFor(TaskDefinition task) =>
        task is { Action: TaskAction.PersonConfirms, IsPreparation: true, Phase: 3 };

    public async Task AskAsync(CloseRun run, Actor person, CancellationToken cancel)
    {
        var type = await new TextPrompt<string>("Adjustment:")
            .AddChoices([.. Enum.GetValues<AdjustmentType>().Select(known => known.Text())])
            .DefaultValue(AdjustmentType.Accrual.Text())
            .ShowAsync(console, cancel);
        var debit = await ReadAsync("Debit account", AccountCode.Parse, cancel);
        var credit = await ReadAsync("Credit account", AccountCode.Parse, cancel);
        var unit = profile.BaseCurrency;
        var amount = await ReadAsync($"Amount in {unit}", text => Money.Parse(text, unit), cancel);
        var text = await new TextPrompt<string>("What it is for:").ShowAsync(console, cancel);
        var adjustment = new Adjustment(
            AdjustmentTypes.Parse(type).Value,
            debit,
            credit,
            amount,
            profile.Calendar.LastDayOf(run.Period),
            text.Trim()
        );
        var posted = await post(adjustment, person, cancel);
        if (posted.TryGet(out var done, out var fault))
            console.WriteLine($"  {AdjustmentView.Describe(adjustment, done)}");
        else
            console.MarkupLine($"  [red bold]{fault.Code}[/] {fault.Message.EscapeMarkup()}");
    }

    private async Task<T> ReadAsync<T>(string question, Func<string, Result<T>> read, CancellationToken cancel)
    {
        var text = await new TextPrompt<string>($"{question.EscapeMarkup()}:")
            .Validate(given =>
                read(given.Trim()).TryGet(out _, out var fault)
                    ? ValidationResult.Success()
                    : ValidationResult.Error($"[red]{fault!.Message.EscapeMarkup()}[/]")
            )
            .ShowAsync(console, cancel);
        return read(text.Trim()).Value;
    }
}
