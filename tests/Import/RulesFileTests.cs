using Bookseal.Import.BooksDirectory;

namespace Bookseal.Import.Tests;

public sealed class RulesFileTests
{
    private const string Paper = """{"account":"6100","match":{"text":"Paper"}}""";

    [Fact]
    public void Rules_EachForm_IsRead()
    {
        var rules = Books(
                $$$"""
                {"rules":[
                {{{Paper}}},
                {"account":"6100","match":{"entity":"CAFE","account":"6950",
                  "amount":{"currency":"USD","from_minor":100,"to_minor":5000} } } ]}
                """
            )
            .Read()
            .Rules!.Rules;
        Assert.Equal(("Paper", null), (rules[0].Match.Text, rules[0].Match.Entity));
        Assert.Equal(("CAFE", "6950"), (rules[1].Match.Entity, $"{rules[1].Match.Account}"));
        Assert.Equal((100L, 5_000L), (rules[1].Match.Amount!.FromMinor, rules[1].Match.Amount!.ToMinor));
    }

    [Fact]
    public void Rules_FileMissing_IsNotAFileWithoutRules()
    {
        Assert.Null(new SmallBooks().Read().Rules);
        Assert.Empty(Books("""{"rules":[]}""").Read().Rules!.Rules);
    }

    [Theory]
    [InlineData("""{"account":"6100","match":{}}""", "RULES_INVALID")]
    [InlineData("""{"account":"6100"}""", "RULES_INVALID")]
    [InlineData("""{"account":"6100","match":{"text":" "}}""", "RULES_INVALID")]
    [InlineData("""{"account":"6100","match":{"text":"a","regex":"b"}}""", "RULES_INVALID")]
    [InlineData("""{"account":"6100","match":{"amount":{"currency":"USD"}}}""", "RULES_INVALID")]
    [InlineData("""{"account":"6100","match":{"amount":{"currency":"USD","from_minor":-1}}}""", "RULES_INVALID")]
    [InlineData(
        """{"account":"6100","match":{"amount":{"currency":"USD","from_minor":2,"to_minor":1}}}""",
        "RULES_INVALID"
    )]
    [InlineData("""{"account":"6101","match":{"text":"a"}}""", "ACCOUNT_UNKNOWN")]
    [InlineData("""{"account":"6950","match":{"text":"a"}}""", "RULE_ACCOUNT_INVALID")]
    [InlineData("""{"account":"6990","match":{"text":"a"}}""", "RULE_ACCOUNT_INVALID")]
    [InlineData("""{"account":"1010","match":{"text":"a"}}""", "RULE_ACCOUNT_INVALID")]
    [InlineData("""{"account":"1200","match":{"text":"a"}}""", "RULE_ACCOUNT_INVALID")]
    [InlineData("""{"account":"6100","match":{"account":"6990"}}""", "RULE_ACCOUNT_INVALID")]
    [InlineData("7", "RULES_INVALID")]
    public void Rules_OneIsOdd_IsAFaultWithItsPlace(string rule, string code) =>
        Assert.Equal([$"rules.json:3:2: {code}"], Books("{\"rules\":[" + Paper + ",\n\n " + rule + "]}").Faults);

    [Theory]
    [InlineData("[]", "JSON_INVALID")]
    [InlineData("{", "JSON_INVALID")]
    [InlineData("{}", "RULES_INVALID")]
    [InlineData("""{"rules":{}}""", "RULES_INVALID")]
    [InlineData("""{"rules":[],"more":1}""", "RULES_INVALID")]
    public void Rules_NoListOfRules_IsOneFault(string text, string code) =>
        Assert.Equal([$"rules.json:1:1: {code}"], Books(text).Faults);

    [Fact]
    public void Rules_OverTheLimit_AreRefused()
    {
        var rules = string.Join(',', Enumerable.Repeat(Paper, Limits.CategoryRules + 1));
        Assert.Equal(["rules.json:1:1: RULES_TOO_MANY"], Books($$"""{"rules":[{{rules}}]}""").Faults);
    }

    private static SmallBooks Books(string rules) =>
        new SmallBooks()
            .With(
                BooksFiles.Accounts,
                "code,name,type,tags\n1010,Bank,asset,cash current\n1200,Receivables,asset,control:AR\n"
                    + "3200,Retained earnings,equity,\n4000,Sales,revenue,\n6100,Supplies,expense,\n"
                    + "6950,Uncategorised,expense,uncategorised\n6990,Suspense,asset,suspense\n"
            )
            .With(BooksFiles.Rules, rules);
}
