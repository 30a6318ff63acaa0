using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>
/// The balances that one period hands to the next: the closing balances of the one are, byte for byte, the openings of the other,
/// so a digest in the certificate ties them.
/// </summary>
public sealed class BalanceList
{
    private BalanceList(IReadOnlyList<Balance> balances) => Balances = balances;

    public static BalanceList Empty { get; } = new([]);

    /// <summary>In order of account and currency, none zero.</summary>
    public IReadOnlyList<Balance> Balances { get; }

    /// <summary>The currencies whose balances do not net to zero: an unbalanced opening, or a broken ledger.</summary>
    public IReadOnlyList<(Currency Currency, Int128 NetMinor)> Imbalances =>
        [
            .. Balances
                .GroupBy(balance => balance.Currency)
                .Select(group =>
                    (group.Key, Net: group.Aggregate((Int128)0, (sum, balance) => checked(sum + balance.BalanceMinor)))
                )
                .Where(pair => pair.Net != 0),
        ];

    /// <summary>Sums what is said of one account and currency, and leaves out zeros.</summary>
    public static BalanceList Of(IEnumerable<Balance> balances) =>
        new([
            .. balances
                .GroupBy(balance => (balance.Account, balance.Currency))
                .Select(group => new Balance(
                    group.Key.Account,
                    group.Key.Currency,
                    group.Aggregate((Int128)0, (sum, balance) => checked(sum + balance.BalanceMinor))
                ))
                .Where(balance => balance.BalanceMinor != 0)
                .OrderBy(balance => balance.Account)
                .ThenBy(balance => balance.Currency),
        ]);

    public BalanceList Plus(BalanceList other) => Of(Balances.Concat(other.Balances));

    public BalanceList Minus(BalanceList other) =>
        Of(Balances.Concat(other.Balances.Select(balance => balance with { BalanceMinor = -balance.BalanceMinor })));

    public byte[] ToBytes() => CanonicalJson.ToBytes(new JsonArray(Balances.Select(balance => balance.ToJson())));

    public static Result<BalanceList> FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonText
            .Parse(bytes)
            .Then(value =>
            {
                var fields = new Fields(JsonObject.Of(("balances", value)), "BALANCES_INVALID");
                var balances = fields.Objects("balances", Balance.FromJson);
                return fields.Finish(() => Of(balances));
            });
}
