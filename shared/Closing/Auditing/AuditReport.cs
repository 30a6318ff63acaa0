using Bookseal.Books.Audit;

namespace Bookseal.Closing.Auditing;

/// <summary>The outcome of an audit check: of the chain, and of the closed journals that it vouches for.</summary>
public sealed record AuditReport(
    long Entries,
    int Checkpoints,
    IReadOnlyList<ChainFinding> Findings,
    IReadOnlyList<Fault> Journals
)
{
    public bool IsGood => Findings.Count == 0 && Journals.Count == 0;

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("valid", IsGood),
            ("entries", Entries),
            ("checkpoints", Checkpoints),
            ("findings", new JsonArray(Findings.Select(finding => finding.ToJson()))),
            (
                "journals",
                new JsonArray(Journals.Select(fault => JsonObject.Of(("code", fault.Code), ("message", fault.Message))))
            )
        );
}
