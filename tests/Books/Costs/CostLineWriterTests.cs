using System.Buffers;
using Bookseal.Books.Costs;
using Bookseal.Books.Values;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Costs;

public sealed class CostLineWriterTests
{
    private static readonly string?[] Texts = [null, "a", "é \"quoted\" \\ \n", "😀", "\u0001", "Amazon EC2"];
    private static readonly string[] Amounts =
    [
        "0",
        "-0.0000008",
        "1157.48882377213324",
        "9999999999999.99999999999999999999",
        "100",
        "-0.00000000000000000001",
        "0.00000000010000000000",
    ];

    [Fact]
    public void Write_OfAnyRecord_GivesTheCompleteEncodersBytes() =>
        Property.Holds(
            from texts in Gen.Elements(Texts).ArrayOf(6)
            from amounts in Gen.Elements(Amounts).Two()
            from number in Gen.Elements<long?>(null, 0, 7, 9_007_199_254_740_991)
            from isSet in Gen.Elements(true, false)
            select Of(texts, amounts.Item1, amounts.Item2, number, isSet),
            record =>
            {
                var output = new ArrayBufferWriter<byte>();
                CostLineWriter.Write(output, record);
                return output.WrittenSpan.SequenceEqual(record.Encode());
            },
            times: 2000
        );

    [Fact]
    public void WriteContent_OfARecordThatAnotherBatchBrings_IsTheSame()
    {
        var record = Of(["x", "y", null, null, null, null], "1", "2", 1, true);
        var again = record with { Id = "other", Batch = "b", Order = default, TakenInto = null, RecordedAt = default };
        Assert.Equal(Content(record), Content(again));
        Assert.NotEqual(Content(record), Content(record with { Lifecycle = CostLifecycle.Preliminary }));
        Assert.NotEqual(Content(record), Content(record with { Day = record.Day.AddDays(1) }));
    }

    private static byte[] Content(CostRecord record)
    {
        var output = new ArrayBufferWriter<byte>();
        CostLineWriter.WriteContent(output, record);
        return output.WrittenSpan.ToArray();
    }

    private static CostRecord Of(string?[] texts, string billed, string effective, long? number, bool isSet) =>
        new(
            texts[0] ?? "id",
            texts[1] ?? "provider",
            new DateOnly(2026, 1, 31),
            ExactDecimal.Parse(billed).Value,
            ExactDecimal.Parse(effective).Value,
            Currency.Parse("USD").Value,
            isSet ? CostLifecycle.Final : CostLifecycle.Preliminary,
            "batch",
            new DateTimeOffset(2026, 2, 3, 9, 0, 0, 7, TimeSpan.Zero)
        )
        {
            Account = texts[2],
            BillingFrom = isSet ? new DateOnly(2026, 1, 1) : null,
            BillingTo = isSet ? new DateOnly(2026, 1, 31) : null,
            ChargeCategory = texts[3],
            Invoice = texts[4],
            InvoiceIssuer = texts[5],
            IsCorrection = isSet,
            Order = new(number, number),
            Service = texts[5],
            ServiceCategory = texts[4],
            TakenInto = isSet ? new PeriodCode(2026, 3) : null,
        };
}
