using Bookseal.Books.Audit;

namespace Bookseal.Closing.Auditing;

/// <summary>The outcome of an audit check.</summary>
public sealed record AuditReport(long Entries, int Checkpoints, IReadOnlyList<ChainFinding> Findings)
{
    public bool IsGood => Findings.Count == 0;

    public JsonObject ToJson() => JsonObject.Of(
        ("valid", IsGood), ("entries", Entries), ("checkpoints", Checkpoints), ("findings", new JsonArray(Findings.Select(finding => finding.ToJson()))));
}
