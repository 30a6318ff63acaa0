namespace Bookseal.Books.Reconciliation;

/// <summary>
/// reconciliation.json: what of the ledger is compared with what, and by which rules. Without it subledgers are
/// compared with their control accounts, and bank statements with the bank's subledger.
/// </summary>
public sealed record ReconciliationRules(IReadOnlyList<PairRule> Pairs)
{
    public const string FileName = "reconciliation.json";
    public const string Invalid = "RECONCILIATION_INVALID";
    private const int MostPairs = 50;

    public static ReconciliationRules None { get; } = new([]);

    /// <summary>Whether a pair of its own takes the place of the usual comparison of this bank account.</summary>
    public bool HasBank(string account) => Pairs.Any(pair => pair.Other == OtherSide.Bank && pair.Against == account);

    public JsonObject ToJson() =>
        JsonObject.Of(("pairs", new JsonArray(Pairs.Select(pair => pair.ToJson()))), ("v", 1));

    public byte[] ToBytes() => CanonicalJson.ToBytes(ToJson());

    public static Result<ReconciliationRules> FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Limits.ReconciliationBytes)
            return new Fault(Invalid, $"{FileName} is over {Limits.ReconciliationBytes} bytes");
        return JsonText.ParseObject(bytes).TryGet(out var source, out var fault)
            ? FromJson(source)
            : fault with
            {
                Code = Invalid,
            };
    }

    public static Result<ReconciliationRules> FromJson(JsonObject source)
    {
        var fields = new Fields(source, Invalid);
        var pairs = fields.Objects("pairs", PairRule.FromJson);
        if (fields.Integer("v") != 1)
            fields.Fail("unknown format version");
        if (pairs.Count > MostPairs)
            fields.Fail($"more than {MostPairs} pairs");
        if (pairs.Select(pair => pair.Name).Distinct(StringComparer.Ordinal).Count() != pairs.Count)
            fields.Fail("two pairs have one name");
        return fields.Finish(() => new ReconciliationRules(pairs));
    }
}
