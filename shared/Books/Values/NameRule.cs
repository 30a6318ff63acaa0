namespace Bookseal.Books.Values;

/// <summary>The characters of names that stand in JSON unescaped, so that the hot path compares raw bytes.</summary>
internal static class NameRule
{
    public static bool IsGood(string text, int maxLength) =>
        text.Length > 0
        && text.Length <= maxLength
        && !char.IsWhiteSpace(text[0])
        && !char.IsWhiteSpace(text[^1])
        && !text.Any(c => c < ' ' || c is '"' or '\\' or '\u007f' || char.IsSurrogate(c));
}
