using Bookseal.Storage.Azure.KeyVault;
using Bookseal.Storage.Keys;

namespace Bookseal.Storage.Tests.KeyVault;

/// <summary>Who may ask for a token, and who gets it.</summary>
public sealed class VaultChallengeTests
{
    private const string Name = "grace-signing";

    [Fact]
    public async Task Open_Challenged_BringsTheTokenThatWasAskedForAndKeepsIt()
    {
        await using var server = await VaultServer.StartAsync(Name);
        var credential = new FixedCredential(VaultServer.Token);
        var signer = (await KeyVaultSigner.OpenAsync(server.Connect(credential), Name, CancellationToken.None)).Value;
        await signer.SignAsync(Digest.Of("message"u8), CancellationToken.None);
        Assert.Equal([false, true, true], server.Requests.Select(request => request.HasToken)); // asked once without
        var asked = Assert.Single(credential.Asked);
        Assert.Equal(["https://vault.test/.default"], asked.Scopes);
        Assert.Equal("11111111-2222-3333-4444-555555555555", asked.TenantId);
    }

    [Theory]
    [InlineData("https://evil.test")]
    [InlineData("https://management.azure.com")]
    [InlineData("https://ault.test")] // a suffix of the name, not of the domain
    [InlineData("https://test")]
    [InlineData("https://acme.vault.test.evil.test")]
    [InlineData("http://vault.test")]
    [InlineData("vault.test")]
    public async Task Open_ChallengeForAnotherResource_GetsNoToken(string resource)
    {
        await using var server = await VaultServer.StartAsync(Name);
        server.Challenge = $"Bearer authorization=\"https://login.test/contoso\", resource=\"{resource}\"";
        var credential = new FixedCredential(VaultServer.Token);
        Refusal.Is(KeyCode.ChallengeRefused, await KeyVaultSigner.OpenAsync(server.Connect(credential), Name, CancellationToken.None));
        Assert.Empty(credential.Asked);
        Assert.DoesNotContain(server.Requests, request => request.HasToken);
    }

    [Theory]
    [InlineData("Basic realm=\"vault\"")]
    [InlineData("Bearer")]
    [InlineData("Bearer resource=\"https://vault.test\"")]
    [InlineData("Bearer authorization=\"https://login.test/contoso\"")]
    [InlineData("Bearer authorization=\"https://login.test/\", resource=\"https://vault.test\"")]
    [InlineData("Bearer authorization=\"https://login.test/a/b\", resource=\"https://vault.test\"")]
    [InlineData("Bearer authorization=\"http://login.test/contoso\", resource=\"https://vault.test\"")]
    [InlineData("Bearer authorization=\"https://login.test/contoso\", resource=\"https://vault.test\", resource=\"https://evil.test\"")]
    public async Task Open_AChallengeThatIsNone_GetsNoToken(string challenge)
    {
        await using var server = await VaultServer.StartAsync(Name);
        server.Challenge = challenge;
        var credential = new FixedCredential(VaultServer.Token);
        Refusal.Is(KeyCode.ChallengeRefused, await KeyVaultSigner.OpenAsync(server.Connect(credential), Name, CancellationToken.None));
        Assert.Empty(credential.Asked);
    }

    [Theory]
    [InlineData("bearer authorization_uri=https://login.test/contoso, scope=https://vault.test/.default")]
    [InlineData("Bearer resource=\"https://vault.test\",authorization=\"https://login.test/contoso/\"")]
    public async Task Open_AnotherSpellingOfTheChallenge_IsUnderstood(string challenge)
    {
        await using var server = await VaultServer.StartAsync(Name);
        server.Challenge = challenge;
        var credential = new FixedCredential(VaultServer.Token);
        Assert.True((await KeyVaultSigner.OpenAsync(server.Connect(credential), Name, CancellationToken.None)).IsOk);
        Assert.Equal(("https://vault.test/.default", "contoso"), (Assert.Single(credential.Asked).Scopes[0], credential.Asked.Single().TenantId));
    }

    [Fact]
    public async Task Open_No401Challenge_IsDenied()
    {
        await using var server = await VaultServer.StartAsync(Name);
        server.Challenge = null;
        Refusal.Is(KeyCode.AccessDenied, await KeyVaultSigner.OpenAsync(server.Connect(), Name, CancellationToken.None));
    }

    [Fact]
    public async Task Open_ATokenThatTheVaultDoesNotTake_IsDeniedAfterOneTry()
    {
        await using var server = await VaultServer.StartAsync(Name);
        Refusal.Is(KeyCode.AccessDenied, await KeyVaultSigner.OpenAsync(server.Connect(new FixedCredential("stale")), Name, CancellationToken.None));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task KeysOf_AListThatGoesOnElsewhere_TheTokenStaysHere()
    {
        await using var server = await VaultServer.StartAsync(Name);
        foreach (var link in (string[])["https://evil.test/keys/grace-signing/versions", $"https://{VaultServer.Host}:1/keys", $"http://{VaultServer.Host}/keys", "/keys", $"https://{VaultServer.Host}@evil.test/"])
        {
            server.Interfere = _ => VaultAnswer.Of(200, $$"""{"value":[],"nextLink":"{{link}}"}""");
            Refusal.Is(KeyCode.ReplyInvalid, await GetKeyVersions.EnabledAsync(server.Connect(), Name, CancellationToken.None));
        }

        Assert.All(server.Requests, request => Assert.Equal($"GET {VaultServer.Host}/keys/{Name}/versions", request.Line));
    }
}
