namespace Bookseal.Books.Ledger;

public enum EntryKind
{
    Standard,
    Adjusting,
    Correcting,
    Reversing,
    Closing,
    Opening,
}

public static class EntryKinds
{
    public const int Count = 6;

    public static IReadOnlyList<EntryKind> All { get; } = Enum.GetValues<EntryKind>();

    public static string Text(this EntryKind kind) =>
        kind switch
        {
            EntryKind.Standard => "standard",
            EntryKind.Adjusting => "adjusting",
            EntryKind.Correcting => "correcting",
            EntryKind.Reversing => "reversing",
            EntryKind.Closing => "closing",
            EntryKind.Opening => "opening",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    public static Result<EntryKind> Parse(string text) =>
        text switch
        {
            "standard" => EntryKind.Standard,
            "adjusting" => EntryKind.Adjusting,
            "correcting" => EntryKind.Correcting,
            "reversing" => EntryKind.Reversing,
            "closing" => EntryKind.Closing,
            "opening" => EntryKind.Opening,
            _ => new Fault(
                "ENTRY_KIND_INVALID",
                "an entry's kind is standard, adjusting, correcting, reversing, closing or opening, "
                    + $"not {new JsonString(text)}"
            ),
        };

    /// <summary>The kind of a raw JSON token, for the hot path; null when unknown.</summary>
    internal static EntryKind? OfToken(ReadOnlySpan<byte> token)
    {
        if (token.SequenceEqual("standard"u8))
            return EntryKind.Standard;
        if (token.SequenceEqual("adjusting"u8))
            return EntryKind.Adjusting;
        if (token.SequenceEqual("correcting"u8))
            return EntryKind.Correcting;
        if (token.SequenceEqual("reversing"u8))
            return EntryKind.Reversing;
        if (token.SequenceEqual("closing"u8))
            return EntryKind.Closing;
        if (token.SequenceEqual("opening"u8))
            return EntryKind.Opening;
        return null;
    }
}
