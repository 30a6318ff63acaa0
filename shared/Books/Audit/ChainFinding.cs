namespace Bookseal.Books.Audit;

/// <summary>Something wrong with an audit chain, with the first entry that it concerns.</summary>
/// <param name="Code"><c>AUDIT_ENTRY_EDITED</c>, <c>AUDIT_GAP</c>, <c>AUDIT_TRUNCATED</c>, <c>AUDIT_DELETED</c>, <c>AUDIT_REWRITTEN</c>, <c>AUDIT_HEAD_MISMATCH</c>, <c>CHECKPOINT_SIGNATURE</c>, <c>CHECKPOINT_INVALID</c>, <c>CHECKPOINT_MISSING</c>.</param>
public sealed record ChainFinding(string Code, long FirstBadEntry, string Message)
{
    public JsonObject ToJson() =>
        JsonObject.Of(("code", Code), ("first_bad_entry", FirstBadEntry), ("message", Message));
}
