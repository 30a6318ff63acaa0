using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Values;

/// <summary>
/// The ids and names that are parsed at the edge: what each lets in, and what it refuses with which code.
/// </summary>
public sealed class NameTests
{
    private static readonly string Of64 = new('a', 64);

    public static TheoryData<string> GoodTenants => ["a", "0", "acme", "acme-inc_2", "a--_", Of64];

    public static TheoryData<string> BadTenants =>
        [
            "",
            "-acme",
            "_acme",
            "Acme",
            "acmE",
            "acme inc",
            "acme/x",
            "..",
            "a.b",
            "\u00e4cme",
            "acme\n",
            "acme\0",
            Of64 + "a",
            "\u0661",
            "\uff41",
        ];

    public static TheoryData<string> GoodPersons =>
        ["a", "0", "nora.quist", "n@example.com", "a-b_c.d@e", "system", Of64];

    public static TheoryData<string> BadPersons =>
        [
            "",
            ".nora",
            "@nora",
            "-nora",
            "_nora",
            "Nora",
            "nora quist",
            "nora/quist",
            "nora\\q",
            "nora+q",
            "n\u00f6ra",
            "nora\n",
            Of64 + "a",
        ];

    public static TheoryData<string> GoodSubledgers => ["AR", "ap", "INV-1", "_", "-", "0", new string('A', 32)];

    public static TheoryData<string> BadSubledgers =>
        ["", "A R", "A/R", ".", "A.R", "\u00c4R", "AR\n", "AR:", new string('A', 33)];

    public static TheoryData<string> GoodCodes =>
        ["1", "1010", "Assets:Bank (EUR)", "=1+1", "caf\u00e9", "\u20ac", "a/b", "a'b", new string('\u20ac', 128)];

    public static TheoryData<string> BadCodes =>
        [
            "",
            " ",
            " 1",
            "1 ",
            "\u00a01",
            "1\u2028",
            "a\"b",
            "a\\b",
            "a\nb",
            "a\tb",
            "a\0b",
            "a\u007fb",
            "\U0001f600",
            new string('a', 129),
        ];

    [Theory]
    [MemberData(nameof(GoodTenants))]
    public void TenantId_Good_IsKept(string text) => Assert.Equal(text, TenantId.Parse(text).Value.ToString());

    [Theory]
    [MemberData(nameof(BadTenants))]
    public void TenantId_Bad_IsRefused(string text) => Assert.Equal("TENANT_INVALID", TenantId.Parse(text).Fault.Code);

    [Theory]
    [MemberData(nameof(GoodPersons))]
    public void PersonId_Good_IsKept(string text) => Assert.Equal(text, PersonId.Parse(text).Value.ToString());

    [Theory]
    [MemberData(nameof(BadPersons))]
    public void PersonId_Bad_IsRefused(string text) => Assert.Equal("PERSON_INVALID", PersonId.Parse(text).Fault.Code);

    [Theory]
    [MemberData(nameof(GoodSubledgers))]
    public void SubledgerName_Good_IsKept(string text) =>
        Assert.Equal(text, SubledgerName.Parse(text).Value.ToString());

    [Theory]
    [MemberData(nameof(BadSubledgers))]
    public void SubledgerName_Bad_IsRefused(string text) =>
        Assert.Equal("SUBLEDGER_INVALID", SubledgerName.Parse(text).Fault.Code);

    [Theory]
    [MemberData(nameof(GoodCodes))]
    public void AccountCodeAndEntryId_Good_AreKept(string text)
    {
        Assert.Equal(text, AccountCode.Parse(text).Value.ToString());
        Assert.Equal(text, EntryId.Parse(text).Value.ToString());
    }

    [Theory]
    [MemberData(nameof(BadCodes))]
    public void AccountCodeAndEntryId_Bad_AreRefused(string text)
    {
        Assert.Equal("ACCOUNT_CODE_INVALID", AccountCode.Parse(text).Fault.Code);
        Assert.Equal("ENTRY_ID_INVALID", EntryId.Parse(text).Fault.Code);
    }

    [Fact]
    public void Codes_Compared_AreInOrdinalOrder()
    {
        // Ordinal, so that no culture or platform orders a trial balance differently.
        string[] codes = ["a", "B", "10", "9", "\u00e4"];
        Assert.Equal(
            ["10", "9", "B", "a", "\u00e4"],
            codes.Select(code => AccountCode.Parse(code).Value).Order().Select(code => code.ToString())
        );
    }
}
