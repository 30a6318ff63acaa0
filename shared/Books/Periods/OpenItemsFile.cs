using Bookseal.Books.Banking;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;

namespace Bookseal.Books.Periods;

/// <summary>
/// data/open_items.json: what every subledger has open at the period's end, after netting, and what of every bank
/// account is outstanding. The certificate binds each of these lists by its digest, so that whoever goes on from them
/// needs no older history.
/// </summary>
/// <param name="Subledgers">In order of their names; also those with nothing open.</param>
/// <param name="Bank">The accounts with statements, in the order of the bank reconciliation.</param>
public sealed record OpenItemsFile(IReadOnlyList<OpenItemsOf> Subledgers, IReadOnlyList<OpenItemsOf> Bank)
{
    public static OpenItemsFile Of(PeriodBooks books)
    {
        var banks = books.Chart.BankSubledgers;
        var open = books.Subledgers.OpenItems.ToLookup(item => item.Subledger);
        return new(
            [
                .. books
                    .Chart.Subledgers.Select(pair => pair.Subledger)
                    .Where(name => !banks.Contains(name))
                    .Select(name => OfSubledger(name, open[name])),
            ],
            [.. books.Bank.Rows.Select(row => OfAccount(row, books.Bank.Outstanding))]
        );
    }

    public byte[] ToBytes() =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("bank", new JsonArray(Bank.Select(list => list.ToJson()))),
                ("subledgers", new JsonArray(Subledgers.Select(list => list.ToJson())))
            )
        );

    /// <summary>What the certificate says of it: how many items each list has, and its digest.</summary>
    public JsonObject Bound() =>
        JsonObject.Of(
            ("bank", new JsonArray(Bank.Select(list => list.Bound()))),
            ("subledgers", new JsonArray(Subledgers.Select(list => list.Bound())))
        );

    private static OpenItemsOf OfSubledger(SubledgerName name, IEnumerable<OpenItem> items) =>
        new(JsonObject.Of(("subledger", name.ToString())), new(items.Select(item => item.ToJson())));

    private static OpenItemsOf OfAccount(BankRow row, IEnumerable<SubledgerItem> outstanding) =>
        new(
            JsonObject.Of(("account", row.Account), ("currency", row.Currency.ToString())),
            new(
                outstanding
                    .Where(item => item.Entity == row.Account && item.Currency == row.Currency)
                    .Select(item => JsonText.ParseObject(item.Encode()).Value)
            )
        );
}

/// <summary>The open items of one subledger or bank account.</summary>
/// <param name="Name">The members that say whose they are.</param>
public sealed record OpenItemsOf(JsonObject Name, JsonArray Items)
{
    public JsonObject ToJson() => Name.With("items", Items);

    public JsonObject Bound() => Name.With("items", Items.Items.Count).With("sha256", CanonicalJson.DigestOf(Items));
}
