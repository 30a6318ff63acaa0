using Bookseal.Books.Health;
using Bookseal.Books.Periods;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;

namespace Bookseal.Books.Proof;

/// <summary>A group of warnings and who has accepted it; without an answer it was not reviewed.</summary>
/// <param name="Answer">
/// Given in this period, or in an earlier one whose certificate has the very same warnings: whoever answered those is
/// not asked again.
/// </param>
public sealed record WarningReview(WarningGroup Group, WarningAnswer? Answer)
{
    public const string NotReviewed = "not reviewed (unattended)";

    public string Text => Answer is null ? NotReviewed : "accepted";

    public static IReadOnlyList<WarningReview> Of(PeriodBooks books, CloseRun run)
    {
        var earlier = WarningAnswer.In(books.PreviousCertificate ?? []);
        return
        [
            .. PeriodWarnings
                .Groups(books)
                .Select(group => new WarningReview(
                    group,
                    WarningAnswer.Of(run, group) ?? earlier.GetValueOrDefault((group.Code, group.Digest.ToString()))
                )),
        ];
    }

    /// <summary>As one line: <c>2 billed_twice accepted by imani in 2026-01 ("instalments")</c>.</summary>
    public string Describe() =>
        Answer is null
            ? $"{Group.Count} {Group.Code} {Text}"
            : $"{Group.Count} {Group.Code} {Text} by {Answer.By} in {Answer.Period} ({new JsonString(Answer.Words)})";

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("accepted", Answer?.ToJson()),
            ("code", Group.Code),
            ("count", Group.Count),
            ("review", Text),
            ("sha256", Group.Digest)
        );
}

/// <summary>Who accepted a group of warnings, when, with which words, and in the close of which period.</summary>
public sealed record WarningAnswer(string By, string At, PeriodCode Period, string Words)
{
    /// <summary>What was answered in this run; null where nothing was, or where it was to other warnings.</summary>
    public static WarningAnswer? Of(CloseRun run, WarningGroup group) =>
        run.Acceptances.GetValueOrDefault(group.Code) is { } accepted && accepted.Group == group.Digest
            ? new(accepted.By.ToString(), Dates.Text(accepted.At), run.Period, accepted.Words)
            : null;

    /// <summary>
    /// The answers that a certificate states, by code and digest. One that cannot be read states none: its own bag is
    /// the place to say why.
    /// </summary>
    public static IReadOnlyDictionary<(string Code, string Digest), WarningAnswer> In(ReadOnlySpan<byte> certificate)
    {
        var answers = new Dictionary<(string, string), WarningAnswer>();
        if (!JsonText.ParseObject(certificate).TryGet(out var stated, out _) || stated["warnings"] is not JsonArray all)
            return answers;
        foreach (var group in all.Items.OfType<JsonObject>())
            if (
                group["code"] is JsonString code
                && group["sha256"] is JsonString digest
                && group["accepted"] is JsonObject accepted
                && FromJson(accepted).TryGet(out var answer, out _)
            )
                answers[(code.Value, digest.Value)] = answer;
        return answers;
    }

    public JsonObject ToJson() =>
        JsonObject.Of(("at", At), ("by", By), ("period", Period.ToString()), ("words", Words));

    private static Result<WarningAnswer> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "CERTIFICATE_INVALID");
        var at = fields.Text("at");
        var by = fields.Text("by");
        var period = fields.Text("period", PeriodCode.Parse);
        var words = fields.Text("words");
        return fields.Finish(() => new WarningAnswer(by, at, period, words));
    }
}
