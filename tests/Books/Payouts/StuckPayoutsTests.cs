using Bookseal.Books.Payouts;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Payouts;

public sealed class StuckPayoutsTests
{
    private static readonly DateTimeOffset Begin = new(2026, 2, 3, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan TwoDays = TimeSpan.FromDays(2);
    private static readonly PayoutTerms Terms = PayoutTerms
        .Of("Rope Works", "DE02", Money.Parse("120.00", Currency.Parse("EUR").Value).Value, "INV-7")
        .Value;

    [Theory]
    [InlineData(PayoutStatus.Pending, true)]
    [InlineData(PayoutStatus.Approved, true)]
    [InlineData(PayoutStatus.Settled, false)]
    [InlineData(PayoutStatus.Returned, false)]
    [InlineData(PayoutStatus.Failed, false)]
    public void Stuck_AfterTheHours_IsWhatIsStillOpen(PayoutStatus status, bool isStuck)
    {
        Payout[] payouts = [Of("P-1") with { Status = status }];
        Assert.Null(StuckPayouts.Of(payouts, Begin + TwoDays - TimeSpan.FromSeconds(1), TwoDays).Fault);
        Assert.Equal(isStuck, StuckPayouts.Of(payouts, Begin + TwoDays, TwoDays).Fault is { Code: "PAYOUT_STUCK" });
    }

    [Fact]
    public void Fault_OfMany_NamesTheFirstAndCountsTheOthers()
    {
        var stuck = StuckPayouts.Of(Enumerable.Range(1, 7).Select(i => Of($"P-{i}")), Begin.AddDays(9), TwoDays);
        Assert.Contains(
            "7 payout(s): P-1, P-2, P-3, P-4, P-5 and 2 more;",
            stuck.Fault!.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(7, stuck.ToJson().Items.Count);
    }

    [Fact]
    public void Description_SaysWhatIsNext_AndNeitherPayeeNorAmount()
    {
        var pending = StuckPayouts.Describe(Of("P-1"));
        var approved = StuckPayouts.Describe(Of("P-1") with { Status = PayoutStatus.Approved });
        var unanswered = StuckPayouts.Describe(
            Of("P-1") with
            {
                Status = PayoutStatus.Approved,
                OpenKey = Guid.Empty,
                OpenProvider = "bank.test",
            }
        );
        Assert.Contains("since 2026-02-03 09:00 UTC; 'bookseal payout approve P-1", pending, StringComparison.Ordinal);
        Assert.Contains("; 'bookseal payout settle P-1", approved, StringComparison.Ordinal);
        Assert.Contains("; bank.test never answered", unanswered, StringComparison.Ordinal);
        Assert.All(
            (string[])[pending, approved, unanswered],
            text =>
            {
                Assert.DoesNotContain("Rope", text, StringComparison.Ordinal);
                Assert.DoesNotContain("120", text, StringComparison.Ordinal);
            }
        );
    }

    private static Payout Of(string id) => new(PayoutId.Parse(id).Value, Terms, PersonId.Parse("petra").Value, Begin);
}
