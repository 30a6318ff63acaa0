namespace Bookseal.Books.Values;

/// <summary>A company's id: <c>[a-z0-9][a-z0-9_-]{0,63}</c>, so that it is safe in paths, partition keys and URLs.</summary>
public readonly record struct TenantId
{
    private readonly string? _value;

    private TenantId(string value) => _value = value;

    public static Result<TenantId> Parse(string text)
    {
        var good =
            text.Length is > 0 and <= 64
            && char.IsAsciiLetterOrDigit(text[0])
            && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-');
        return good
            ? new TenantId(text)
            : new Fault(
                "TENANT_INVALID",
                "a tenant id is 1 to 64 of a-z, 0-9, _ and -, and begins with a letter or digit"
            );
    }

    public override string ToString() => _value ?? "";
}
