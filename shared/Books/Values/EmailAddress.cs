namespace Bookseal.Books.Values;

/// <summary>
/// Where a person gets mail: an address of plain ASCII (RFC 5321's dot-string at a host name), at most 254 characters.
/// Quoted local parts and address literals are refused: nobody has them, and what stands in a header must be harmless.
/// </summary>
public readonly record struct EmailAddress
{
    private readonly string? _value;

    private EmailAddress(string value) => _value = value;

    public static Result<EmailAddress> Parse(string text)
    {
        var at = text.LastIndexOf('@');
        return text.Length <= 254 && at > 0 && IsLocalPart(text[..at]) && IsHost(text[(at + 1)..])
            ? new EmailAddress(text)
            : new Fault("EMAIL_INVALID", $"an email address is like nora@example.com, not {new JsonString(text)}");
    }

    public override string ToString() => _value ?? "";

    private static bool IsLocalPart(string text) =>
        text.Length <= 64
        && text.Split('.')
            .All(atom =>
                atom.Length > 0 && atom.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+/=?^_`{|}~-".Contains(c))
            );

    private static bool IsHost(string text) =>
        text.Split('.')
            .All(label =>
                label.Length is > 0 and <= 63
                && label[0] != '-'
                && label[^1] != '-'
                && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            );
}
