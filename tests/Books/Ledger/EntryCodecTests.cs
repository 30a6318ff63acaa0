using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Ledger;

public sealed class EntryCodecTests
{
    private const string Good =
        """
            {"by":"nora","date":"2026-01-15","description":"","id":"E1","kind":"standard",
            """
        + """
            "lines":[{"account":"1","currency":"USD","debit":5},{"account":"2","credit":5,"currency":"USD"}]}
            """;

    [Fact]
    public void Decode_WhatEncodeWrote_IsTheSameEntry() =>
        Property.Holds(
            Entries.Any,
            entry =>
            {
                var decoded = EntryCodec.Decode(EntryCodec.Encode(entry)).Value;
                return decoded.Lines.SequenceEqual(entry.Lines) && decoded with { Lines = entry.Lines } == entry;
            },
            times: 500
        );

    [Fact]
    public void Decode_WhatEncodeWrote_IsWhatTheTreeGives() =>
        Property.Holds(
            Entries.Any,
            entry =>
            {
                var line = EntryCodec.Encode(entry);
                var (own, tree) = (EntryCodec.DecodeOwn(line), EntryCodec.DecodeTree(line).Value);
                return own.Lines.SequenceEqual(tree.Lines) && own with { Lines = tree.Lines } == tree;
            },
            times: 500
        );

    [Fact]
    public void Decode_DamagedBytes_IsRefusedAsTheTreeRefusesThem() =>
        Property.Holds(
            Entries.Any.SelectMany(entry => Bytes.Damaged(EntryCodec.Encode(entry))),
            bytes =>
                EntryCodec.Decode(bytes).TryGet(out _, out var fault)
                    ? EntryCodec.DecodeTree(bytes).IsOk
                    : fault == EntryCodec.DecodeTree(bytes).Fault,
            times: 1500
        );

    [Fact]
    public void ContentDigest_OfALine_IsThatOfItsEntry() =>
        Property.Holds(
            Entries.Any,
            entry => EntryCodec.ContentDigest(EntryCodec.Encode(entry).AsSpan()) == EntryCodec.ContentDigest(entry),
            times: 500
        );

    [Fact]
    public void Encode_AnyEntry_IsCanonicalJson() =>
        Property.Holds(
            Entries.Any,
            entry =>
            {
                var line = EntryCodec.Encode(entry);
                return CanonicalJson.ToBytes(JsonText.ParseObject(line).Value).AsSpan().SequenceEqual(line);
            },
            times: 500
        );

    [Fact]
    public void ContentDigest_AnyEntry_IsOfItsLineWithoutWhoMadeAndPostedIt() =>
        Property.Holds(
            Entries.Any,
            entry =>
                EntryCodec.ContentDigest(entry)
                == Digest.Of(EntryCodec.Encode(entry with { Batch = null, Origin = null, PostedBy = PersonId.System })),
            times: 500
        );

    [Fact]
    public void IdIn_AnyEntry_IsItsId() =>
        Property.Holds(
            Entries.Any,
            entry => Encoding.UTF8.GetString(EntryCodec.IdIn(EntryCodec.Encode(entry))) == entry.Id.ToString(),
            times: 500
        );

    [Fact]
    public void KindIn_AnyEntry_IsItsKind() =>
        Property.Holds(Entries.Any, entry => EntryCodec.KindIn(EntryCodec.Encode(entry)) == entry.Kind, times: 500);

