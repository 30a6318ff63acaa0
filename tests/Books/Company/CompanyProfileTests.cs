using System.Text;
using Bookseal.Books.Company;

namespace Bookseal.Books.Tests.Company;

public sealed class CompanyProfileTests
{
    private const string Good =
        """
            {"base_currency":"USD","books_start":"2026-01-01","fiscal_year_end_month":12,"name":"Acme",
            """
        + """
            "policy":{"lock_year_end":true,"reopen":"approver","segregation":"advisory","tolerance_minor":5},
            """
        + """
            "retained_earnings":"3200","team":[{"id":"nora","manager":"graham","name":"Nora","role":"preparer"},
            """
        + """
            {"id":"graham","name":"Graham","role":"approver"}],"tenant":"acme","time_zone":"UTC"}
            """;

    [Fact]
    public void FromJson_WhatToJsonWrote_RoundTrips()
    {
        var profile = Read(Good).Value;
        Assert.Equal(Good, profile.ToJson().ToString());
        Assert.Equal(
            ("bookseal.local/acme", Some.January, new Policy(false, 5) { AllowReopen = true, LockYearEnd = true }),
            (profile.LogOrigin, profile.FirstPeriod, profile.Policy)
        );
        Assert.Equal(Some.Person("graham"), profile.Find(Some.Person("nora"))!.Manager);
        Assert.Null(profile.Find(Some.Person("nobody")));
    }

    [Fact]
    public void FromJson_WithoutAPolicy_HasTheDefault() =>
        Assert.Equal(
            new Policy(true, 0),
            Read(
                Good.Replace(
                    "\"policy\":{\"lock_year_end\":true,\"reopen\":\"approver\","
                        + "\"segregation\":\"advisory\",\"tolerance_minor\":5},",
                    "",
                    StringComparison.Ordinal
                )
            ).Value.Policy
        );

    [Fact]
    public void FromJson_WithoutRetention_KeepsTenYearsUnlocked() =>
        Assert.Equal(new ProofRetention(10, false), Read(Good).Value.Retention);

    [Fact]
    public void FromJson_WithRetention_RoundTrips()
    {
        var text = Good.Replace(
            "\"retained_earnings\":\"3200\",",
            "\"retained_earnings\":\"3200\",\"retention\":{\"lock\":true,\"years\":7},",
            StringComparison.Ordinal
        );
        Assert.Equal(new ProofRetention(7, true), Read(text).Value.Retention);
        Assert.Equal(text, Read(text).Value.ToJson().ToString());
    }

    [Theory]
    [InlineData("\"time_zone\":\"UTC\"", "\"time_zone\":\"UTC\",\"retention\":{\"years\":0}", "'years'")]
    [InlineData("\"time_zone\":\"UTC\"", "\"time_zone\":\"UTC\",\"retention\":{\"years\":101}", "'years'")]
    [InlineData("\"time_zone\":\"UTC\"", "\"time_zone\":\"UTC\",\"retention\":{\"lock\":1}", "'lock'")]
    [InlineData("\"time_zone\":\"UTC\"", "\"time_zone\":\"UTC\",\"retention\":{\"forever\":true}", "'forever'")]
    [InlineData("\"2026-01-01\"", "\"2026-01-02\"", "first day of a month")]
    [InlineData(":12,", ":0,", "1 to 12")]
    [InlineData(":12,", ":13,", "1 to 12")]
    [InlineData("\"UTC\"", "\"Mars/Olympus\"", "time zone")]
    [InlineData("\"UTC\"", "\"\"", "time zone")]
    [InlineData("\"UTC\"", "\"../../etc/hostname\"", "time zone")]
    [InlineData("\"role\":\"approver\"", "\"role\":\"reviewer\"", "nobody in the team is an approver")]
    [InlineData("\"role\":\"approver\"", "\"role\":\"boss\"", "a role is")]
    [InlineData("\"manager\":\"graham\"", "\"manager\":\"ghost\"", "manager of 'nora'")]
    [InlineData("\"id\":\"graham\"", "\"id\":\"nora\"", "twice")]
    [InlineData("\"id\":\"graham\"", "\"id\":\"bookseal\"", "no person may be called 'bookseal'")]
    [InlineData("\"team\":[", "\"team\":[1,", "not an object")]
    [InlineData("\"team\":[", "\"team\":[{},", "'team'")]
    [InlineData("\"advisory\"", "\"off\"", "'segregation'")]
    [InlineData("\"reopen\":\"approver\"", "\"reopen\":\"preparer\"", "'reopen'")]
    [InlineData("\"reopen\":\"approver\"", "\"reopen\":true", "'reopen'")]
    [InlineData("\"lock_year_end\":true", "\"lock_year_end\":\"yes\"", "'lock_year_end'")]
    [InlineData("\"tolerance_minor\":5", "\"tolerance_minor\":-5", "'tolerance_minor'")]
    [InlineData("\"name\":\"Acme\"", "\"nane\":\"Acme\"", "'name' is missing")]
    [InlineData("\"name\":\"Acme\"", "\"name\":\"Acme\",\"nane\":1", "unknown member 'nane'")]
    public void FromJson_NoProfile_IsRefusedSayingWhy(string part, string instead, string why)
    {
        Assert.Contains(part, Good, StringComparison.Ordinal);
        var fault = Read(Good.Replace(part, instead, StringComparison.Ordinal)).Fault;
        Assert.Equal("COMPANY_INVALID", fault.Code);
        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromJson_DamagedBytes_NeverThrows() =>
        Property.Holds(
            Bytes.Damaged(Encoding.UTF8.GetBytes(Good)),
            bytes =>
                JsonText.ParseObject(bytes).Then(CompanyProfile.FromJson)
                    is { IsOk: true }
                        or { Fault.Code: "COMPANY_INVALID" or "JSON_INVALID" },
            times: 2000
        );

    [Fact]
    public void Roles_InOrder_IncludeTheLowerOnes()
    {
        Role[] order = [Role.Auditor, Role.Preparer, Role.Reviewer, Role.Approver];
        Assert.Equal(order, order.Order());
        Assert.All(order, role => Assert.Equal(role, Roles.Parse(role.Text()).Value));
        Assert.Equal("ROLE_INVALID", Roles.Parse("Approver").Fault.Code);
    }

    private static Result<CompanyProfile> Read(string text) =>
        CompanyProfile.FromJson(JsonText.ParseObject(Encoding.UTF8.GetBytes(text)).Value);
}
