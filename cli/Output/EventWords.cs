using Bookseal.Books.Audit;

namespace Bookseal.Cli.Output;

/// <summary>
/// An entry of the audit chain as people read it: its members by name, long lists as a number, digests by their
/// beginning. <c>--json</c> has all of it.
/// </summary>
internal static class EventWords
{
    private const int DigestCharacters = 64;
    private const int ShownOfADigest = 12;
    private const int MostListed = 4;

    /// <param name="nameOf">What a person's id is shown as; itself for what is no person's.</param>
    public static string Of(AuditEntry entry, Func<string, string> nameOf) =>
        string.Join(
            "; ",
            entry.Data.Members.Where(member => member.Value is not JsonNull).Select(member => Member(member, nameOf))
        );

    private static string Member(KeyValuePair<string, JsonValue> member, Func<string, string> nameOf) =>
        $"{member.Key.Replace('_', ' ')} {Value(member.Value, nameOf)}";

    private static string Value(JsonValue value, Func<string, string> nameOf) =>
        value switch
        {
            JsonString { Value.Length: DigestCharacters } digest when digest.Value.All(char.IsAsciiHexDigitLower) =>
                $"{digest.Value[..ShownOfADigest]}…",
            JsonString text => nameOf(text.Value),
            JsonArray { Items.Count: <= MostListed } few when few.Items.All(item => item is JsonString or JsonNumber) =>
                string.Join(", ", few.Items.Select(item => Value(item, nameOf))),
            JsonArray list => $"{list.Items.Count} item(s)",
            JsonObject members when members.Members.Count <= MostListed && members.Members.All(IsPlain) =>
                $"({string.Join(", ", members.Members.Select(member => Member(member, nameOf)))})",
            JsonObject members => $"{members.Members.Count} member(s)",
            _ => value.ToString() ?? "",
        };

    private static bool IsPlain(KeyValuePair<string, JsonValue> member) =>
        member.Value is JsonString or JsonNumber or JsonBoolean;
}
