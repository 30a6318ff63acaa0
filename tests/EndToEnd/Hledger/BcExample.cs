using System.Globalization;
using System.Text;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Hledger;

/// <summary>
/// The public journal beside the repository, read by the tests' own means: the sums that a close has to come to.
/// </summary>
internal static class BcExample
{
    public static string CsvPath { get; } =
        Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data", "bcexample-hledger.csv"));

    public static bool IsThere => File.Exists(CsvPath);

    /// <summary>The balances that are not zero on a month's last day, as <c>account commodity balance</c>.</summary>
    public static IEnumerable<string> BalancesAt(DateOnly end) =>
        from row in Rows()
        where DateOnly.Parse(row[1], CultureInfo.InvariantCulture) <= end
        group decimal.Parse(row[8], CultureInfo.InvariantCulture) by (Account: row[7], Commodity: row[9]) into posted
        let balance = posted.Sum()
        where balance != 0
        select Text(posted.Key.Account, posted.Key.Commodity, balance);

    public static string Text(string account, string commodity, decimal balance) =>
        string.Create(CultureInfo.InvariantCulture, $"{account} {commodity} {balance:0.00}");

    /// <summary>The same transactions as hledger reads them.</summary>
    public static string ToJournal()
    {
        var text = new StringBuilder();
        string? transaction = null;
        foreach (var row in Rows())
        {
            if (row[0] != transaction)
                text.Append(CultureInfo.InvariantCulture, $"\n{row[1]} {row[5]}\n");
            transaction = row[0];
            text.Append(CultureInfo.InvariantCulture, $"    {row[7]}  {row[8]} {row[9]}\n");
        }

        return text.ToString();
    }

    /// <summary>The file quotes every cell and has no quote within one.</summary>
    private static IEnumerable<string[]> Rows()
    {
        foreach (var line in File.ReadLines(CsvPath).Skip(1))
        {
            var cells = line[1..^1].Split("\",\"");
            Assert.Equal(14, cells.Length);
            yield return cells;
        }
    }
}
