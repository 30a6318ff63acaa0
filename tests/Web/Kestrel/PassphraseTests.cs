using System.Diagnostics;
using System.Text.RegularExpressions;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Storage.Keys;
using Bookseal.TestHost.Scenario;
using Bookseal.Web.Tests.Api;

namespace Bookseal.Web.Tests.Kestrel;

/// <summary>A person of the team whose key is an encrypted file signs in with its passphrase.</summary>
public sealed class PassphraseTests(KestrelHost host) : IClassFixture<KestrelHost>
{
    private const string Passphrase = " correct horse battery staple ";
    private const string January = "/periods/2026-01";

    [Fact]
    public async Task Person_WithThePassphraseOfTheirKey_CertifiesWithIt()
    {
        var company = await ImportAsync();
        var nora = await PageSession.BeginAsync(company, Role.Preparer);
        await nora.PostAsync($"{January}/begin");
        await nora.UntilAsync(January, "tasks/3/complete");
        await nora.PostAsync($"{January}/tasks/3/complete");

        var imani = await PageSession.BeginAsync(company, SignIn(company));
        Assert.Contains("Imani", (await imani.GetAsync("/")).Text, StringComparison.Ordinal);
        await imani.UntilAsync($"{January}/sign-off", "Certify and sign");
        var page = (await imani.GetAsync($"{January}/sign-off")).Text;
        var payload = Regex.Match(page, "name=\"payload\" value=\"([0-9a-f]{64})\"").Groups[1].Value;
        var certified = await imani.PostAsync($"{January}/certify", ("payload", payload));
        Assert.True(certified.Status == 303, certified.Text);
        await imani.UntilAsync(January, "Closed, version 1");
        var run = (await company.Services.Runs.LoadAsync(SmallBooks.January, default)).Run;
        Assert.Equal((SmallBooks.Controller, "attended"), (run.Certification!.By, run.Certification.Attestation));
    }

    [Fact]
    public async Task Key_OfWhoHasSignedOut_TakesItsPassphraseAgain()
    {
        var company = await ImportAsync();
        var (one, other) = (
            await PageSession.BeginAsync(company, SignIn(company)),
            await PageSession.BeginAsync(company, SignIn(company))
        );
        var keys = company.Services.Workspace.Keys;
        var keyId = Assert.Single(keys.KeysOf(SmallBooks.Controller)).Key.KeyId;
        await one.PostAsync("/sign-out");
        Assert.NotNull(keys.Find(SmallBooks.Controller, keyId)); // signed in elsewhere, too
        await other.PostAsync("/sign-out");
        var locked = Assert.Throws<KeyRefusedException>(() => keys.Find(SmallBooks.Controller, keyId));
        Assert.Equal(KeyCode.Locked, locked.Fault.Code);
        Assert.Equal(303, (await one.GetAsync("/")).Status);
    }

