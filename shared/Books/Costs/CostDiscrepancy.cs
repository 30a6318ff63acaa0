using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>
/// Something about the costs that somebody has to look into. What blocks is why a package is not ready.
/// </summary>
/// <param name="Code">One of <see cref="CostCode"/>.</param>
public sealed record CostDiscrepancy(string Code, bool IsBlocking, string Text)
{
    public string? Provider { get; init; }

    public Currency? Currency { get; init; }

    public string Severity => IsBlocking ? "blocking" : "warning";

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("code", Code),
            ("currency", Currency?.ToString()),
            ("provider", Provider),
            ("severity", Severity),
            ("text", Text)
        );
}

/// <summary>Codes of what a package says about costs.</summary>
public static class CostCode
{
    public const string NotFinalized = "COSTS_NOT_FINALIZED";
    public const string NoCosts = "COSTS_NONE";
    public const string LedgerDiffers = "COSTS_GL_DIFFERS";
    public const string LedgerNotCompared = "COSTS_GL_NOT_COMPARED";
    public const string AccrualDiffers = "COSTS_ACCRUAL_DIFFERS";
    public const string DaysMissing = "COSTS_DAYS_MISSING";
    public const string NegativeTotal = "COSTS_NEGATIVE_TOTAL";
    public const string Repeated = "COSTS_REPEATED";
    public const string Equal = "COSTS_EQUAL";
    public const string BatchGap = "COSTS_BATCH_GAP";
    public const string CurrencyDiffers = "COSTS_CURRENCY_DIFFERS";
    public const string CurrenciesSeveral = "COSTS_CURRENCIES_SEVERAL";
    public const string InvoiceDiffers = "COSTS_INVOICE_DIFFERS";
    public const string InvoicesNotCompared = "COSTS_INVOICES_NOT_COMPARED";
    public const string ChangesLeftOut = "COSTS_CHANGES_LEFT_OUT";
    public const string RestatedAfterClose = "RESTATED_AFTER_CLOSE";
}
