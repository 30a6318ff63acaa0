using System.Globalization;

namespace Bookseal.Storage.Files;

/// <summary>
/// Answers to requests with an idempotency key that nobody asks for any more: months that ended over thirty days ago.
/// In Azure the account's lifecycle rule takes them away; of files, whoever serves them does.
/// </summary>
public static class OldRequests
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <returns>How many months of companies are gone.</returns>
    /// <param name="root">Folder of the data.</param>
    public static int Clear(string root, DateTimeOffset now)
    {
        var cleared = 0;
        foreach (var place in (string[])["objects", "state"])
        foreach (var month in MonthsOf(Path.Combine(root, place, "requests")))
            if (IsOver(Path.GetFileName(month), now))
            {
                Directory.Delete(month, recursive: true);
                cleared++;
            }

        return cleared;
    }

    private static IEnumerable<string> MonthsOf(string requests) =>
        Directory.Exists(requests) ? Directory.EnumerateDirectories(requests).SelectMany(Directory.GetDirectories) : [];

    private static bool IsOver(string name, DateTimeOffset now) =>
        DateTimeOffset.TryParseExact(
            name,
            "yyyy-MM",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var month
        )
        && month.AddMonths(1) + Kept < now;
}
