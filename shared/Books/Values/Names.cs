using System.Buffers;

namespace Bookseal.Books.Values;

/// <summary>The characters of names that stand in JSON unescaped, so that the hot path compares raw bytes.</summary>
internal static class NameRule
{
    /// <summary>Printing ASCII without quotes and backslashes: most names have nothing else.</summary>
    private static readonly SearchValues<char> Plain = SearchValues.Create([
        .. Enumerable.Range(' ', '\u007f' - ' ').Select(code => (char)code).Where(c => c is not ('"' or '\\')),
    ]);

    public static bool IsGood(string text, int maxLength) =>
        text.Length > 0
        && text.Length <= maxLength
        && !char.IsWhiteSpace(text[0])
        && !char.IsWhiteSpace(text[^1])
        && (!text.AsSpan().ContainsAnyExcept(Plain) || !text.Any(IsForbidden));

    private static bool IsForbidden(char c) => c < ' ' || c is '"' or '\\' or '\u007f' || char.IsSurrogate(c);
}

/// <summary>
/// A company's id: <c>[a-z0-9][a-z0-9_-]{0,63}</c>, so that it is safe in paths, partition keys and URLs.
/// </summary>
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

/// <summary>
/// A person or agent of the team: <c>[a-z0-9][a-z0-9._@-]{0,63}</c>; it also names the person's key file.
/// </summary>
public readonly record struct PersonId : IComparable<PersonId>
{
    private readonly string? _value;

    private PersonId(string value) => _value = value;

    /// <summary>Bookseal itself, doing an agent's task. No person may bear the name.</summary>
    public static PersonId System { get; } = new("bookseal");

    public static Result<PersonId> Parse(string text)
    {
        var good =
            text.Length is > 0 and <= 64
            && char.IsAsciiLetterOrDigit(text[0])
            && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '@' or '-');
        return good
            ? new PersonId(text)
            : new Fault(
                "PERSON_INVALID",
                "a person id is 1 to 64 of a-z, 0-9, '.', '_', '@' and '-', and begins with a letter or digit"
            );
    }

    public int CompareTo(PersonId other) => string.CompareOrdinal(_value, other._value);

    public static bool operator <(PersonId left, PersonId right) => left.CompareTo(right) < 0;

    public static bool operator >(PersonId left, PersonId right) => left.CompareTo(right) > 0;

    public static bool operator <=(PersonId left, PersonId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(PersonId left, PersonId right) => left.CompareTo(right) >= 0;

    public override string ToString() => _value ?? "";
}

/// <summary>
/// An account's code as the company writes it: 1 to 128 characters, no quotes, backslashes or control characters, no
/// blank at either end.
/// </summary>
public readonly record struct AccountCode : IComparable<AccountCode>
{
    private readonly string? _value;

    private AccountCode(string value) => _value = value;

    public static Result<AccountCode> Parse(string text) =>
        NameRule.IsGood(text, 128)
            ? new AccountCode(text)
            : new Fault(
                "ACCOUNT_CODE_INVALID",
                "an account code is 1 to 128 characters without quotes, backslashes or outer blanks, "
                    + $"not {new JsonString(text)}"
            );

    public int CompareTo(AccountCode other) => string.CompareOrdinal(_value, other._value);

    public static bool operator <(AccountCode left, AccountCode right) => left.CompareTo(right) < 0;

    public static bool operator >(AccountCode left, AccountCode right) => left.CompareTo(right) > 0;

    public static bool operator <=(AccountCode left, AccountCode right) => left.CompareTo(right) <= 0;

    public static bool operator >=(AccountCode left, AccountCode right) => left.CompareTo(right) >= 0;

    public override string ToString() => _value ?? "";
}

/// <summary>
/// A journal entry's id as its source gave it; unique within the tenant's period. Same characters as an account code.
/// </summary>
public readonly record struct EntryId : IComparable<EntryId>
{
    private readonly string? _value;

    private EntryId(string value) => _value = value;

    public static Result<EntryId> Parse(string text) =>
        NameRule.IsGood(text, 128)
            ? new EntryId(text)
            : new Fault(
                "ENTRY_ID_INVALID",
                "an entry id is 1 to 128 characters without quotes, backslashes or outer blanks, "
                    + $"not {new JsonString(text)}"
            );

    public int CompareTo(EntryId other) => string.CompareOrdinal(_value, other._value);

    public static bool operator <(EntryId left, EntryId right) => left.CompareTo(right) < 0;

    public static bool operator >(EntryId left, EntryId right) => left.CompareTo(right) > 0;

    public static bool operator <=(EntryId left, EntryId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EntryId left, EntryId right) => left.CompareTo(right) >= 0;

    public override string ToString() => _value ?? "";
}

/// <summary>
/// A journal of the source's own, such as FEC's JournalCode: 1 to 64 characters, the same ones as in an account code.
/// </summary>
public readonly record struct JournalName
{
    private readonly string? _value;

    private JournalName(string value) => _value = value;

    public static Result<JournalName> Parse(string text) =>
        NameRule.IsGood(text, 64)
            ? new JournalName(text)
            : new Fault(
                "JOURNAL_NAME_INVALID",
                $"a journal is 1 to 64 characters without quotes, backslashes or outer blanks, "
                    + $"not {new JsonString(text)}"
            );

    public override string ToString() => _value ?? "";
}

/// <summary>
/// Within which ids of entries are unique: a journal, a year, both, a month. Characters of an entry id.
/// </summary>
public readonly record struct ScopeName
{
    private readonly string? _value;

    private ScopeName(string value) => _value = value;

    public static Result<ScopeName> Parse(string text) =>
        NameRule.IsGood(text, 128)
            ? new ScopeName(text)
            : new Fault("SCOPE_INVALID", $"a scope is 1 to 128 plain characters, not {new JsonString(text)}");

    public override string ToString() => _value ?? "";
}

/// <summary>
/// A subledger's name (AR, AP, INV, ...): 1 to 32 letters, digits, '_' and '-'; it is part of object paths.
/// </summary>
public readonly record struct SubledgerName : IComparable<SubledgerName>
{
    private readonly string? _value;

    private SubledgerName(string value) => _value = value;

    public static Result<SubledgerName> Parse(string text)
    {
        var good = text.Length is > 0 and <= 32 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
        return good
            ? new SubledgerName(text)
            : new Fault(
                "SUBLEDGER_INVALID",
                $"a subledger is 1 to 32 letters, digits, '_' and '-', not {new JsonString(text)}"
            );
    }

    public int CompareTo(SubledgerName other) => string.CompareOrdinal(_value, other._value);

    public static bool operator <(SubledgerName left, SubledgerName right) => left.CompareTo(right) < 0;

    public static bool operator >(SubledgerName left, SubledgerName right) => left.CompareTo(right) > 0;

    public static bool operator <=(SubledgerName left, SubledgerName right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SubledgerName left, SubledgerName right) => left.CompareTo(right) >= 0;

    public override string ToString() => _value ?? "";
}
