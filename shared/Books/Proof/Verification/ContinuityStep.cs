using Bookseal.Books.Certificates;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;

namespace Bookseal.Books.Proof.Verification;

/// <summary>
/// Does this close begin where the one before ended? Openings, comparison, restatement: each is tied by a digest to a
/// certificate that the audit chain sealed.
/// </summary>
internal static class ContinuityStep
{
    private const string Openings = "opening balances";

    public static void Run(CloseInputs inputs, AuditEvidence audit, CheckList checks)
    {
        if (inputs.Books.PreviousCertificate is not { } previousBytes)
        {
            checks.Require(
                inputs.Books.IsFirstPeriod,
                Openings,
                CheckOutcome.Attested,
                "the company's own, signed off with its first close",
                FailureClass.ContinuityBroken,
                "PREVIOUS_CERTIFICATE_MISSING",
                "this is not the company's first period, and the previous certificate is missing"
            );
            Prior(inputs.Books.Opening.PriorResult is null, checks, "the first period has none");
            ClosingEntries(inputs.Books, null, checks);
            Presentation(inputs.Books, null, checks);
            OpenItems(inputs.Books, null, checks);
            OpenCosts(inputs.Books, null, checks);
            return;
        }

        var opening = inputs.Books.Opening;
        var previous = EarlierCertificate.Of(previousBytes);
        checks.Require(
            previous.States("closing_balances_sha256", opening.BeforeRestatement),
            Openings,
            CheckOutcome.Recomputed,
            opening.Restatement is null
                ? "are the previous close's closing balances"
                : $"are the previous close's closing balances, restated by {opening.Restatement.Adjustment}",
            FailureClass.ContinuityBroken,
            "OPENINGS_MISMATCH",
            "are not the closing balances of the previous certificate"
        );
        checks.Require(
            IsSealed(audit, Digest.Of(previousBytes), inputs),
            "previous certificate",
            CheckOutcome.Verified,
            "is the one that the audit chain sealed",
            FailureClass.ContinuityBroken,
            "PREVIOUS_CERTIFICATE_MISMATCH",
            "the audit chain did not seal this previous certificate"
        );
        Prior(
            opening.PriorResult is { } prior && previous.States("period_result_sha256", prior),
            checks,
            "is the previous close's result"
        );
        ClosingEntries(inputs.Books, previous, checks);
        Presentation(inputs.Books, previous, checks);
        OpenItems(inputs.Books, previous, checks);
        OpenCosts(inputs.Books, previous, checks);
        if (audit.Run.Restatement is { } named && opening.Restatement is { } restatement)
            Restatement(inputs.Books, named, restatement, checks);
    }

    /// <summary>
    /// A subledger that the journal keeps begins with what the previous certificate bound. Where none did, with the
    /// items of its file.
    /// </summary>
    private static void OpenItems(PeriodBooks books, EarlierCertificate? previous, CheckList checks)
    {
        if (books.Company.Subledgers.HasDerived)
            checks.Require(
                previous?.OpenItems?.ToString() == books.Opening.OpenItems?.Bound().ToString(),
                "opening items",
                CheckOutcome.Verified,
                books.Opening.OpenItems is null ? "those of the files" : "are what the previous close left open",
                FailureClass.ContinuityBroken,
                "OPEN_ITEMS_MISMATCH",
                "previous_open_items.json is not what the previous certificate binds"
            );
    }

    /// <summary>
    /// Costs that were preliminary when the month before was closed are this month's to look after. An adjustment
    /// period has nothing to do with costs.
    /// </summary>
    private static void OpenCosts(PeriodBooks books, EarlierCertificate? previous, CheckList checks)
    {
        var stated = books.Period.IsAdjustment ? null : previous?.Text("open_costs_sha256");
        var prior = books.Opening.OpenCosts;
        if (books.Rules >= RuleSet.V6 && (stated is not null || prior is not null))
            checks.Require(
                stated == prior?.Sha256.ToString(),
                "preliminary costs of earlier months",
                CheckOutcome.Verified,
                "are those of the previous close",
                FailureClass.ContinuityBroken,
                "OPEN_COSTS_MISMATCH",
                "prior_open_costs.json is not what the previous certificate states of preliminary costs"
            );
    }

    private static void Prior(bool holds, CheckList checks, string detail) =>
        checks.Require(
            holds,
            "comparative figures",
            CheckOutcome.Verified,
            detail,
            FailureClass.ContinuityBroken,
            "PRIOR_RESULT_MISMATCH",
            "prior_result.json is not the result that the previous certificate states"
        );

