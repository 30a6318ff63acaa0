using System.Text;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Subledgers;

public sealed class SubledgerItemTests
{
    private const string Good =
        """
            {"amount_minor":5,"currency":"USD","date":"2026-01-15","description":"","entity":"C",
            """
        + """
            "reference":"R","side":"debit","subledger":"AR"}
            """;

    private static readonly Gen<SubledgerItem> Items =
        from entity in Text.Free
        from reference in Text.Free
        from day in Gen.Choose(0, 3_000_000)
        from due in Gen.Elements<DateOnly?>(null, Some.Day)
        from isDebit in Gen.Elements(true, false)
        from amount in Gen.Elements(0L, 1, Limits.SafeInteger)
        from appliesTo in Text.Optional(Text.Free)
        from description in Text.Free
        from later in Gen.Elements<int?>(null, 0, 1, 20)
        select new SubledgerItem(
            Some.Subledger("AR"),
            entity,
            reference,
            DateOnly.FromDayNumber(day),
            due,
            isDebit,
            amount,
            Some.Eur,
            appliesTo,
            description
        )
        {
            TakenInto =
                later is { } months && day > 400 ? PeriodCode.Of(DateOnly.FromDayNumber(day).AddMonths(months)) : null,
        };

    [Fact]
    public void Decode_WhatEncodeWrote_IsTheSameItem() =>
        Property.Holds(Items, item => SubledgerItem.Decode(item.Encode()).Value == item);

    [Fact]
    public void Decode_DamagedBytes_NeverThrows() =>
        Property.Holds(
            Items.SelectMany(item => Bytes.Damaged(item.Encode())),
            bytes => SubledgerItem.Decode(bytes).IsOk || SubledgerItem.Decode(bytes).Fault.Code.Length > 0,
            times: 2000
        );

    [Theory]
    [InlineData("5", "-5")]
    [InlineData("5", "5.5")]
    [InlineData("5", "9007199254740992")]
    [InlineData("debit", "Debit")]
    [InlineData("USD", "usd")]
    [InlineData("2026-01-15", "2026-01-32")]
    [InlineData("\"AR\"", "\"A R\"")]
    [InlineData("\"AR\"", "\"AR\",\"x\":1")]
    [InlineData("\"reference\":\"R\",", "")]
    [InlineData("\"entity\":\"C\"", "\"due_date\":\"\",\"entity\":\"C\"")]
    [InlineData("\"entity\":\"C\"", "\"entity\":\"C\",\"period\":\"2025-12\"")]
    [InlineData("\"entity\":\"C\"", "\"entity\":\"C\",\"period\":\"2026-13\"")]
    public void Decode_NoItem_IsRefused(string part, string instead)
    {
        Assert.True(SubledgerItem.Decode(Encoding.UTF8.GetBytes(Good)).IsOk);
        Assert.Contains(part, Good, StringComparison.Ordinal);
        var at = Good.IndexOf(part, StringComparison.Ordinal);
        Assert.Equal(
            "SUBLEDGER_LINE_INVALID",
            SubledgerItem.Decode(Encoding.UTF8.GetBytes(Good[..at] + instead + Good[(at + part.Length)..])).Fault.Code
        );
    }

    [Fact]
    public void NetMinor_OfACredit_IsNegative()
    {
        var item = SubledgerItem.Decode(Encoding.UTF8.GetBytes(Good)).Value;
        Assert.Equal((5, -5), (item.NetMinor, (item with { IsDebit = false }).NetMinor));
        Assert.Equal("SIDE_INVALID", SubledgerItem.ParseSide("").Fault.Code);
    }
}
