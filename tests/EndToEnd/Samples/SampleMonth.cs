using System.Globalization;
using System.Text;
using Bookseal.Books.Values;
using Bookseal.EndToEnd.Tests.Proofs;

namespace Bookseal.EndToEnd.Tests.Samples;

/// <summary>
/// The figures of a closed month as its proof has them, read from the files alone. Amounts are minor units.
/// </summary>
internal sealed class SampleMonth(PeriodCode period, MemoryBag bag)
{
    public PeriodCode Period => period;

    public MemoryBag Bag => bag;

    public IReadOnlyList<SampleRow> TrialBalance { get; } = Rows(bag, "trial_balance.csv");

    public IReadOnlyList<SampleRow> RollForward { get; } = Rows(bag, "roll_forward.csv");

    public IReadOnlyList<SampleRow> IncomeStatement { get; } = Rows(bag, "income_statement.csv");

    public IReadOnlyList<SampleRow> BalanceSheet { get; } = Rows(bag, "balance_sheet.csv");

    public IReadOnlyList<SampleRow> Ageing { get; } = Rows(bag, "ageing.csv");

    public IReadOnlyList<JsonObject> Journal { get; } = Lines(bag, "data/inputs/journal.ndjson");

    /// <summary>The items up to the month's end.</summary>
    public IEnumerable<JsonObject> Items =>
        Lines(bag, "data/inputs/subledgers.ndjson")
            .Where(item => string.CompareOrdinal(Text(item, "date"), Dates.Text(period.LastDay)) <= 0);

    public IEnumerable<JsonObject> BankAccounts =>
        ((JsonArray)Json("bank_reconciliation.json")["accounts"]!).Items.Cast<JsonObject>();

    public JsonArray BankExceptions => (JsonArray)Json("bank_reconciliation.json")["exceptions"]!;

    /// <summary>The closing balance of some accounts in a currency, debit positive.</summary>
    public Int128 ClosingOf(string currency, IEnumerable<string> accounts) =>
        accounts.Aggregate(
            (Int128)0,
            (sum, account) =>
                sum
                + (
                    TrialBalance
                        .SingleOrDefault(row => row["account"] == account && row["currency"] == currency)
                        ?.Minor("closing_minor")
                    ?? 0
                )
        );

    /// <summary>The figure of a statement's summary row, such as <c>net_income</c>.</summary>
    public static Int128 Figure(IEnumerable<SampleRow> statement, string currency, string section, string column) =>
        statement
            .Single(row => row["currency"] == currency && row["section"] == section && row["account"].Length == 0)
            .Minor(column);

    public static string Text(JsonObject source, string member) => ((JsonString)source[member]!).Value;

    public static Int128 Minor(JsonObject source, string member) =>
        Int128.Parse(Text(source, member), CultureInfo.InvariantCulture);

    private JsonObject Json(string name) => JsonText.ParseObject(bag.Files[$"data/{name}"]).Value;

    private static IReadOnlyList<SampleRow> Rows(MemoryBag bag, string name) =>
        SampleRow.Read(Encoding.UTF8.GetString(bag.Files[$"data/{name}"]));

    private static IReadOnlyList<JsonObject> Lines(MemoryBag bag, string path) =>
        [
            .. Encoding
                .UTF8.GetString(bag.Files[path])
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonText.ParseObject(Encoding.UTF8.GetBytes(line)).Value),
        ];
}
