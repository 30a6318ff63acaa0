using System.Text;
using Bookseal.Books.Costs;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Costs;

public sealed class CostLineTests
{
    private const string Whole = """
        {"account":"1234567890123","batch":"2026-01-31","batch_sequence":7,"billed":"-0.0000008",
        "billing_from":"2026-01-01","billing_to":"2026-01-31","charge_category":"Usage","correction":true,
        "currency":"USD","day":"2026-01-31","effective":"12.5","id":"r-1","invoice":"INV-1","invoice_issuer":"AWS",
        "lifecycle":"preliminary","period":"2026-03","provider":"Amazon Web Services, Inc. \"AWS\"",
        "record_sequence":2,"recorded_at":"2026-02-03T09:00:00.000Z","service":"Amazon SQS",
        "service_category":"Integration","type":"record"}
        """;

    private static readonly byte[] Line = Encoding.UTF8.GetBytes(Whole.ReplaceLineEndings(""));

    [Fact]
    public void Decode_OfAWholeLine_EncodesTheSame()
    {
        var cost = CostRecord.Decode(Line).Value;
        Assert.Equal(Line, cost.Encode());
        Assert.Equal("Amazon Web Services, Inc. \"AWS\"", cost.Provider);
        Assert.Equal(new PeriodCode(2026, 3), cost.Period);
        Assert.Equal(new CostOrder(7, 2), cost.Order);
    }

    [Theory]
    [InlineData("{\"account\"", "{ \"account\"")]
    [InlineData("\"type\":\"record\"}", "\"type\":\"record\"} ")]
    [InlineData("\"batch_sequence\":7", "\"batch_sequence\":7.0")]
    [InlineData("\"batch_sequence\":7", "\"batch_sequence\":\"7\"")]
    [InlineData("\"batch_sequence\":7", "\"batch_sequence\":9007199254740992")]
    [InlineData("\"correction\":true", "\"correction\":1")]
    [InlineData("\"batch\":\"2026-01-31\"", "\"batch\":\"2026\\u002d01-31\"")]
    [InlineData("\"account\":\"1234567890123\",\"batch\"", "\"account\":\"1\",\"account\":\"1\",\"batch\"")]
    [InlineData("\"service\":\"Amazon SQS\"", "\"service\":\"Amazon SQS\",\"servicf\":\"x\"")]
    [InlineData("\"recorded_at\":\"2026-02-03T09:00:00.000Z\",", "")]
    public void Decode_OfAnotherSpelling_IsAFault(string good, string bad)
    {
        // Without an escape, so that the quick way has a look at it.
        var line = Encoding.UTF8.GetString(Line).Replace("\\\"", "'", StringComparison.Ordinal);
        Assert.True(CostRecord.Decode(Encoding.UTF8.GetBytes(line)).IsOk);
        Assert.Contains(good, line);
        Assert.Equal(
            "COST_LINE_INVALID",
            CostRecord.Decode(Encoding.UTF8.GetBytes(line.Replace(good, bad))).Fault.Code
        );
    }

    [Fact]
    public void ContentDigest_OfARecordThatAnotherPeriodTookInLater_IsTheSame()
    {
        var cost = CostRecord.Decode(Line).Value;
        var again = cost with { RecordedAt = cost.RecordedAt.AddDays(9), TakenInto = null };
        Assert.Equal(cost.ContentDigest(), again.ContentDigest());
        Assert.NotEqual(cost.ContentDigest(), (cost with { Invoice = null }).ContentDigest());
    }

    [Theory]
    [InlineData("\"billed\":\"-0.0000008\"", "\"billed\":\"-0.00000080\"")]
    [InlineData("\"billed\":\"-0.0000008\"", "\"billed\":-0.0000008")]
    [InlineData("\"correction\":true", "\"correction\":false")]
    [InlineData("\"batch_sequence\":7", "\"batch_sequence\":-7")]
    [InlineData("\"period\":\"2026-03\"", "\"period\":\"2026-01\"")]
    [InlineData("\"period\":\"2026-03\"", "\"period\":\"2026-13\"")]
    [InlineData("\"id\":\"r-1\"", "\"id\":\"\"")]
    [InlineData("\"lifecycle\":\"preliminary\"", "\"lifecycle\":\"open\"")]
    [InlineData("\"billing_to\":\"2026-01-31\"", "\"billing_to\":\"2025-01-31\"")]
    [InlineData("\"type\":\"record\"", "\"type\":\"invoice\"")]
    public void Decode_OfALineThatIsNotOne_IsAFault(string good, string bad)
    {
        var line = Encoding.UTF8.GetString(Line);
        Assert.Contains(good, line);
        Assert.Equal(
            "COST_LINE_INVALID",
            CostRecord.Decode(Encoding.UTF8.GetBytes(line.Replace(good, bad))).Fault.Code
        );
    }

    [Fact]
    public void Invoice_RoundTrips()
    {
        var line = Encoding.UTF8.GetBytes(
            """
            {"batch":"b","billed":"10.25","currency":"EUR","day":"2026-01-31","id":"l-1","invoice":"INV-1",
            "issuer":"AWS","recorded_at":"2026-02-03T09:00:00.000Z","status":"Issued","type":"invoice"}
            """.ReplaceLineEndings("")
        );
        Assert.Equal(line, CostInvoice.Decode(line).Value.Encode());
    }
}
