using Bookseal.Books.Company;
using Bookseal.Books.Metrics;
using Bookseal.Web.Pages.Parts;

namespace Bookseal.Web.Pages.Views;

/// <summary>How well a company closes.</summary>
/// <param name="Months">How many of the last months that have ended were asked for.</param>
/// <param name="Metrics">Null where they cannot be measured, and <paramref name="Fault"/> says why.</param>
public sealed record MetricsView(Frame Frame, CompanyProfile Profile, int Months, CloseMetrics? Metrics, Fault? Fault)
{
    public static IReadOnlyList<int> Spans { get; } = [3, 6, 12, 24];
}
