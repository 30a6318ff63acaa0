using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>
/// Stands in the first line of every batch in a journal, so that a retry after an unknown outcome can find its own
/// batch again.
/// </summary>
/// <param name="Key">The poster's idempotency key.</param>
/// <param name="Count">Entries in the batch.</param>
/// <param name="Hash">SHA-256 of the batch's lines as they are without this header, each with its line feed.</param>
public sealed record BatchHeader(string Key, int Count, Digest Hash)
{
    /// <summary>Which part of a larger import this is; null for a batch that stands alone.</summary>
    public ManifestPart? Part { get; init; }

    /// <summary>The poster's clock, to the millisecond; null in batches of older releases.</summary>
    public DateTimeOffset? PostedAt { get; init; }

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("count", Count),
            ("hash", Hash),
            ("key", Key),
            ("manifest", Part?.Manifest),
            ("number", Part?.Number),
            ("of", Part?.Of),
            ("posted_at", PostedAt is { } instant ? Dates.Text(instant) : null)
        );

    public static Result<BatchHeader> FromJson(JsonObject source)
    {
        const string code = "BATCH_HEADER_INVALID";
        var fields = new Fields(source, code);
        var count = fields.Integer("count");
        var hash = fields.Text("hash", Digest.Parse);
        var key = fields.Text("key");
        ManifestPart? part = fields.Has("manifest")
            ? new(fields.Text("manifest"), fields.Integer("number"), fields.Integer("of"))
            : null;
        var postedAt = fields.OptionalText("posted_at", Dates.ParseInstant);
        if (count is < 1 or > int.MaxValue)
            fields.Fail("a batch has at least one entry");
        if (key.Length is 0 or > Limits.BatchKeyCharacters)
            fields.Fail($"a batch key has 1 to {Limits.BatchKeyCharacters} characters");
        if (part is { } p && (p.Number < 1 || p.Number > p.Of || p.Manifest.Length is 0 or > Limits.BatchKeyCharacters))
            fields.Fail("a batch's number is between 1 and the number of batches");
        return fields.Finish(() => new BatchHeader(key, (int)count, hash) { Part = part, PostedAt = postedAt });
    }
}

/// <summary>A numbered batch of an import that is too large for one append.</summary>
/// <param name="Manifest">The import's key within the period.</param>
/// <param name="Number">1 to <paramref name="Of"/>.</param>
public sealed record ManifestPart(string Manifest, long Number, long Of);
