using System.Globalization;
using Bookseal.Books.Certificates;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Periods;

/// <summary>
/// What a period sums up to, by currency: the GL API's period summary. Two of them, of a close as it was sealed and of
/// the journal as it stands, say where the data have changed.
/// </summary>
/// <param name="CloseHash">As <see cref="Ledger.CloseHash"/> has it.</param>
/// <param name="LedgerHash">The journal's Merkle root.</param>
/// <param name="Journals">Entries of the whole period: one of two currencies is one.</param>
/// <param name="Unreadable">Lines of the journal that are no entries, whose numbers count at most in part.</param>
public sealed record PeriodSnapshot(
    Digest CloseHash,
    Digest LedgerHash,
    long Journals,
    long Unreadable,
    IReadOnlyList<CurrencySnapshot> Currencies
)
{
    /// <param name="opening">
    /// What the period began with: an account that was not posted to is a balance row too.
    /// </param>
    /// <param name="fold">Of every line of the journal.</param>
    /// <param name="tally">The same.</param>
    public static PeriodSnapshot Of(
        TenantId tenant,
        PeriodCode period,
        RuleSet rules,
        BalanceList opening,
        PeriodFold fold,
        CurrencyTally tally
    )
    {
        var activity = fold.Activity;
        var trialBalance = TrialBalance.Of(opening, activity, isEffective: rules >= RuleSet.V3);
        var lines = activity
            .GroupBy(item => item.Currency)
            .ToDictionary(group => group.Key, group => group.Sum(item => item.Lines));
        var rows = trialBalance.Rows.CountBy(row => row.Currency).ToDictionary();
        return new(
            Ledger.CloseHash.Of(tenant, PeriodId.Of(tenant, period), trialBalance, fold.Entries),
            fold.Leaves.Root(),
            fold.Entries,
            fold.FaultCount,
            [
                .. trialBalance.Totals.Select(totals => new CurrencySnapshot(
                    totals.Currency,
                    tally.JournalsOf(totals.Currency),
                    lines.GetValueOrDefault(totals.Currency),
                    totals.DebitsMinor,
                    totals.CreditsMinor,
                    rows.GetValueOrDefault(totals.Currency)
                )),
            ]
        );
    }

    /// <summary>Each number of each currency that is another one in <paramref name="now"/>, in order.</summary>
    public IReadOnlyList<SnapshotDifference> DifferencesTo(PeriodSnapshot now)
    {
        var (before, after) = (ByCurrency(), now.ByCurrency());
        return
        [
            .. before
                .Keys.Union(after.Keys)
                .Order()
                .SelectMany(currency =>
                    CurrencySnapshot.Compare(
                        before.GetValueOrDefault(currency) ?? CurrencySnapshot.Empty(currency),
                        after.GetValueOrDefault(currency) ?? CurrencySnapshot.Empty(currency)
                    )
                ),
        ];
    }

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("close_hash", CloseHash),
            ("currencies", new JsonArray(Currencies.Select(currency => currency.ToJson()))),
            ("journal_count", Journals),
            ("ledger_hash", LedgerHash),
            ("unreadable_lines", Unreadable)
        );

    private Dictionary<Currency, CurrencySnapshot> ByCurrency() =>
        Currencies.ToDictionary(currency => currency.Currency);
}

/// <summary>One currency of a period; amounts in minor units.</summary>
/// <param name="Journals">Entries with at least one line in it.</param>
/// <param name="BalanceRows">Accounts with an opening balance in it, or posted to.</param>
public sealed record CurrencySnapshot(
    Currency Currency,
    long Journals,
    long Lines,
    Int128 DebitsMinor,
    Int128 CreditsMinor,
    long BalanceRows
)
{
    public static CurrencySnapshot Empty(Currency currency) => new(currency, 0, 0, 0, 0, 0);

    public static IEnumerable<SnapshotDifference> Compare(CurrencySnapshot before, CurrencySnapshot now) =>
        before
            .Numbers()
            .Zip(now.Numbers(), (one, other) => (one.Name, Sealed: one.Value, Now: other.Value))
            .Where(pair => pair.Sealed != pair.Now)
            .Select(pair => new SnapshotDifference(before.Currency, pair.Name, pair.Sealed, pair.Now));

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("balance_rows", BalanceRows),
            ("currency", Currency.ToString()),
            ("journal_count", Journals),
            ("line_count", Lines),
            ("total_credits_minor", CreditsMinor.ToString(CultureInfo.InvariantCulture)),
            ("total_debits_minor", DebitsMinor.ToString(CultureInfo.InvariantCulture))
        );

    private IEnumerable<(string Name, Int128 Value)> Numbers() =>
        [
            ("journal_count", Journals),
            ("line_count", Lines),
            ("total_debits_minor", DebitsMinor),
            ("total_credits_minor", CreditsMinor),
            ("balance_rows", BalanceRows),
        ];
}

/// <summary>A number that was sealed and is another one now.</summary>
/// <param name="Name">As it is called in a snapshot's JSON.</param>
public sealed record SnapshotDifference(Currency Currency, string Name, Int128 Sealed, Int128 Now)
{
    public JsonObject ToJson() =>
        JsonObject.Of(
            ("currency", Currency.ToString()),
            ("name", Name),
            ("now", Now.ToString(CultureInfo.InvariantCulture)),
            ("sealed", Sealed.ToString(CultureInfo.InvariantCulture))
        );
}
