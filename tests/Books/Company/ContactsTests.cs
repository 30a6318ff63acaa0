using System.Text;
using Bookseal.Books.Calendars;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Company;

public sealed class ContactsTests
{
    private const string Plain = """
        {"base_currency":"USD","books_start":"2026-01-01","fiscal_year_end_month":12,"name":"Acme",
        "policy":{"lock_year_end":false,"reopen":"never","segregation":"enforced","tolerance_minor":0},
        "retained_earnings":"3200",
        "team":[{"id":"nora","manager":"graham","name":"Nora","role":"preparer"},
        {"id":"graham","name":"Graham","role":"approver"}],"tenant":"acme","time_zone":"UTC"}
        """;

    private static readonly string Full = Plain
        .Replace("\"id\":\"nora\"", "\"email\":\"nora@acme.example\",\"id\":\"nora\"", StringComparison.Ordinal)
        .Replace(
            "\"tenant\":",
            "\"owner\":\"graham\",\"finance_lead\":\"graham\",\"senior_finance\":\"nora\","
                + "\"calendar\":{\"holidays\":[\"2026-01-19\"],\"weekend\":[\"sunday\"]},\"tenant\":",
            StringComparison.Ordinal
        );

    [Fact]
    public void Profile_WithContactsAndCalendar_RoundTrips()
    {
        var profile = Read(Full).Value;
        Assert.Equal(
            (Some.Person("graham"), Some.Person("graham"), Some.Person("nora")),
            (profile.Contacts.Owner, profile.Contacts.FinanceLead, profile.Contacts.SeniorFinance)
        );
        Assert.Equal("nora@acme.example", profile.Contacts.EmailOf(Some.Person("nora"))?.ToString());
        Assert.Null(profile.Contacts.EmailOf(Some.Person("graham")));
        Assert.True(profile.BusinessDays.IsBusinessDay(new(2026, 1, 17))); // a Saturday
        Assert.False(profile.BusinessDays.IsBusinessDay(new(2026, 1, 19)));
        Assert.Equal(profile.ToJson().ToString(), CompanyProfile.FromJson(profile.ToJson()).Value.ToJson().ToString());
    }

    [Fact]
    public void Profile_WithoutThem_IsTheSameBytesAsEver()
    {
        var profile = Read(Plain).Value;
        Assert.Equal(Plain.ReplaceLineEndings(""), profile.ToJson().ToString());
        Assert.Same(CalendarSettings.Default, profile.WorkingDays);
    }

    [Theory]
    [InlineData("\"owner\":\"graham\"", "\"owner\":\"ghost\"", "'owner' is not in the team")]
    [InlineData("\"finance_lead\":\"graham\"", "\"finance_lead\":\"ghost\"", "'finance_lead' is not in the team")]
    [InlineData("\"senior_finance\":\"nora\"", "\"senior_finance\":\"ghost\"", "'senior_finance' is not in the team")]
    [InlineData("nora@acme.example", "nora", "an email address is")]
    [InlineData("nora@acme.example", "nora@acme.example\\r\\nBcc: eve@evil.example", "an email address is")]
    [InlineData("\"sunday\"", "\"Sunday\"", "a day is monday")]
    public void Profile_WhoseContactsAreNone_IsRefusedSayingWhy(string part, string instead, string why)
    {
        Assert.Contains(part, Full, StringComparison.Ordinal);
        var fault = Read(Full.Replace(part, instead, StringComparison.Ordinal)).Fault;
        Assert.Equal("COMPANY_INVALID", fault.Code);
        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Team_OfAProfileWithAddresses_KnowsNone()
    {
        var (plain, full) = (Governance.Of(Read(Plain).Value), Governance.Of(Read(Full).Value));
        Assert.True(plain.IsSameAs(full));
        Assert.DoesNotContain("acme.example", StandingTeam.All(full, CameIn.Inherited).ToJson().ToString());
    }

    [Fact]
    public void Change_OfAnAddress_IsNoChangeThatTheChainTells()
    {
        var other = Full.Replace("nora@acme.example", "n@acme.example", StringComparison.Ordinal);
        Assert.Empty(MasterDataChange.OfProfile(Read(Full).Value, Read(other).Value));
        var told = MasterDataChange.OfProfile(Read(Plain).Value, Read(Full).Value).Single();
        Assert.Equal("settings", told.Object);
        Assert.Contains(told.Changes, line => line.StartsWith("owner:", StringComparison.Ordinal));
        Assert.DoesNotContain(told.Changes, line => line.Contains("acme.example", StringComparison.Ordinal));
    }

    [Fact]
    public void In_AProfileThatNamesPersonsWhoDoNotStandYet_LeavesThemOut()
    {
        var wanted = Read(Full).Value;
        var standing = new Governance([wanted.Team[1]], wanted.Policy);
        var profile = standing.In(wanted);
        Assert.Equal((Some.Person("graham"), null), (profile.Contacts.Owner, profile.Contacts.SeniorFinance));
        Assert.Empty(profile.Contacts.Emails);
        Assert.True(CompanyProfile.FromJson(profile.ToJson()).IsOk);
    }

    [Theory]
    [InlineData("nora@acme.example", true)]
    [InlineData("n.o+x@a-b.example", true)]
    [InlineData("nora@localhost", true)]
    [InlineData("@acme.example", false)]
    [InlineData("nora@", false)]
    [InlineData("a@b@c.example", false)]
    [InlineData("n ora@acme.example", false)]
    [InlineData("nora@acme..example", false)]
    [InlineData("nora.@acme.example", false)]
    [InlineData("nora@-acme.example", false)]
    [InlineData("nora@[127.0.0.1]", false)]
    [InlineData("\"nora\"@acme.example", false)]
    [InlineData("nöra@acme.example", false)]
    [InlineData("nora@acme.example\n", false)]
    public void Email_OfAText_IsAnAddressOrRefused(string text, bool isGood)
    {
        var email = EmailAddress.Parse(text);
        Assert.Equal(isGood, email.IsOk);
        if (!isGood)
            Assert.Equal("EMAIL_INVALID", email.Fault.Code);
    }

    private static Result<CompanyProfile> Read(string text) =>
        CompanyProfile.FromJson(JsonText.ParseObject(Encoding.UTF8.GetBytes(text)).Value);
}
