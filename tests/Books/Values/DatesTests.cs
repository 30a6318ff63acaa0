using Bookseal.Books.Values;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Values;

public sealed class DatesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("2026-02-29")]
    [InlineData("2026-2-1")]
    [InlineData("01/02/2026")]
    [InlineData("2026-01-01T00:00:00")]
    [InlineData("2026-01-01 ")]
    [InlineData("20260101")]
    public void Parse_NoDate_IsRefused(string text) => Assert.Equal("DATE_INVALID", Dates.Parse(text).Fault.Code);

    [Theory]
    [InlineData("2026-02-03T09:00:00Z")]
    [InlineData("2026-02-03T09:00:00.000")]
    [InlineData("2026-02-03T09:00:00.000+00:00")]
    [InlineData("2026-02-03T09:00:00.0000Z")]
    [InlineData("2026-02-03T24:00:00.000Z")]
    [InlineData("2026-02-03 09:00:00.000Z")]
    [InlineData("2026-02-03T09:00:00.000z")]
    public void ParseInstant_NotUtcWithMilliseconds_IsRefused(string text) =>
        Assert.Equal("INSTANT_INVALID", Dates.ParseInstant(text).Fault.Code);

    [Fact]
    public void Text_OfAnInstantElsewhere_IsUtc() =>
        Assert.Equal(
            "2026-02-03T07:30:00.123Z",
            Dates.Text(new DateTimeOffset(2026, 2, 3, 9, 0, 0, 123, TimeSpan.FromMinutes(90)))
        );

    [Fact]
    public void ParseInstant_WhatTextWrote_RoundTrips() =>
        Property.Holds(
            Gen.Choose(0, int.MaxValue).Two(),
            parts =>
            {
                var instant = DateTimeOffset.UnixEpoch.AddMilliseconds(parts.Item1 * 1000L + parts.Item2 % 1000);
                return Dates.ParseInstant(Dates.Text(instant)).Value == instant
                    && Dates.Parse(Dates.Text(DateOnly.FromDateTime(instant.UtcDateTime))).Value
                        == DateOnly.FromDateTime(instant.UtcDateTime);
            }
        );
}
