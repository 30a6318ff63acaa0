namespace Bookseal.Web.Pages.Views;

/// <summary>The periods of one fiscal year, those that the caller sees.</summary>
/// <param name="Years">All that have such periods.</param>
public sealed record CompanyYear(int Year, IReadOnlyList<int> Years, IReadOnlyList<PeriodGlance> Periods)
{
    public int Closed => Periods.Count(glance => glance.IsClosed);
}