    /// <summary>
    /// What the year's closing entries had done when the period before was closed. Under rules 2 no certificate said
    /// so: the first period after one brings the list along, and who certified it vouches for it.
    /// </summary>
    private static void ClosingEntries(PeriodBooks books, EarlierCertificate? previous, CheckList checks)
    {
        if (books.Rules < RuleSet.V3)
            return;
        var (calendar, prior) = (books.Company.Calendar, books.Opening.PriorClosingEntries);
        var isFirstOfYear =
            previous is null || calendar.YearOf(calendar.Previous(books.Period)) != calendar.YearOf(books.Period);
        var isAsserted = !isFirstOfYear && previous!.States("rules", RuleSet.V2.ToString());
        var holds = isFirstOfYear
            ? prior is null
            : prior is not null && (isAsserted || previous!.States("closing_entries_sha256", prior));
        var detail = isFirstOfYear ? "none before this period" : "are those of the previous close";
        if (isAsserted)
            detail = "the previous certificate is of rules that do not state them";
        checks.Require(
            holds,
            "closing entries of the year",
            isAsserted ? CheckOutcome.Attested : CheckOutcome.Verified,
            detail,
            FailureClass.ContinuityBroken,
            "CLOSING_ENTRIES_MISMATCH",
            "prior_closing_entries.json is not what the previous certificate states of the fiscal year"
        );
    }

    /// <summary>
    /// The chart of the close before is in the bag exactly if it was another: what stands elsewhere now is noted from
    /// it.
    /// </summary>
    private static void Presentation(PeriodBooks books, EarlierCertificate? previous, CheckList checks)
    {
        if (books.Rules < RuleSet.V3)
            return;
        const string member = "accounts_sha256";
        var own = Digest.Of(books.Chart.ToBytes());
        var isStated = previous is not null && previous.Has(member);
        var isSame = !isStated || previous!.States(member, own.ToString());
        var chart = books.Opening.PreviousChart;
        checks.Require(
            isSame
                ? chart is null
                : chart is not null && previous!.States(member, Digest.Of(chart.ToBytes()).ToString()),
            "chart of the previous close",
            isStated || previous is null ? CheckOutcome.Verified : CheckOutcome.Attested,
            Detail(previous, isStated, isSame),
            FailureClass.ContinuityBroken,
            "PREVIOUS_ACCOUNTS_MISMATCH",
            "previous_accounts.json is not the chart that the previous certificate states"
        );
    }

    private static string Detail(EarlierCertificate? previous, bool isStated, bool isSame)
    {
        if (previous is null)
            return "the first period has none";
        if (!isStated)
            return "the previous certificate is of rules that do not state it";
        return isSame ? "is this one" : "is the one that its certificate states";
    }

    private static void Restatement(
        PeriodBooks books,
        OpeningsRestated named,
        OpeningsRestatement restatement,
        CheckList checks
    )
    {
        var certificate = EarlierCertificate.Of(restatement.Certificate);
        var holds =
            Digest.Of(restatement.Certificate) == named.Certificate
            && certificate.IsOf(books.Company.Tenant, named.Adjustment)
            && certificate.States("opening_balances_sha256", restatement.Openings)
            && certificate.States("closing_balances_sha256", restatement.Closing)
            && (
                books.Rules < RuleSet.V3
                || (restatement.Result is { } result && certificate.States("period_result_sha256", result))
            );
        checks.Require(
            holds,
            "restatement",
            CheckOutcome.Verified,
            $"the entries of {restatement.Adjustment}, as its certificate states them",
            FailureClass.ContinuityBroken,
            "RESTATEMENT_MISMATCH",
            "the adjustment period's certificate and balances are not those that the chain names"
        );
    }

    /// <summary>
    /// The chain's last word on the previous period is the seal of this certificate: an earlier one may have been
    /// decertified.
    /// </summary>
    private static bool IsSealed(AuditEvidence audit, Digest certificate, CloseInputs inputs)
    {
        var previous = inputs.Policy.Calendar.Previous(inputs.Books.Period);
        var last = audit.Slice.Entries.LastOrDefault(entry =>
            entry.Period == previous && entry.Type is ProofSealed.TypeName or Decertified.TypeName
        );
        return last is { Type: ProofSealed.TypeName }
            && RunEventCodec.Read(last.Type, last.Actor, last.Data) is { IsOk: true, Value: ProofSealed proof }
            && proof.Certificate == certificate;
    }
}
