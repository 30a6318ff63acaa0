using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Hledger;

/// <summary>
/// The journey of a user of hledger: an empty directory, the file, three months closed. Nothing happens where the file
/// is absent; the tests are skipped then.
/// </summary>
public sealed class BcExampleClose : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<DateOnly, string> _bags = [];

    internal string Folder => _folder.Path;

    internal static IReadOnlyList<DateOnly> MonthEnds { get; } = [new(2012, 1, 31), new(2012, 2, 29), new(2012, 3, 31)];

    internal ProgramResult Imported { get; private set; } = null!;

    /// <summary>The bag of a closed month.</summary>
    internal string Bag(DateOnly monthEnd) => _bags[monthEnd];

    /// <summary>
    /// The closing balances of a month's trial balance that are not zero, as <see cref="BcExample.BalancesAt"/> writes
    /// them. No account of this file has a comma.
    /// </summary>
    internal IEnumerable<string> BalancesAt(DateOnly monthEnd) =>
        from line in File.ReadLines(Path.Combine(Bag(monthEnd), "data", "trial_balance.csv")).Skip(1)
        let cells = line.Split(',')
        let balance = decimal.Parse(cells[5], System.Globalization.CultureInfo.InvariantCulture) / 100
        where balance != 0
        select BcExample.Text(cells[0], cells[1], balance);

    public async Task InitializeAsync()
    {
        if (!BcExample.IsThere)
            return;
        (
            await BooksealAsync(
                "init",
                "books",
                "--tenant",
                "bcexample",
                "--start",
                "2012-01-01",
                "--format",
                "hledger-csv"
            )
        ).Exits(0);
        Imported = (
            await BooksealAsync("import", "books", "--format", "hledger-csv", BcExample.CsvPath, "--json")
        ).Exits(0);
        foreach (var end in MonthEnds)
        {
            var closed = (
                await BooksealAsync(
                    "close",
                    "books",
                    "--period",
                    $"{end:yyyy-MM}",
                    "--yes",
                    "--json",
                    "--now",
                    $"{end.AddDays(3):yyyy-MM-dd}T09:00:00Z"
                )
            ).Exits(0);
            Assert.True(closed.Flag("verified"));
            _bags[end] = closed.Text("bag");
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    internal Task<ProgramResult> BooksealAsync(params string[] arguments) =>
        ProgramRunner.BooksealAsync(_folder.Path, [.. arguments, "--data", _folder.In("data")]);
}
