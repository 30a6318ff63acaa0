using Bookseal.Books.Banking;

namespace Bookseal.Books.Tests.Banking;

public sealed class ReferenceKeyTests
{
    [Theory]
    [InlineData("CHQ-101", "chq 0101")]
    [InlineData("SEPA/4711", "SEPA 4711")]
    [InlineData("000123", "000123")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000", "550E8400E29B41D4A716446655440000")]
    [InlineData("transfer", "transfer")]
    public void References_OfOneNumber_AreTheSame(string one, string other)
    {
        Assert.Equal(ReferenceKey.Of(one), ReferenceKey.Of(other));
        Assert.False(ReferenceKey.Of(one).ConflictsWith(ReferenceKey.Of(other)));
    }

    [Theory]
    [InlineData("CHQ-101", "CHQ-999")]
    [InlineData("CHQ-101", "CHQ 1010")]
    [InlineData("RENT-2026-01", "RENT-2026-02")]
    [InlineData("004711", "004712")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000", "a07f2b91-33cd-4e0a-9a1b-77c0d1f2e3a4")]
    public void References_OfOneKindAndTwoNumbers_Conflict(string one, string other) =>
        Assert.True(ReferenceKey.Of(one).ConflictsWith(ReferenceKey.Of(other)));

    [Theory]
    [InlineData("CHQ-101", "DEP-101")] // two kinds
    [InlineData("INV-2026-7", "INV-7")]
    [InlineData("4711", "20260130001")] // our number and the bank's running one
    [InlineData("transfer", "ACH CREDIT")] // names, not numbers
    [InlineData("A", "B")]
    [InlineData("", "CHQ-101")]
    [InlineData("", "")]
    public void References_ThatAreNotComparable_SayNothingAboutEachOther(string one, string other) =>
        Assert.False(ReferenceKey.Of(one).ConflictsWith(ReferenceKey.Of(other)));
}
