using Bookseal.Books.Certificates;
using Bookseal.Books.Runs.Events;
using Bookseal.Evidence;

namespace Bookseal.Books.Proof.Verification;

/// <summary>
/// Where the company's proof begins, and that no later bag says otherwise: the first close is the first in its log, and
/// what a company was founded with stays.
/// </summary>
internal static class BeginningStep
{
    private const string Name = "books start";

    public static void Run(CloseInputs inputs, AuditEvidence audit, CheckList checks)
    {
        var books = inputs.Books;
        if (books.PreviousCertificate is { } bytes)
            CheckLater(inputs, EarlierCertificate.Of(bytes), checks);
        else if (books.IsFirstPeriod)
            CheckFirst(inputs, audit, checks);
        if (books.Decertified is { } decertified)
            CheckVersions(inputs, EarlierCertificate.Of(decertified.Certificate), checks);
        if (books.Rules < RuleSet.V4)
            return;
        CheckPreviousSize(audit, checks);
        CheckAdjustments(inputs, audit, checks);
    }

    private static void CheckFirst(CloseInputs inputs, AuditEvidence audit, CheckList checks)
    {
        var others = audit
            .Slice.Entries.Where(entry => entry.Type == Certified.TypeName && entry.Period < inputs.Books.Period)
            .ToList(); // later ones may stand there, of months that were reopened
        // Before rules 4 the slice of a later version begins with the one before it.
        var isFirst =
            audit.Consistency.Frontier.End == 0
            || (inputs.Books.Rules < RuleSet.V4 && audit.Run.Decertified is not null);
        checks.Require(
            isFirst && others.Count == 0,
            Name,
            CheckOutcome.Verified,
            "nothing was certified in this log before the company's first period",
            FailureClass.ContinuityBroken,
            "BOOKS_START_MOVED",
            $"the books are said to start with {inputs.Books.Period}, and the log has a close before it"
        );
    }

    private static void CheckLater(CloseInputs inputs, EarlierCertificate previous, CheckList checks)
    {
        var (books, company) = (inputs.Books, inputs.Policy);
        var isAfterStart = company.FirstPeriod < books.Period || books.Period.IsAdjustment;
        var stated = previous.Object("company");
        checks.Require(
            isAfterStart && (stated is null || stated.ToString() == company.Founding().ToString()),
            Name,
            stated is null ? CheckOutcome.Attested : CheckOutcome.Verified,
            stated is null
                ? "the previous certificate is of rules that do not state it"
                : "base currency, fiscal year and books start are those of the previous close",
            FailureClass.ContinuityBroken,
            "BOOKS_START_MOVED",
            "base currency, fiscal year or books start are not those of the previous close"
        );
        CheckRules(books.Rules, previous, "previous", checks);
    }

    /// <summary>A version stands on the same periods as the one that was withdrawn.</summary>
    private static void CheckVersions(CloseInputs inputs, EarlierCertificate decertified, CheckList checks)
    {
        const string member = "previous_certificate_sha256";
        var stated = decertified.Object("company");
        checks.Require(
            decertified.Has(member) == inputs.Books.PreviousCertificate is not null
                && (stated is null || stated.ToString() == inputs.Policy.Founding().ToString()),
            "versions",
            CheckOutcome.Verified,
            "the withdrawn certificate stands on the same beginning",
            FailureClass.ContinuityBroken,
            "BOOKS_START_MOVED",
            "the withdrawn certificate says otherwise where the company's books start"
        );
        CheckRules(inputs.Books.Rules, decertified, "withdrawn", checks);
    }

    /// <summary>Nobody goes back to rules that asked less.</summary>
    private static void CheckRules(RuleSet rules, EarlierCertificate earlier, string name, CheckList checks)
    {
        var before = RuleSet.Parse(earlier.Text("rules") ?? "");
        checks.Require(
            before.IsOk && before.Value <= rules,
            $"rules of the {name} close",
            CheckOutcome.Verified,
            earlier.Text("rules") ?? "",
            FailureClass.ContinuityBroken,
            "RULES_DOWNGRADED",
            $"the {name} close was of {new JsonString(earlier.Text("rules") ?? "")}, and this one is of {rules}"
        );
    }

    /// <summary>
    /// An adjustment period that was sealed since the previous close and before this one began is part of these
    /// openings: nobody else can have taken it in.
    /// </summary>
    private static void CheckAdjustments(CloseInputs inputs, AuditEvidence audit, CheckList checks)
    {
        var (entries, calendar) = (audit.Slice.Entries, inputs.Policy.Calendar);
        var previous = calendar.Previous(inputs.Books.Period);
        var from = entries.LastOrDefault(entry => entry.Period == previous && entry.Type == Certified.TypeName);
        var start = entries.LastOrDefault(entry =>
            entry.Period == inputs.Books.Period && RunStarted.IsType(entry.Type)
        );
        var isPending =
            !inputs.Books.Period.IsAdjustment
            && entries.Any(entry =>
                entry is { Type: ProofSealed.TypeName, Period: { IsAdjustment: true } adjustment }
                && calendar.LastMonthOf(adjustment.Year) < inputs.Books.Period
                && entry.Sequence > from?.Sequence
                && entry.Sequence < start?.Sequence
            );
        checks.Require(
            !isPending || audit.Run.Restatement is not null,
            "adjustment periods",
            CheckOutcome.Verified,
            isPending ? "taken into the openings" : "none was sealed since the previous close",
            FailureClass.ContinuityBroken,
            "RESTATEMENT_MISMATCH",
            "an adjustment period was sealed since the previous close, and these openings leave it out"
        );
    }

    /// <summary>The checkpoint to compare with is that of the last certification before this one.</summary>
    private static void CheckPreviousSize(AuditEvidence audit, CheckList checks)
    {
        var last = Certifications.Standing(audit.Slice.Entries).LastOrDefault(entry => entry.Run != audit.Run.Id);
        checks.Require(
            audit.Consistency.PreviousSize == (last is null ? 0 : last.Sequence + 1),
            "previous checkpoint",
            CheckOutcome.Verified,
            last is null ? "none: nothing was certified before" : $"that of the certification of {last.Period}",
            FailureClass.ContinuityBroken,
            "CONSISTENCY_BROKEN",
            "audit/consistency does not begin at the last certification before this one"
        );
    }
}
