using Bookseal.Books.Accounts;
using Bookseal.Books.Jobs;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Jobs;

/// <summary>Entries of a company that works by jobs.</summary>
internal static class SomeJobs
{
    public static ChartOfAccounts Chart { get; } =
        Some.Chart(
            ("1000", AccountType.Asset, "cash"),
            ("1200", AccountType.Asset, "control:AR"),
            ("1300", AccountType.Asset, ""),
            ("4000", AccountType.Revenue, ""),
            ("5000", AccountType.Expense, "cogs"),
            ("6000", AccountType.Expense, "")
        );

    public static EntryLine Of(string account, long netMinor, string? job = null, Currency? currency = null) =>
        Some.Line(account, netMinor, currency) with
        {
            Job = job,
        };

    public static Entry Entry(string id, params EntryLine[] lines) => Some.Entry(id, lines);

    public static Entry Sale(string id, string? job, long revenueMinor, long costMinor) =>
        Entry(
            id,
            Of("1000", revenueMinor),
            Of("4000", -revenueMinor, job),
            Of("5000", costMinor, job),
            Of("1300", -costMinor)
        );

    public static Entry Cost(string id, long amountMinor, string? job = null) =>
        Entry(id, Of("5000", amountMinor, job), Of("1300", -amountMinor));

    public static IReadOnlyList<UntaggedLine> OpenOf(IEnumerable<Entry> journal) =>
        [.. LinesOf(journal).Where(line => line.IsOpen)];

    public static IReadOnlyList<UntaggedLine> LinesOf(IEnumerable<Entry> journal)
    {
        var lines = new UntaggedLines(Chart);
        foreach (var entry in journal)
            lines.Add(entry);
        return lines.Find();
    }

    /// <summary>Few amounts, so that lines are alike; what stands is reversed, edited, corrected, tagged.</summary>
    public static IReadOnlyList<Entry> RandomJournal(int seed)
    {
        var (random, journal) = (new Random(seed), new List<Entry>());
        for (var at = 0; at < random.Next(1, 25); at++)
        {
            var old = journal.Count == 0 ? null : journal[random.Next(journal.Count)];
            journal.Add(
                (random.Next(6), old) switch
                {
                    (0, { } taken) when journal.All(entry => entry.Reverses != taken.Id) => Reversal.Of(
                        taken,
                        taken.Date,
                        Some.Poster
                    ),
                    (1, { } corrected) => Cost($"C{at}", -random.Next(1, 4)) with
                    {
                        Kind = EntryKind.Correcting,
                        Corrects = corrected.Id,
                    },
                    (2 or 3, not null) when OpenOf(journal) is { Count: > 0 } open => JobTag.EntryOf(
                        open[random.Next(open.Count)],
                        $"J{random.Next(3)}",
                        Some.Poster
                    ),
                    (4, _) => Entry(
                        $"D{at}",
                        Of("5000", random.Next(1, 4)),
                        Of("5000", random.Next(1, 4), random.Next(2) == 0 ? null : "J1"),
                        Of("5000", -random.Next(1, 4)),
                        Of("1300", random.Next(-4, -1))
                    ),
                    _ => Cost($"E{at}", random.Next(-3, 4), random.Next(3) == 0 ? "J1" : null),
                }
            );
        }

        return journal;
    }
}
