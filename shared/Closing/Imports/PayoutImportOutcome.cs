using Bookseal.Books.Values;
using Bookseal.Import.Payouts;

namespace Bookseal.Closing.Imports;

/// <summary>What of a provider's file of payouts was new, or would be.</summary>
public sealed record PayoutImportOutcome(PayoutFile File, int Added, bool IsDryRun)
{
    public JsonObject ToJson() =>
        JsonObject.Of(
            ("added", Added),
            ("dry_run", IsDryRun),
            ("payouts", File.Payouts.Count),
            ("provider", File.Provider),
            ("rows_of_no_payout", File.Unpaid),
            ("totals", new JsonArray(File.Totals.Select(ToJson)))
        );

    private static JsonObject ToJson(PayoutTotal total) =>
        JsonObject.Of(
            ("balance", total.ClosingMinor is { } closing ? Money.Plain(closing, total.Currency) : null),
            ("currency", total.Currency.ToString()),
            ("fees", Money.Plain(total.FeeMinor, total.Currency)),
            ("gross", Money.Plain(total.GrossMinor, total.Currency)),
            ("net", Money.Plain(total.NetMinor, total.Currency))
        );
}
