using System.Text;
using Bookseal.Books.Company;

namespace Bookseal.Books.Tests.Company;

public sealed class SubledgerRulesTests
{
    [Fact]
    public void FromJson_WhatToJsonWrote_RoundTrips()
    {
        const string text =
            """{"AP":{"source":"both"},"AR":{"entity_terms_days":{"Birch":14},"not_due":["1250"],"""
            + "\"source\":\"journal\",\"terms_days\":30}}";
        var rules = Read(text).Value;
        Assert.Equal(text, rules.ToJson()!.ToString());
        var receivables = rules.Of(Some.Subledger("AR"));
        Assert.Equal((14, 30), (receivables.TermsOf("Birch"), receivables.TermsOf("Rowan")));
        Assert.True(rules.HasDerived);
        Assert.Equal(ItemSource.File, rules.Of(Some.Subledger("INV")).Source);
        Assert.False(Read("""{"AR":{"source":"file"}}""").Value.HasDerived);
        Assert.Null(SubledgerRules.None.ToJson());
    }

    [Theory]
    [InlineData("""{"A R":{"source":"file"}}""")]
    [InlineData("""{"AR":"journal"}""")]
    [InlineData("""{"AR":{}}""")]
    [InlineData("""{"AR":{"source":"Journal"}}""")]
    [InlineData("""{"AR":{"source":"journal","terms_days":-1}}""")]
    [InlineData("""{"AR":{"source":"journal","terms_days":100000}}""")]
    [InlineData("""{"AR":{"source":"journal","entity_terms_days":{"Birch":"14"}}}""")]
    [InlineData("""{"AR":{"source":"journal","entity_terms_days":{"Birch":-14}}}""")]
    [InlineData("""{"AR":{"source":"journal","entity_terms_days":[]}}""")]
    [InlineData("""{"AR":{"source":"journal","term_days":30}}""")]
    public void FromJson_OfNoRule_IsRefused(string text) => Assert.Equal("COMPANY_INVALID", Read(text).Fault.Code);

    private static Result<SubledgerRules> Read(string text) =>
        JsonText.ParseObject(Encoding.UTF8.GetBytes(text)).Then(SubledgerRules.FromJson);
}
