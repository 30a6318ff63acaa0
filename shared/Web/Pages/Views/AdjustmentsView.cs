using Bookseal.Books.Accounts;
using Bookseal.Books.Accruals;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Costs;
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

    /// <summary>Accruals of the months before that this month has not.</summary>
    public IReadOnlyList<AccrualProposal> Missing { get; init; } = [];

    /// <summary>What of a close's costs is preliminary; null before and after a close.</summary>
    public AccrualBoard? Costs { get; init; }

    public bool CanName => Run.IsActive && Frame.May(Acts.NameAccrual);

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

    /// <summary>The page with it as a draft; null of one that the form cannot say, of more than two lines.</summary>
    public string? PathToDraft(AccrualProposal proposal)
    {
        if (proposal.Last.Lines is not [var one, var other] || one.Currency != other.Currency || one.NetMinor == 0)
            return null;
        var (debit, credit) = one.NetMinor > 0 ? (one, other) : (other, one);
        var isAccrual =
            Chart.Find(debit.Account)?.Type == AccountType.Expense
            || Chart.Find(credit.Account)?.Type == AccountType.Revenue;
        (string Name, string Value)[] members =
        [
            ("type", isAccrual ? "accrual" : "deferral"),
            ("debit", $"{debit.Account}"),
            ("credit", $"{credit.Account}"),
            ("amount", Money.Plain(debit.NetMinor, debit.Currency)),
            ("currency", $"{debit.Currency}"),
            ("text", proposal.Last.Description),
        ];
        var query = members.Select(member => $"{member.Name}={Uri.EscapeDataString(member.Value)}");
        return $"{Path}?{string.Join('&', query)}#new";
    }

    public string? FaultOf(string field) => Faults.FirstOrDefault(fault => fault.Field == field)?.Fault.Message;
}
