namespace Bookseal.Functions;

/// <summary>The input of a round of the companies, which each generation hands to the next.</summary>
/// <param name="Activity">What is done for each of them.</param>
/// <param name="After">The last company of the page before; null for the first page.</param>
/// <param name="Companies">How many were visited so far.</param>
/// <param name="Failed">
/// Those whose activity failed in all its attempts; what is wrong with a company is no failure.
/// </param>
public sealed record Round(string Activity, string? After = null, int Companies = 0, int Failed = 0);

/// <summary>Some companies of a round.</summary>
public sealed record RoundPage(string Activity, IReadOnlyList<string> Companies);
