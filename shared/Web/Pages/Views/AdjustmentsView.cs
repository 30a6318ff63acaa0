using Bookseal.Books.Accounts;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Closing.Entries;
using Bookseal.Web.Pages.Parts;

namespace Bookseal.Web.Pages.Views;

/// <summary>The adjustments of a period, and one that is typed.</summary>
/// <param name="Found">Those that there are.</param>
public sealed record AdjustmentsView(
    Frame Frame,
    CloseRun Run,
    ChartOfAccounts Chart,
    AdjustmentDraft Draft,
    EntriesFound Found
)
{
    /// <summary>Why what was just asked for was not done.</summary>
    public Fault? Fault { get; init; }

    /// <summary>What is wrong with what was typed, by field.</summary>
    public IReadOnlyList<FieldFault> Faults { get; init; } = [];

    /// <summary>The id of the entry that was just posted, as the address has it.</summary>
    public string Posted { get; init; } = "";

    public string Path => $"/periods/{Run.Period}/adjustments";

    public bool CanPost => !Run.IsClosed && Frame.May(Acts.Post);

    /// <summary>Nobody is told of an entry that is not there.</summary>
    public FoundEntry? JustPosted => Found.Shown.LastOrDefault(found => $"{found.Entry.Id}" == Posted);

    /// <summary>The tasks of the close that ask for this.</summary>
    public IEnumerable<TaskDefinition> Tasks =>
        Run.Attempt == 0 ? [] : Run.Template.Tasks.Where(task => TaskPlaces.IsOfAdjustments(task, Run));

    public IEnumerable<Account> Accounts => Chart.Accounts.OrderBy(account => account.Code);

    public string? FaultOf(string field) => Faults.FirstOrDefault(fault => fault.Field == field)?.Fault.Message;
}
