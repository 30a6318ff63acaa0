using Bookseal.Books.Values;

namespace Bookseal.Books.Sources;

/// <summary>A source was read: what it brought, or why it could not be read to its end.</summary>
/// <param name="GoodAt">When it was read without a fault last, this time or before; null if never.</param>
/// <param name="State">Digest of the <see cref="SourceState"/> that it is left in.</param>
/// <param name="Fault">The first of them; what came before it stays imported.</param>
public sealed record SourceSynced(
    SourceId Source,
    string Kind,
    DateTimeOffset At,
    DateTimeOffset? GoodAt,
    SourceCounts Counts,
    Digest State,
    Fault? Fault
)
{
    public const string TypeName = "source_synced/1";

    /// <summary>An audit entry is small.</summary>
    private const int MostCharacters = 500;

    /// <summary>Of the projection's row that has the last of them, as the chain does.</summary>
    public static string RowKeyOf(SourceId source) => $"source-{source}";

    public JsonObject ToData() =>
        JsonObject.Of(
            ("at", Dates.Text(At)),
            ("counts", Counts.ToJson()),
            ("fault", Fault is null ? null : ToJson(Fault)),
            ("good_at", GoodAt is { } good ? Dates.Text(good) : null),
            ("kind", Kind),
            ("source", Source.ToString()),
            ("state_sha256", State)
        );

    public static Result<SourceSynced> FromData(JsonObject data)
    {
        var fields = new Fields(data, "SOURCE_SYNCED_INVALID");
        var synced = new SourceSynced(
            fields.Text("source", SourceId.Parse),
            fields.Text("kind"),
            fields.Text("at", Dates.ParseInstant),
            fields.OptionalText("good_at", Dates.ParseInstant),
            fields.Object("counts", SourceCounts.FromJson) ?? SourceCounts.None,
            fields.Text("state_sha256", Digest.Parse),
            fields.OptionalObject("fault", FaultFromJson)
        );
        return fields.Finish(() => synced);
    }

    public static JsonObject ToJson(Fault fault) =>
        JsonObject.Of(("code", fault.Code), ("message", Cut(fault.Message)), ("where", fault.Where));

    private static Result<Fault> FaultFromJson(JsonObject source)
    {
        var fields = new Fields(source, "SOURCE_SYNCED_INVALID");
        var fault = new Fault(fields.Text("code"), fields.Text("message")) { Where = fields.OptionalText("where") };
        return fields.Finish(() => fault);
    }

    /// <summary>Never between the halves of a character.</summary>
    private static string Cut(string text)
    {
        if (text.Length <= MostCharacters)
            return text;
        var end = char.IsHighSurrogate(text[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters;
        return text[..end] + "...";
    }
}

/// <summary>What a reading of a source brought.</summary>
/// <param name="Parts">Files or pages that were imported now; those that were seen before are not counted.</param>
/// <param name="LateItems">Entries of closed months among those added.</param>
public sealed record SourceCounts(int Parts, int Entries, int EntriesChanged, int LateItems, int Items, int BankRows)
{
    public static SourceCounts None { get; } = new(0, 0, 0, 0, 0, 0);

    public static SourceCounts operator +(SourceCounts left, SourceCounts right) =>
        new(
            left.Parts + right.Parts,
            left.Entries + right.Entries,
            left.EntriesChanged + right.EntriesChanged,
            left.LateItems + right.LateItems,
            left.Items + right.Items,
            left.BankRows + right.BankRows
        );

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("bank_rows", BankRows),
            ("entries_added", Entries),
            ("entries_changed", EntriesChanged),
            ("late_items", LateItems),
            ("parts", Parts),
            ("subledger_items", Items)
        );

    public static Result<SourceCounts> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "SOURCE_SYNCED_INVALID");
        var counts = new SourceCounts(
            fields.SmallInteger("parts"),
            fields.SmallInteger("entries_added"),
            fields.SmallInteger("entries_changed"),
            fields.SmallInteger("late_items"),
            fields.SmallInteger("subledger_items"),
            fields.SmallInteger("bank_rows")
        );
        return fields.Finish(() => counts);
    }
}
