using System.Text;
using Bookseal.Evidence.InToto;
using Bookseal.Evidence.Json;

namespace Bookseal.Evidence.Tests.InToto;

public sealed class StatementTests
{
    private const string Hex = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private const string Subjects = $$$"""[{"name":"a","digest":{"sha256":"{{{Hex}}}"}}]""";
    private const string Good =
        $$$"""
            {"_type":"https://in-toto.io/Statement/v1","subject":{{{Subjects}}},"predicateType":"p",
            """
        + """
            "predicate":{"k":1}}
            """;

    [Fact]
    public void ToJson_OfAStatement_HasTheMembersOfTheSpecification() =>
        Assert.Equal(
            """
            {"_type":"https://in-toto.io/Statement/v1","predicate":{"k":1},"predicateType":"p",
            """
                + $$$"""
                "subject":[{"digest":{"sha256":"{{{Hex}}}"},"name":"a"}]}
                """,
            Encoding.UTF8.GetString(
                new Statement([new("a", Digest.Of("abc"u8))], "p", JsonObject.Of(("k", 1))).ToJson()
            )
        );

    [Fact]
    public void Parse_WhatToJsonWrote_IsTheSameStatement()
    {
        Subject[] subjects = [new("books/2024.csv", Digest.Of("a"u8)), new("ü", Digest.Of("b"u8))];
        var statement = new Statement(subjects, "https://example.com/p/v1", JsonObject.Of(("k", "v")));
        var read = Statement.Parse(statement.ToJson()).Value;
        Assert.Equal(statement.Subjects, read.Subjects);
        Assert.Equal(statement.PredicateType, read.PredicateType);
        Assert.Equal("""{"k":"v"}""", read.Predicate.ToString());
    }

    [Fact]
    public void Parse_UnknownMembersAndFurtherDigests_AreIgnored()
    {
        var json = Good.Replace("\"name\"", "\"uri\":\"x\",\"name\"")
            .Replace("\"sha256\"", "\"sha512\":\"00\",\"sha256\"")
            .Replace("{\"_type\"", "{\"extra\":[],\"_type\"");
        Assert.Equal(new Subject("a", Digest.Of("abc"u8)), Assert.Single(Read(json).Value.Subjects));
    }

    [Fact]
    public void Parse_NoPredicate_IsAnEmptyOne() =>
        // statement.md of in-toto v1: the predicate is optional, and unset is treated the same as set but empty.
        Assert.Equal("{}", Read(Good.Replace(",\"predicate\":{\"k\":1}", "")).Value.Predicate.ToString());

    [Theory]
    [InlineData("Statement/v1", "Statement/v0.1")]
    [InlineData("Statement/v1", "statement/v1")]
    [InlineData("\"_type\"", "\"type\"")]
    [InlineData("\"subject\"", "\"subjects\"")]
    [InlineData("\"predicateType\"", "\"predicatetype\"")]
    [InlineData("{\"k\":1}", "[]")]
    [InlineData("{\"k\":1}", "null")]
    [InlineData("\"digest\"", "\"digests\"")]
    [InlineData("sha256", "sha512")]
    [InlineData("ba7816bf", "BA7816BF")] // digest_set.md: lower-case hex
    [InlineData("ba7816bf", "ba7816")]
    [InlineData("ba7816bf", "ba7816bfff")]
    [InlineData("\"" + Hex + "\"", "1")]
    [InlineData("\"a\"", "1")]
    [InlineData("[{\"name\"", "[\"x\",{\"name\"")]
    public void Parse_AMissingOrIllFormedMember_IsRefused(string part, string instead)
    {
        Assert.Contains(part, Good, StringComparison.Ordinal);
        Assert.Equal("STATEMENT_MALFORMED", Read(Good.Replace(part, instead)).Fault.Code);
    }

    [Fact]
    public void Parse_DamagedStatements_NeverThrows() =>
        Property.Holds(
            Bytes.Damaged(Encoding.UTF8.GetBytes(Good)),
            bytes =>
                Statement.Parse(bytes).TryGet(out _, out var fault)
                || fault.Code is "JSON_INVALID" or "STATEMENT_MALFORMED",
            times: 2000
        );

    private static Result<Statement> Read(string json) => Statement.Parse(Encoding.UTF8.GetBytes(json));
}
