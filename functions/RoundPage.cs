namespace Bookseal.Functions;

/// <summary>Some companies of a round.</summary>
public sealed record RoundPage(string Activity, IReadOnlyList<string> Companies);
