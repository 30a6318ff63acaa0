using Bookseal.Books.Guards;

namespace Bookseal.Books.Tests.Guards;

public sealed class CloseExceptionTests
{
    [Fact]
    public void ToJson_OfAnOutcome_LeavesOutWhatIsNotSaid()
    {
        var outcome = new GuardOutcome(
            "A_GUARD",
            [
                new("cat", "why", true)
                {
                    Account = Some.Account("1010"),
                    AmountMinor = Int128.MaxValue,
                    Currency = Some.Usd,
                    Entity = "CUST",
                    Subledger = Some.Subledger("AR"),
                },
                new("dog", "also", false),
            ]
        );
        const string full =
            """
                {"account":"1010","amount_minor":"170141183460469231731687303715884105727","category":"cat",
                """
            + """
                "currency":"USD","description":"why","entity":"CUST","severity":"blocking","subledger":"AR"}
                """;
        Assert.Equal(
            $$"""
            {"code":"A_GUARD","exceptions":[{{full}},{"category":"dog","description":"also",
            """
                + """
                "severity":"warning"}],"passed":false}
                """,
            outcome.ToJson().ToString()
        );
    }
}
