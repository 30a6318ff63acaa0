namespace Bookseal.Books.Values;

/// <summary>An account's code as the company writes it: 1 to 128 characters, no quotes, backslashes or control characters, no blank at either end.</summary>
public readonly record struct AccountCode : IComparable<AccountCode>
{
    private readonly string? _value;

    private AccountCode(string value) => _value = value;

    public static Result<AccountCode> Parse(string text) =>
        NameRule.IsGood(text, 128)
            ? new AccountCode(text)
            : new Fault(
                "ACCOUNT_CODE_INVALID",
                $"an account code is 1 to 128 characters without quotes, backslashes or outer blanks, not {new JsonString(text)}"
            );

    public int CompareTo(AccountCode other) => string.CompareOrdinal(_value, other._value);

    public static bool operator <(AccountCode left, AccountCode right) => left.CompareTo(right) < 0;

    public static bool operator >(AccountCode left, AccountCode right) => left.CompareTo(right) > 0;

    public static bool operator <=(AccountCode left, AccountCode right) => left.CompareTo(right) <= 0;

    public static bool operator >=(AccountCode left, AccountCode right) => left.CompareTo(right) >= 0;

    public override string ToString() => _value ?? "";
}
