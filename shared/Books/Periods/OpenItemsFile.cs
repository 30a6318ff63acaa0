using Bookseal.Books.Accounts;
using Bookseal.Books.Banking;
using Bookseal.Books.Company;
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
/// <param name="Open">The items of all subledgers.</param>
public sealed record OpenItemsFile(
    IReadOnlyList<OpenItemsOf> Subledgers,
    IReadOnlyList<OpenItemsOf> Bank,
    IReadOnlyList<OpenItem> Open
)
{
    public static OpenItemsFile Of(PeriodBooks books) =>
        Of(books.Chart, books.Subledgers) with
        {
            Bank = [.. books.Bank.Rows.Select(row => OfAccount(row, books.Bank.Outstanding))],
        };

    /// <summary>The subledgers alone.</summary>
    public static OpenItemsFile Of(ChartOfAccounts chart, SubledgerFold subledgers)
    {
        var banks = chart.BankSubledgers;
        List<OpenItem> items = [.. subledgers.OpenItems.Where(item => !banks.Contains(item.Subledger))];
        var open = items.ToLookup(item => item.Subledger);
        return new(
            [
                .. chart
                    .Subledgers.Select(pair => pair.Subledger)
                    .Where(name => !banks.Contains(name))
                    .Select(name => OfSubledger(name, subledgers.Rules.Of(name), open[name])),
            ],
            [],
            items
        );
    }

    public static Result<OpenItemsFile> FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonText
            .ParseObject(bytes)
            .Then(source =>
            {
                var fields = new Fields(source, Code);
                var bank = fields.Objects("bank", OpenItemsOf.FromJson);
                var subledgers = fields.Objects("subledgers", OpenItemsOf.FromJson);
                var open = new List<OpenItem>();
                foreach (var list in subledgers)
                    if (ReadItems(list, open) is { } fault)
                        fields.Fail(fault.Message);
                return fields.Finish(() => new OpenItemsFile(subledgers, bank, open));
            });

    private static Fault? ReadItems(OpenItemsOf list, List<OpenItem> open)
    {
        if (list.Name["subledger"] is not JsonString name)
            return new(Code, "a list names no subledger");
        if (!SubledgerName.Parse(name.Value).TryGet(out var subledger, out var fault))
            return fault;
        foreach (var value in list.Items.Items)
        {
            if (value is not JsonObject members)
                return new(Code, "an item is not an object");
            if (!OpenItem.FromJson(subledger, members).TryGet(out var item, out fault))
                return fault;
            open.Add(item);
        }

        return null;
    }

    private const string Code = "OPEN_ITEMS_INVALID";

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

    private static OpenItemsOf OfSubledger(SubledgerName name, SubledgerRule rule, IEnumerable<OpenItem> items) =>
        new(
            JsonObject.Of(("source", rule.SaidSource), ("subledger", name.ToString())),
            new(items.Select(item => item.ToJson()))
        );

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

    public static Result<OpenItemsOf> FromJson(JsonObject source) =>
        source["items"] is JsonArray items
            ? new OpenItemsOf(source.With("items", null), items)
            : new Fault("OPEN_ITEMS_INVALID", "a list has no items");

    public JsonObject Bound() => Name.With("items", Items.Items.Count).With("sha256", CanonicalJson.DigestOf(Items));
}
