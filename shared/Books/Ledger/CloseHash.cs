using System.Globalization;
using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>
/// The GL API's tamper check: SHA-256 over counts and totals, in RFC 8785 form. It misses edits that keep the totals;
/// ledger_hash does not.
/// </summary>
public static class CloseHash
{
    /// <summary>
    /// Totals run over all currencies, as the GL API defines it, and are decimal strings; counts are numbers.
    /// </summary>
    public static Digest Of(TenantId tenant, PeriodId period, TrialBalance trialBalance, long journalCount)
    {
        var debits = trialBalance.Totals.Aggregate((Int128)0, (sum, totals) => checked(sum + totals.DebitsMinor));
        var credits = trialBalance.Totals.Aggregate((Int128)0, (sum, totals) => checked(sum + totals.CreditsMinor));
        return CanonicalJson.DigestOf(
            JsonObject.Of(
                ("balance_row_count", trialBalance.Rows.Count),
                ("period_id", period.ToString()),
                ("tenant_id", tenant.ToString()),
                ("total_credits_minor", credits.ToString(CultureInfo.InvariantCulture)),
                ("total_debits_minor", debits.ToString(CultureInfo.InvariantCulture)),
                ("total_journal_count", journalCount)
            )
        );
    }
}