    /// <summary>Wherever it is wrong, the answer and the time are the same.</summary>
    [Theory]
    [InlineData(null, "imani", "wrong")]
    [InlineData(null, "imani", "correct horse battery staple")]
    [InlineData(null, "nora", "wrong")]
    [InlineData(null, "nobody", "wrong")]
    [InlineData(null, "../imani", "wrong")]
    [InlineData("no-such-company", "imani", "wrong")]
    [InlineData("../..", "imani", "wrong")]
    [InlineData("", "imani", Passphrase)]
    public async Task SignIn_ThatIsWrong_IsAnsweredAlike(string? tenant, string name, string passphrase)
    {
        var company = await ImportAsync();
        _ = await ImportAsync(); // so that no company is the only one
        var form = SignIn(company, name, passphrase, tenant);
        var began = Stopwatch.GetTimestamp();
        var answer = await company.SendAsync(form, null);
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0.9, 20);
        Assert.Equal((401, null), (answer.Status, answer.Header("Set-Cookie")));
        Assert.Contains("PASSPHRASE_REFUSED", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(passphrase.Trim(), answer.Text, StringComparison.Ordinal);
        var known = await company.SendAsync(SignIn(company, "imani", "wrong as well"), null);
        Assert.Equal(Without(known.Text, $"{company.Tenant}", "imani"), Without(answer.Text, tenant ?? "", name));

        string Without(string page, params string[] typed) =>
            typed
                .Append($"{company.Tenant}")
                .Where(text => text.Length > 0)
                .Aggregate(page, (text, word) => text.Replace($"value=\"{word}\"", "value", StringComparison.Ordinal))
                .Replace("value=\"\"", "value", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("imani")]
    [InlineData("nobody")]
    public async Task SignIn_ThatWasWrongTooOften_WaitsThoughItWereRight(string name)
    {
        var company = await ImportAsync();
        var tried = await Task.WhenAll(
            Enumerable
                .Range(0, Limits.SignInAttempts + 3)
                .Select(number => company.SendAsync(SignIn(company, name, $"wrong {number}"), null))
        );
        Assert.Equal(Limits.SignInAttempts, tried.Count(answer => answer.Status == 401));
        Assert.Equal(3, tried.Count(answer => answer.Status == 429));
        var right = await company.SendAsync(SignIn(company, name), null);
        Assert.Equal((429, null), (right.Status, right.Header("Set-Cookie")));
        Assert.InRange(int.Parse(right.Header("Retry-After")!), 1, Limits.SignInMinutes * 60);
        Assert.Matches("the next one is in 1[45] minutes", right.Text);
        var token = await PageSession.SignInAsync(company, await company.TokenAsync(Role.Approver), "/");
        Assert.Equal(303, token.Status); // it names nobody, and cannot be guessed
    }

    [Fact]
    public async Task Credential_OfAPassphrase_OpensNothingOfTheApi()
    {
        var company = await ImportAsync();
        var answer = await company.SendAsync(SignIn(company), null);
        var cookie = answer.Header("Set-Cookie")!.Split(';')[0];
        Assert.DoesNotContain("horse", cookie, StringComparison.Ordinal);
        var credential = cookie[(cookie.IndexOf('~', StringComparison.Ordinal) + 1)..];
        Assert.StartsWith("person_", credential, StringComparison.Ordinal);
        Assert.Equal("TOKEN_REFUSED", (await company.GetAsync("/api/gl/periods", credential)).Code);
    }

    [Fact]
    public async Task Company_WithAPassphrase_IsAddedToTheSession()
    {
        var (company, other) = (await ImportAsync(), await ImportAsync());
        var session = await PageSession.BeginAsync(company, Role.Preparer);
        var added = await session.PostAsync(
            "/companies/add",
            ("company", $"{other.Tenant}"),
            ("name", "imani"),
            ("passphrase", Passphrase)
        );
        Assert.True(added.Status == 303, added.Text);
        Assert.Contains(
            $"value=\"{other.Tenant}\"",
            (await session.GetAsync("/companies")).Text,
            StringComparison.Ordinal
        );
        await session.PostAsync("/companies/leave", ("company", $"{other.Tenant}"));
        var keys = other.Services.Workspace.Keys;
        var keyId = Assert.Single(keys.KeysOf(SmallBooks.Controller)).Key.KeyId;
        Assert.Throws<KeyRefusedException>(() => keys.Find(SmallBooks.Controller, keyId));
    }

    /// <summary>Its approver's key was made with a passphrase before the first import.</summary>
    private async Task<ApiCompany> ImportAsync()
    {
        var tenant = TenantId.Parse($"acme-{Guid.NewGuid():N}").Value;
        host.Open(tenant).Workspace.Keys.Create(SmallBooks.Controller, [], Passphrase);
        return await ApiCompany.ImportAsync(host, tenant: $"{tenant}");
    }

    private static HttpRequestMessage SignIn(
        ApiCompany company,
        string name = "imani",
        string passphrase = Passphrase,
        string? tenant = null
    ) =>
        PageSession.Form(
            "/sign-in",
            ("company", tenant ?? $"{company.Tenant}"),
            ("name", name),
            ("passphrase", passphrase),
            ("to", "/")
        );
}

/// <summary>Behind a proxy that the operator names.</summary>
public sealed class ProxiedSignInTests(ProxiedHost host) : IClassFixture<ProxiedHost>
{
    [Fact]
    public async Task Attempts_BehindAProxy_CountByWhomItNamesWhateverTheyForge()
    {
        var company = await ApiCompany.ImportAsync(host);
        for (var attempt = 0; attempt < Limits.SignInAddressAttempts; attempt++)
            Assert.Equal(401, (await SignInAsync(company, $"203.0.113.{attempt}, 198.51.100.7")).Status);
        Assert.Equal(429, (await SignInAsync(company, "203.0.113.99, 198.51.100.7")).Status);
        Assert.Equal(401, (await SignInAsync(company, "198.51.100.7, 198.51.100.8")).Status);
    }

    public static Task<ApiAnswer> SignInAsync(ApiCompany company, string forwardedFor)
    {
        var form = PageSession.Form("/sign-in", ("token", "bookseal_x"), ("to", "/"));
        form.Headers.Add("X-Forwarded-For", forwardedFor);
        return company.SendAsync(form, null);
    }
}

/// <summary>Of a host that knows no proxy the header is whatever somebody writes.</summary>
public sealed class UnproxiedSignInTests(KestrelHost host) : IClassFixture<KestrelHost>
{
    [Fact]
    public async Task Attempts_WithForgedHeaders_CountByWhereTheyComeFrom()
    {
        var company = await ApiCompany.ImportAsync(host);
        for (var attempt = 0; attempt < Limits.SignInAddressAttempts; attempt++)
            Assert.Equal(401, (await ProxiedSignInTests.SignInAsync(company, $"203.0.113.{attempt}")).Status);
        Assert.Equal(429, (await ProxiedSignInTests.SignInAsync(company, "203.0.113.200")).Status);
    }
}

/// <summary>On a host of its own: every test comes from the same address.</summary>
public sealed class SignInAddressTests(KestrelHost host) : IClassFixture<KestrelHost>
{
    [Fact]
    public async Task Tokens_ThatOpenNothing_AreTriedSoOftenFromOneAddress()
    {
        var company = await ApiCompany.ImportAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Approver);
        for (var attempt = 0; attempt < Limits.SignInAddressAttempts; attempt++)
            Assert.Equal(401, (await PageSession.SignInAsync(company, "bookseal_x", "/")).Status);
        var token = await company.TokenAsync(Role.Approver);
        var refused = await PageSession.SignInAsync(company, token, "/");
        Assert.Equal((429, null), (refused.Status, refused.Header("Set-Cookie")));
        Assert.Equal(429, (await session.PostAsync("/companies/add", ("token", token))).Status);
        Assert.Equal(200, (await session.GetAsync("/")).Status); // who is signed in stays so
    }
}
