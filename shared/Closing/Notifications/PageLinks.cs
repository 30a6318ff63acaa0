using Bookseal.Books.Values;

namespace Bookseal.Closing.Notifications;

/// <summary>The pages of Ops Center that messages lead to, or the commands that show the same.</summary>
/// <param name="baseUrl">Where Ops Center answers; null where it does not.</param>
public sealed class PageLinks(string? baseUrl)
{
    private readonly string? _base = baseUrl?.TrimEnd('/');

    public string Period(PeriodCode period) => Page(period, "") ?? Command("status", period);

    public string Task(PeriodCode period) => Page(period, "") ?? Command("close", period);

    public string SignOff(PeriodCode period) => Page(period, "/sign-off") ?? Command("close", period);

    /// <param name="name">As <c>bookseal report</c> takes it, such as <c>balance-sheet</c>.</param>
    public string Statement(PeriodCode period, string name) =>
        Page(period, $"/statements/{name}") ?? $"bookseal report {name} DIR --period {period}";

    private string? Page(PeriodCode period, string rest) => _base is null ? null : $"{_base}/periods/{period}{rest}";

    private static string Command(string name, PeriodCode period) => $"bookseal {name} DIR --period {period}";
}
