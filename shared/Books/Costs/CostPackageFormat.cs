using System.Globalization;
using Bookseal.Books.Values;
using Bookseal.Documents.Tables;

namespace Bookseal.Books.Costs;

/// <summary>close_package.json and close_package.csv.</summary>
public static class CostPackageFormat
{
    private const string Charge = "charge";
    private const string AfterClose = "restated_after_close";

    public static byte[] ToBytes(CostPackage package) => CanonicalJson.ToBytes(ToJson(package));

    public static JsonObject ToJson(CostPackage package)
    {
        var view = package.View;
        return JsonObject.Of(
            ("v", 1),
            ("start_date", Dates.Text(package.Range.From)),
            ("end_date", Dates.Text(package.Range.To)),
            ("provider", package.Filter.Asked),
            ("status", package.IsReady ? "ready" : "not_ready"),
            (
                "reasons",
                JsonArray.OfTexts(
                    package
                        .Discrepancies.Where(found => found.IsBlocking)
                        .Select(found => found.Code)
                        .Distinct(StringComparer.Ordinal)
                )
            ),
            ("records", view.Records),
            ("lifecycle", JsonObject.Of(("final", view.Records - view.Preliminary), ("preliminary", view.Preliminary))),
            ("totals_by_provider", TotalsByProvider(view)),
            ("totals", new JsonArray(view.Charges.Select(TotalOf))),
            ("restated_after_close", new JsonArray(view.AfterClose.Select(ChangeOf))),
            ("accrued", new JsonArray(package.Finality.Accrued.Select(AccruedOf))),
            ("gl", package.Ledger is { } ledger ? new JsonArray(ledger.Select(ComparisonOf)) : JsonNull.Instance),
            ("invoices", new JsonArray(view.Invoices.Select(TieOf))),
            ("discrepancies", new JsonArray(package.Discrepancies.Select(found => found.ToJson()))),
            (
                "restatements",
                JsonObject.Of(
                    ("count", view.Restatements.Count),
                    (
                        "items",
                        new JsonArray(view.Restatements.Take(Limits.CostRestatements).Select(RestatementFormat.ToJson))
                    ),
                    ("runs", new JsonArray(view.Runs.Select(RestatementFormat.ToJson)))
                )
            ),
            ("integrity_sha256", view.Integrity)
        );
    }

    /// <summary>One table: what a row is of stands in its first column.</summary>
    public static byte[] ToCsv(CostPackage package) => ToTable(package).ToCsv();

    public static PlainTable ToTable(CostPackage package)
    {
        var table = new PlainTable(
            "section",
            "code",
            "provider",
            "currency",
            PlainColumn.Number("records"),
            PlainColumn.Number("billed"),
            PlainColumn.Number("effective"),
            "text"
        );
        var view = package.View;
        table.Row(
            "package",
            package.IsReady ? "ready" : "not_ready",
            Text(package.Filter.Asked),
            "",
            "",
            "",
            "",
            Days(package)
        );
        table.Row("lifecycle", "final", "", "", Number(view.Records - view.Preliminary), "", "", "");
        table.Row("lifecycle", "preliminary", "", "", Number(view.Preliminary), "", "", "");
        foreach (var total in view.Charges)
            Row(table, Charge, total, Number(total.Records));
        foreach (var total in view.AfterClose)
            Row(table, AfterClose, total, "");
        foreach (var item in package.Discrepancies)
            table.Row(
                "discrepancy",
                item.Code,
                Text(item.Provider ?? ""),
                $"{item.Currency}",
                "",
                "",
                "",
                Text($"{item.Severity}: {item.Text}")
            );
        table.Row("restatements", "", "", "", Number(view.Restatements.Count), "", "", "");
        table.Row("integrity", "sha256", "", "", "", "", "", $"{view.Integrity}");
        return table;
    }

    /// <summary>
    /// Of a provider that bills in one currency the amount billed; of one that bills in several an amount of each, by
    /// currency: a sum of them would be of nothing.
    /// </summary>
    private static JsonObject TotalsByProvider(CostView view) =>
        JsonObject.Of(
            view.Charges.GroupBy(total => total.Provider, StringComparer.Ordinal)
                .Select(group =>
                    KeyValuePair.Create(
                        group.Key,
                        group.Count() == 1
                            ? new JsonString($"{group.Single().Billed}")
                            : (JsonValue)
                                JsonObject.Of(
                                    group.Select(total =>
                                        KeyValuePair.Create(
                                            $"{total.Currency}",
                                            (JsonValue)new JsonString($"{total.Billed}")
                                        )
                                    )
                                )
                    )
                )
        );

    private static JsonObject TotalOf(CostTotal total) =>
        JsonObject.Of(
            ("billed", total.Billed.ToString()),
            ("currency", total.Currency.ToString()),
            ("effective", total.Effective.ToString()),
            ("final", total.Final),
            ("preliminary", total.Preliminary),
            ("preliminary_effective", total.PreliminaryEffective.ToString()),
            ("provider", total.Provider),
            ("records", total.Records)
        );

    private static JsonObject ChangeOf(CostTotal total) =>
        JsonObject.Of(
            ("billed", total.Billed.ToString()),
            ("currency", total.Currency.ToString()),
            ("effective", total.Effective.ToString()),
            ("preliminary_effective", total.PreliminaryEffective.ToString()),
            ("provider", total.Provider)
        );

    private static JsonObject AccruedOf(AccruedRest rest) =>
        JsonObject.Of(
            ("account", rest.Account.ToString()),
            ("amount_minor", rest.AmountMinor.ToString(CultureInfo.InvariantCulture)),
            ("currency", rest.Currency.ToString()),
            ("entry", rest.Entry.ToString()),
            ("in_place_of", rest.InPlaceOf?.ToString()),
            ("provider", rest.Provider)
        );

    private static JsonObject ComparisonOf(LedgerComparison item) =>
        JsonObject.Of(
            ("account", item.Account.ToString()),
            ("cost", item.Cost.ToString()),
            ("cost_minor", item.CostMinor.ToString(CultureInfo.InvariantCulture)),
            ("currency", item.Currency.ToString()),
            ("difference_minor", item.DifferenceMinor.ToString(CultureInfo.InvariantCulture)),
            ("ledger_minor", item.LedgerMinor.ToString(CultureInfo.InvariantCulture)),
            ("measure", item.Measure)
        );

    private static JsonObject TieOf(InvoiceTie tie) =>
        JsonObject.Of(
            ("charges", tie.Charges.ToString()),
            ("currency", tie.Currency.ToString()),
            ("invoice", tie.Invoice),
            ("issuer", tie.Issuer),
            ("lines", tie.Lines.ToString()),
            ("ties", tie.Ties)
        );

    private static void Row(PlainTable table, string section, CostTotal total, string records) =>
        table.Row(
            section,
            "",
            Text(total.Provider),
            $"{total.Currency}",
            records,
            $"{total.Billed}",
            $"{total.Effective}",
            total.Preliminary == 0 ? "" : $"{total.Preliminary} preliminary"
        );

    private static string Days(CostPackage package) =>
        $"{Dates.Text(package.Range.From)} to {Dates.Text(package.Range.To)}";

    private static PlainCell Text(string text) => PlainCell.Free(text);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
