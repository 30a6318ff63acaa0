using Bookseal.Books.Audit;
using Bookseal.Books.Ledger;

namespace Bookseal.Closing.Auditing;

/// <summary>Everything that the chain and the journals know of one thing.</summary>
/// <param name="Posting">Where an entry stands; null for a task, an event or a run.</param>
public sealed record Trace(string Subject, TracedPosting? Posting, IReadOnlyList<AuditEntry> Events)
{
    public bool IsEmpty => Posting is null && Events.Count == 0;

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("subject", Subject),
            (
                "posting",
                Posting is null
                    ? null
                    : JsonObject.Of(
                        ("entry", JsonText.Parse(EntryCodec.Encode(Posting.Entry)).Value),
                        ("line", Posting.Index + 1),
                        ("period", Posting.Period.ToString())
                    )
            ),
            ("events", new JsonArray(Events.Select(entry => JsonText.Parse(entry.Encode()).Value)))
        );
}
