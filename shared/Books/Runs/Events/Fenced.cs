using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>The fence is up: these lengths of the journal's segments, in bytes, and of no others, are final.</summary>
public sealed record Fenced(PersonId By, IReadOnlyList<long> SegmentLengths) : RunEvent(By)
{
    public const string TypeName = "fenced/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        JsonObject.Of(("segment_lengths", new JsonArray(SegmentLengths.Select(length => (JsonValue)length))));

    public static Result<RunEvent> Read(PersonId by, JsonObject data)
    {
        var fields = new Fields(data, "EVENT_INVALID");
        var lengths = fields.Integers("segment_lengths");
        return fields.Finish<RunEvent>(() => new Fenced(by, lengths));
    }
}
