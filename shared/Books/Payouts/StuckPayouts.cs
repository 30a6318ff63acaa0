namespace Bookseal.Books.Payouts;

/// <summary>The payouts that nobody has done anything about for too long, in order of their ids.</summary>
public sealed record StuckPayouts(IReadOnlyList<Payout> Payouts)
{
    public const string Code = "PAYOUT_STUCK";
    private const int MostNamed = 5;

    /// <summary><c>PAYOUT_STUCK</c>, one for all of them; null where there are none.</summary>
    public Fault? Fault
    {
        get
        {
            if (Payouts.Count == 0)
                return null;
            var named = string.Join(", ", Payouts.Take(MostNamed).Select(payout => $"{payout.Id}"));
            var more = Payouts.Count > MostNamed ? $" and {Payouts.Count - MostNamed} more" : "";
            return new(
                Code,
                $"nothing has happened for too long to {Payouts.Count} payout(s): {named}{more}; "
                    + "'bookseal payout list DIR --stuck' lists them"
            );
        }
    }

    public static StuckPayouts Of(IEnumerable<Payout> payouts, DateTimeOffset now, TimeSpan after) =>
        new([.. payouts.Where(payout => payout.IsStuck(now, after))]);

    /// <summary>For people who read it outside the books: neither payee nor amount.</summary>
    public static string Describe(Payout payout) =>
        $"payout {payout.Id} is {payout.StatusText}, and nothing has happened since {payout.ChangedAt:yyyy-MM-dd HH:mm}"
        + $" UTC; {NextStep(payout)}";

    /// <summary>Their ids.</summary>
    public JsonArray ToJson() => JsonArray.OfTexts(Payouts.Select(payout => payout.Id.ToString()));

    private static string NextStep(Payout payout)
    {
        if (payout.Status == PayoutStatus.Pending)
            return $"'bookseal payout approve {payout.Id} DIR' or 'fail' decides it";
        return payout.OpenKey is null
            ? $"'bookseal payout settle {payout.Id} DIR' or 'fail' decides it"
            : $"{payout.OpenProvider} never answered: look there; 'bookseal payout settle {payout.Id} DIR' asks again";
    }
}
