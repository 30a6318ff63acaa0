using Bookseal.Books.Reconciliation;
using Bookseal.Books.Values;

namespace Bookseal.Books.Proof.Intervals;

/// <summary>What interval.json takes on the word of the log: whose books, and how their periods stood.</summary>
/// <param name="OpeningCertificate">
/// The close that certified the openings of the interval's first month; null where they are the company's own, or of
/// books that were not closed.
/// </param>
public sealed record IntervalFacts(
    TenantId Tenant,
    string Company,
    IReadOnlyList<IntervalPeriod> Periods,
    Digest? OpeningCertificate
);

/// <summary>
/// interval.json: what the proof is of, and what follows from its inputs. It says that it is no close, and has no
/// member that a certificate of a close is known by.
/// </summary>
public static class IntervalRecord
{
    public const string Invalid = "INTERVAL_RECORD_INVALID";
    public const string NoClose =
        "The entries of these days as the books held them when this was made. Nobody certified them: no close.";

    /// <param name="inputs">The digests of the streamed inputs, by their paths.</param>
    public static JsonObject Of(
        IntervalFacts facts,
        IntervalBooks books,
        ReconciliationReport report,
        IReadOnlyDictionary<string, Digest> inputs
    ) =>
        JsonObject.Of(
            ("balanced", books.IsBalanced),
            ("closing_balances_sha256", Digest.Of(books.TrialBalance.Closing.ToBytes())),
            ("company", facts.Company),
            ("counts", Counts(books)),
            ("from", Dates.Text(books.Interval.From)),
            ("inputs", JsonObject.Of(inputs.Select(file => KeyValuePair.Create(file.Key, (JsonValue)file.Value)))),
            ("journal_kept", JsonArray.OfTexts(books.Source.JournalKept.Order().Select(name => name.ToString()))),
            ("kind", "interval"),
            ("ledger_hash", books.Fold.Leaves.Root()),
            ("meaning", NoClose),
            ("opening_balances_sha256", Digest.Of(books.Source.Openings.ToBytes())),
            (
                "opening_certificate_sha256",
                facts.OpeningCertificate is { } certificate ? certificate : (JsonValue?)null
            ),
            ("parity", report.IsParity),
            ("periods", new JsonArray(facts.Periods.Select(period => period.ToJson()))),
            ("reconciliation", ReconciledPair.TextOf(report.Verdict)),
            ("rules", books.Source.MadeUnder.ToString()),
            ("tenant_id", facts.Tenant.ToString()),
            ("to", Dates.Text(books.Interval.To)),
            ("totals", new JsonArray(books.TrialBalance.Totals.Select(totals => totals.ToJson()))),
            ("v", 1)
        );

    /// <summary>The members that count before the rest is made again; the others are compared by their bytes.</summary>
    public static Result<StatedInterval> Read(JsonObject source)
    {
        var fields = new Fields(source, Invalid);
        var certificate = fields.OptionalText("opening_certificate_sha256", Digest.Parse);
        var company = fields.Text("company");
        var (from, to) = (fields.Text("from", Dates.Parse), fields.Text("to", Dates.Parse));
        var kept = fields.Texts("journal_kept", SubledgerName.Parse);
        var periods = fields.Objects("periods", IntervalPeriod.FromJson);
        var rules = fields.Text("rules", IntervalRules.Parse);
        var tenant = fields.Text("tenant_id", TenantId.Parse);
        if (fields.Text("kind") != "interval")
            fields.Fail("'kind' is interval");
        return fields
            .Finish(() => Interval.Of(from, to), closed: false)
            .Then(interval => interval)
            .Map(interval => new StatedInterval(
                new(tenant, company, periods, certificate),
                interval,
                rules,
                kept.ToHashSet()
            ));
    }

    private static JsonObject Counts(IntervalBooks books) =>
        JsonObject.Of(
            ("balance_rows", books.TrialBalance.Rows.Count),
            ("entries", books.Fold.Entries),
            ("lines", books.Fold.Lines),
            ("unbalanced", books.Fold.Unbalanced.Count)
        );
}

/// <summary>What interval.json states before anything is made again.</summary>
public sealed record StatedInterval(
    IntervalFacts Facts,
    Interval Interval,
    IntervalRules MadeUnder,
    IReadOnlySet<SubledgerName> JournalKept
);
