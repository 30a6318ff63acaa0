using Bookseal.Storage.Azure.KeyVault;
using Bookseal.Storage.Keys;

namespace Bookseal.Storage.Tests.KeyVault;

/// <summary>Who may ask for a token, and who gets it.</summary>
public sealed class VaultTokenTests
{
    private const string Name = "grace-signing";

    [Fact]
    public async Task Sign_WithAToken_WasAskedForTheVaultsDomainOnce()
    {
        await using var server = await VaultServer.StartAsync(Name);
        var credential = new FixedCredential(VaultServer.Token);
        var signer = (await KeyVaultSigner.OpenAsync(server.Connect(credential), Name, CancellationToken.None)).Value;
        await signer.SignAsync(Digest.Of("message"u8), CancellationToken.None);
        Assert.All(server.Requests, request => Assert.True(request.HasToken));
        Assert.Equal(["https://vault.test/.default"], Assert.Single(credential.Asked).Scopes);
    }

    [Fact]
    public async Task Open_ChallengedForAnotherResource_AsksForNoTokenOfIt()
    {
        await using var server = await VaultServer.StartAsync(Name);
        server.Challenge =
            "Bearer authorization=\"https://login.test/contoso\", resource=\"https://management.azure.com\"";
        var credential = new FixedCredential("stale");
        Refusal.Is(
            KeyCode.AccessDenied,
            await KeyVaultSigner.OpenAsync(server.Connect(credential), Name, CancellationToken.None)
        );
        Assert.All(credential.Asked, asked => Assert.Equal(["https://vault.test/.default"], asked.Scopes));
    }

    [Fact]
    public async Task Open_ATokenThatTheVaultDoesNotTake_IsDenied()
    {
        await using var server = await VaultServer.StartAsync(Name);
        Refusal.Is(
            KeyCode.AccessDenied,
            await KeyVaultSigner.OpenAsync(server.Connect(new FixedCredential("stale")), Name, CancellationToken.None)
        );
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task KeysOf_AListThatGoesOnElsewhere_TheTokenStaysHere()
    {
        await using var server = await VaultServer.StartAsync(Name);
        foreach (
            var link in (string[])
                [
                    "https://evil.test/keys/grace-signing/versions",
                    $"https://{VaultServer.Host}:1/keys",
                    $"http://{VaultServer.Host}/keys",
                    "/keys",
                    $"https://{VaultServer.Host}@evil.test/",
                ]
        )
        {
            server.Interfere = _ => VaultAnswer.Of(200, $$"""{"value":[],"nextLink":"{{link}}"}""");
            Refusal.Is(
                KeyCode.ReplyInvalid,
                await server.Connect().GetEnabledVersionsAsync(Name, CancellationToken.None)
            );
        }

        Assert.All(
            server.Requests,
            request => Assert.Equal($"GET {VaultServer.Host}/keys/{Name}/versions", request.Line)
        );
    }
}
