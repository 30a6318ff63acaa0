using Bookseal.Books.Runs;
using Bookseal.Closing.Reading;
using Bookseal.Web.Pages.Parts;

namespace Bookseal.Web.Pages.Views;

/// <summary>The periods of a fiscal year at a glance.</summary>
public sealed record YearView(Frame Frame, CompanyYear Shown);

/// <param name="IsAhead">It has not begun.</param>
public sealed record PeriodGlance(KnownPeriod Known, CloseRun Run, bool IsAhead)
{
    /// <summary>Their name; the id of who is in the team no more.</summary>
    public string? CertifiedBy { get; init; }

    public bool IsClosed => Run.PeriodStatus is PeriodStatus.Closed or PeriodStatus.Locked;

    /// <summary>One word for both the period and its close: what a controller asks first.</summary>
    public string State =>
        (Run.PeriodStatus, Run.Status) switch
        {
            (PeriodStatus.Closing, RunStatus.Blocked) => "blocked",
            (PeriodStatus.Open, _) when IsAhead => "ahead",
            _ => Run.PeriodStatus.Text(),
        };
}
