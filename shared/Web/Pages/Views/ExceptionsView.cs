using Bookseal.Books.Accounts;
using Bookseal.Books.Categories;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Health;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Categories;
using Bookseal.Closing.Waivers;
using Bookseal.Web.Pages.Parts;

namespace Bookseal.Web.Pages.Views;

/// <summary>What of a period somebody has to look into.</summary>
/// <param name="Health">Null where it cannot be said.</param>
/// <param name="Queue">The same, of lines that nobody has categorised.</param>
/// <param name="Suggested">Of those, what leaves no doubt.</param>
public sealed record ExceptionsView(
    Frame Frame,
    CloseRun Run,
    ChartOfAccounts Chart,
    HealthReport? Health,
    CategoryReport? Queue,
    CategoryBooking Suggested
)
{
    private const int Shown = 50;

    /// <summary>Why something cannot be said.</summary>
    public IReadOnlyList<Fault> Unread { get; init; } = [];

    /// <summary>Why what was just asked for was not done.</summary>
    public Fault? Fault { get; init; }

    /// <summary>How many lines of the queue were shown before.</summary>
    public int From { get; init; }

    /// <summary>During a close; null before and after it.</summary>
    public WaiverBoard? Waivers { get; init; }

    public required Actor Actor { get; init; }

    public string Path => $"/periods/{Run.Period}";

    public bool CanPost => !Run.IsClosed && Frame.May(Acts.Post);

    public IEnumerable<(QueuedLine Line, IReadOnlyList<CategorySuggestion> Suggestions)> Lines =>
        Queue?.Queue.Skip(From).Take(Shown) ?? [];

    public int? Next => Queue?.Queue.Count > From + Shown ? From + Shown : null;

    /// <summary>The tasks of the close that ask for this.</summary>
    public IEnumerable<TaskDefinition> Tasks =>
        Run.Attempt == 0
            ? []
            : Run.Template.Tasks.Where(task => task.Scope is TaskScope.Exceptions or TaskScope.Uncategorised);

    /// <summary>The accounts that a line can be moved to.</summary>
    public IEnumerable<Account> Choices =>
        Chart
            .Accounts.Where(account => CategoryDecision.Check(account.Code, Chart) is null)
            .OrderBy(account => account.Code);

    public static string Words(QueueReason reason) =>
        reason switch
        {
            QueueReason.NoRule => "no rule knows it",
            QueueReason.SeveralRules => "several rules know it",
            QueueReason.OtherLine => "a rule knows it, but not the entry's other lines",
            QueueReason.TakenBack => "it was categorised and taken back",
            QueueReason.MaybeMoved => "it may have been moved in part: look at it and post what is missing",
            QueueReason.TooLarge => "its lines do not go into one entry",
            _ => throw new ArgumentOutOfRangeException(nameof(reason)),
        };
}
