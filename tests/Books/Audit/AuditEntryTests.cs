using System.Text;
using Bookseal.Books.Audit;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Audit;

public sealed class AuditEntryTests
{
    private static readonly AuditEntry Entry = Drafts.Chain(1).Entries[0];

    [Fact]
    public void Encode_AnEntry_IsTheLineThatFormatsShow() =>
        Assert.Equal(
            """
            {"actor":"nora","actor_kind":"person","correlation":"c","data":{},"log":"bookseal.local/acme",
            """
                + """
                "period":"2026-01","prev":"0000000000000000000000000000000000000000000000000000000000000000",
                """
                + """
                "seq":0,"ts":"2026-02-03T09:00:00.000Z","type":"number_0/1","v":1}
                """,
            Encoding.UTF8.GetString(Entry.Encode())
        );

    [Fact]
    public void Decode_WhatEncodeWrote_IsTheSameEntry() =>
        Property.Holds(
            Drafts.Any,
            draft =>
            {
                var entry = AuditHead.Empty(Drafts.Log).Append([draft], Some.Now).Entries[0];
                var decoded = AuditEntry.Decode(entry.Encode()).Value;
                return decoded.Data.ToString() == entry.Data.ToString() && decoded with { Data = entry.Data } == entry;
            }
        );

    [Fact]
    public void Decode_DamagedBytes_RefusesOrReadsExactlyThem() =>
        Property.Holds(
            Drafts.Any.SelectMany(draft =>
                Bytes.Damaged(AuditHead.Empty(Drafts.Log).Append([draft], Some.Now).Entries[0].Encode())
            ),
            bytes =>
                AuditEntry.Decode(bytes).TryGet(out var entry, out var fault)
                    ? entry.Encode().AsSpan().SequenceEqual(bytes)
                    : fault.Code is "AUDIT_ENTRY_INVALID" or "UNSUPPORTED_EVENT",
            times: 2000
        );

    [Theory]
    [InlineData("\"v\":1", "\"v\":0")]
    [InlineData("\"v\":1", "\"v\":1,\"x\":1")]
    [InlineData("\"v\":1", "\"v\":1.0")]
    [InlineData("{\"actor\"", "{ \"actor\"")]
    [InlineData("\"seq\":0", "\"seq\":0.5")]
    [InlineData("09:00:00.000Z", "09:00:00Z")]
    [InlineData("\"2026-01\"", "\"2026-1\"")]
    [InlineData("\"data\":{}", "\"data\":[]")]
    [InlineData("\"data\":{}", "\"data\":{\"b\":1,\"a\":1}")]
    [InlineData("\"prev\":\"00", "\"prev\":\"0")]
    public void Decode_AnythingButTheCanonicalEntry_IsRefused(string part, string instead)
    {
        var good = Encoding.UTF8.GetString(Entry.Encode());
        Assert.Contains(part, good, StringComparison.Ordinal);
        Assert.Equal(
            "AUDIT_ENTRY_INVALID",
            AuditEntry.Decode(Encoding.UTF8.GetBytes(good.Replace(part, instead, StringComparison.Ordinal))).Fault.Code
        );
    }

    [Fact]
    public void Decode_FormatOfALaterRelease_IsNotSupported() =>
        Assert.Equal(
            "UNSUPPORTED_EVENT",
            AuditEntry
                .Decode(
                    Encoding.UTF8.GetBytes(
                        Encoding.UTF8.GetString(Entry.Encode()).Replace("\"v\":1", "\"v\":2", StringComparison.Ordinal)
                    )
                )
                .Fault.Code
        );

    [Fact]
    public void Decode_OverTheLimit_IsRefused() =>
        Assert.Contains(
            "61440",
            AuditEntry
                .Decode((Entry with { Correlation = new string('x', Limits.AuditEntryBytes) }).Encode())
                .Fault.Message,
            StringComparison.Ordinal
        );
}