    [Theory]
    [InlineData("\"id\":\"FALSE\"")]
    [InlineData("\\\"id\":\"FALSE")]
    public void IdIn_ATextThatLooksLikeTheMember_IsStillTheEntrysId(string description)
    {
        var entry = Some.Entry("E1", Some.Line("1", 5), Some.Line("2", -5)) with { Description = description };
        Assert.Equal("E1", Encoding.UTF8.GetString(EntryCodec.IdIn(EntryCodec.Encode(entry))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"id\":\"")]
    [InlineData("{\"id\":\"E1")]
    [InlineData("{\"id\":7}")]
    public void IdIn_ALineThatIsNoEntry_IsEmpty(string line) =>
        Assert.Equal(0, EntryCodec.IdIn(Encoding.UTF8.GetBytes(line)).Length);

    [Fact]
    public void Encode_AnEntry_IsTheLineThatFormatsShow() =>
        Assert.Equal(
            Good,
            Encoding.UTF8.GetString(
                EntryCodec.Encode(Some.Entry("E1", Some.Line("1", 5), Some.Line("2", -5)) with { Description = "" })
            )
        );

    [Fact]
    public void Decode_DamagedBytes_RefusesOrReadsExactlyThem() =>
        Property.Holds(
            Entries.Any.SelectMany(entry => Bytes.Damaged(EntryCodec.Encode(entry))),
            bytes =>
                EntryCodec.Decode(bytes).TryGet(out var entry, out var fault)
                    ? EntryCodec.Encode(entry).AsSpan().SequenceEqual(bytes)
                    : fault.Code == "JOURNAL_LINE_INVALID",
            times: 1500
        );

    [Fact]
    public void Decode_TheLineThatTheNextTestSpoils_IsRead() => Assert.True(EntryCodec.Decode(Changed("", "")).IsOk);

    [Theory]
    [InlineData("\"by\"", " \"by\"")] // a blank
    [InlineData("\"id\":\"E1\"", "\"id\":\"\\u00451\"")] // an escape that is not needed
    // Another order.
    [InlineData("{\"by\":\"nora\",\"date\":\"2026-01-15\"", "{\"date\":\"2026-01-15\",\"by\":\"nora\"")]
    [InlineData("\"debit\":5", "\"debit\":5.0")]
    [InlineData("\"credit\":5", "\"credit\":5e0")]
    [InlineData("\"by\":\"nora\"", "\"by\":\"nora\",\"by\":\"nora\"")] // a name twice
    [InlineData("]}", "],\"x\":1}")] // a member that nobody knows
    [InlineData("\"USD\"}]", "\"USD\",\"x\":1}]")]
    [InlineData("\"credit\":5,", "")] // neither side
    [InlineData("\"currency\":\"USD\",\"debit\":5", "\"credit\":5,\"currency\":\"USD\",\"debit\":5")] // both sides
    [InlineData("\"currency\":\"USD\",\"debit\":5", "\"credit\":0,\"currency\":\"USD\",\"debit\":5")]
    [InlineData("\"credit\":5", "\"credit\":0")] // a zero stands on the debit side
    [InlineData("\"credit\":5", "\"credit\":-5")]
    [InlineData("\"credit\":5", "\"credit\":\"5\"")]
    [InlineData("\"credit\":5", "\"credit\":9007199254740992")]
    [InlineData("\"debit\":5", "\"debit\":-0")]
    [InlineData(
        "\"lines\":[{\"account\":\"1\",\"currency\":\"USD\",\"debit\":5},{\"account\":\"2\",\"credit\":5,"
            + "\"currency\":\"USD\"}]",
        "\"lines\":[]"
    )]
    [InlineData("\"kind\":\"standard\"", "\"kind\":\"Standard\"")]
    [InlineData("\"by\":\"nora\"", "\"by\":\"\"")]
    [InlineData("\"by\":\"nora\"", "\"by\":\"Nora\"")]
    [InlineData("\"id\":\"E1\"", "\"id\":\"\"")]
    [InlineData("\"id\":\"E1\"", "\"id\":\" E1\"")]
    [InlineData("2026-01-15", "2026-02-30")]
    [InlineData("\"description\":\"\",", "")]
    [InlineData("\"description\":\"\"", "\"description\":null")]
    [InlineData("\"description\":\"\"", "\"corrects\":null,\"description\":\"\"")]
    [InlineData("\"id\":\"E1\"", "\"edit\":\"replaced\",\"id\":\"E1\"")] // takes back nothing
    [InlineData("\"id\":\"E1\"", "\"id\":\"E1\",\"journal\":\"\"")]
    [InlineData("\"date\"", "\"created_at\":\"2026-02-03T09:00:00Z\",\"date\"")]
    [InlineData("\"date\"", "\"created_by\":\"\",\"date\"")]
    [InlineData("{\"by\"", "{\"approved_by\":\"a\\u0007\",\"by\"")]
    [InlineData("]}", "],\"task\":-1}")]
    [InlineData("]}", "],\"task\":4294967296}")] // would be 0 if it were cut to 32 bits
    [InlineData("]}", "],\"run\":\"{9f0c8f0e-31c2-8a3e-9d0b-0d4f1c9a0001}\"}")]
    [InlineData("]}", "],\"run\":\"9F0C8F0E-31C2-8A3E-9D0B-0D4F1C9A0001\"}")]
    [InlineData(
        "{\"by\"",
        "{\"batch\":{\"count\":0,"
            + "\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"key\":\"k\"},"
            + "\"by\""
    )]
    [InlineData("{\"by\"", "{\"batch\":{\"count\":1,\"hash\":\"00\",\"key\":\"k\"},\"by\"")]
    [InlineData(
        "{\"by\"",
        "{\"batch\":{\"count\":1,"
            + "\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"key\":\"\"},\"by\""
    )]
    [InlineData(
        "{\"by\"",
        "{\"batch\":{\"count\":1,"
            + "\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"key\":\"k\","
            + "\"number\":1,\"of\":2},\"by\""
    )]
    [InlineData(
        "{\"by\"",
        "{\"batch\":{\"count\":1,"
            + "\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"key\":\"k\","
            + "\"manifest\":\"m\",\"number\":3,\"of\":2},\"by\""
    )]
    [InlineData(
        "{\"by\"",
        "{\"batch\":{\"count\":1,"
            + "\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"key\":\"k\","
            + "\"manifest\":\"m\",\"number\":0,\"of\":2},\"by\""
    )]
    [InlineData(
        "{\"by\"",
        "{\"batch\":{\"count\":1,"
            + "\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"key\":\"k\","
            + "\"manifest\":\"m\",\"of\":2},\"by\""
    )]
    public void Decode_AnythingButTheCanonicalLine_IsRefused(string part, string instead) =>
        Assert.Equal("JOURNAL_LINE_INVALID", EntryCodec.Decode(Changed(part, instead)).Fault.Code);

    [Fact]
    public void Decode_OverTheLimits_IsRefusedWithTheLimit()
    {
        var lines = Enumerable.Repeat(Some.Line("1", 0), Limits.EntryLines + 1).ToArray();
        Assert.True(EntryCodec.Decode(EntryCodec.Encode(Some.Entry("E", lines[1..]))).IsOk);
        Assert.Contains(
            "1000",
            EntryCodec.Decode(EntryCodec.Encode(Some.Entry("E", lines))).Fault.Message,
            StringComparison.Ordinal
        );

        var empty = EntryCodec.Encode(Some.Entry("E", lines[0]) with { Description = "" }).Length;
        var full = Some.Entry("E", lines[0]) with { Description = new string('x', Limits.EntryBytes - empty) };
        Assert.True(EntryCodec.Decode(EntryCodec.Encode(full)).IsOk);
        Assert.Contains(
            "262144",
            EntryCodec.Decode(EntryCodec.Encode(full with { Description = full.Description + "x" })).Fault.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("batch")]
    [InlineData("by")]
    [InlineData("edit")]
    [InlineData("replaces")]
    [InlineData("scope")]
    [InlineData("run")]
    [InlineData("task")]
    public void FromSource_SayingWhatOnlyBooksealSays_IsRefused(string member)
    {
        var source = JsonText.ParseObject(Changed("\"by\":\"nora\",", "")).Value;
        Assert.Equal(Some.Poster, EntryCodec.FromSource(source, Some.Poster).Value.PostedBy);
        Assert.Contains(
            $"'{member}'",
            EntryCodec.FromSource(source.With(member, "x"), Some.Poster).Fault.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void ContentDigest_OfAnEntry_IsBlindToPosterAndBatchOnly() =>
        Property.Holds(
            Entries.Any,
            entry =>
                EntryCodec.ContentDigest(entry)
                    == EntryCodec.ContentDigest(
                        entry with
                        {
                            PostedBy = Some.Person("someone.else"),
                            Origin = new("ines", DateTimeOffset.UnixEpoch, "omar"),
                            Batch = new BatchHeader("k", 3, Some.Digest("x")),
                        }
                    )
                && EntryCodec.ContentDigest(entry)
                    != EntryCodec.ContentDigest(entry with { Description = entry.Description + "!" })
                && EntryCodec.ContentDigest(entry)
                    != EntryCodec.ContentDigest(
                        entry with
                        {
                            Corrects = entry.Corrects is null ? Some.EntryId("other") : null,
                        }
                    )
        );

    private static byte[] Changed(string part, string instead)
    {
        Assert.Contains(part, Good, StringComparison.Ordinal);
        var at = Good.IndexOf(part, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(Good[..at] + instead + Good[(at + part.Length)..]);
    }
}
