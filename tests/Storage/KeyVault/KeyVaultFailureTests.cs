using System.Diagnostics;
using System.Text;
using Bookseal.Storage.Azure.KeyVault;
using Bookseal.Storage.Keys;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Tests.KeyVault;

/// <summary>Keys that do not sign, and a vault that does not answer as it should.</summary>
public sealed class KeyVaultFailureTests
{
    private const string Name = "grace-signing";
    private const int Attempts = 6;

    [Fact]
    public async Task Open_AnRsaKey_IsTheWrongAlgorithm() =>
        Refusal.Is(KeyCode.AlgorithmWrong, await OpenAsync(OpenSsl.Rsa()));

    [Fact]
    public async Task Open_AKeyOfP384_IsTheWrongAlgorithm() =>
        Refusal.Is(KeyCode.AlgorithmWrong, await OpenAsync(OpenSsl.P384()));

    [Fact]
    public async Task Open_NoSuchKey_IsNotFound()
    {
        await using var server = await VaultServer.StartAsync();
        Refusal.Is(KeyCode.NotFound, await OpenAsync(server));
    }

    [Fact]
    public async Task Open_ADisabledKey_IsDisabled()
    {
        await using var server = await VaultServer.StartAsync(Name);
        server.Keys[0].IsEnabled = false;
        Refusal.Is(KeyCode.Disabled, await OpenAsync(server));
    }

    [Fact]
    public async Task Open_ABundleThatSaysDisabled_IsDisabled()
    {
        await using var server = await VaultServer.StartAsync(Name);
        server.Interfere = answer => Replace(answer, "\"enabled\":true", "\"enabled\":false");
        Refusal.Is(KeyCode.Disabled, await OpenAsync(server));
    }

    [Theory]
    [InlineData(403, "ForbiddenByRbac", KeyCode.AccessDenied)]
    [InlineData(403, null, KeyCode.AccessDenied)]
    [InlineData(400, null, KeyCode.VaultRefused)]
    [InlineData(302, null, KeyCode.VaultRefused)]
    public async Task Open_Refused_SaysWhy(int status, string? inner, string code)
    {
        await using var server = await VaultServer.StartAsync(Name);
        server.Interfere = _ =>
            VaultAnswer.Error(status, "Forbidden", inner) with
            {
                Location = "https://evil.test/keys/x",
            };
        var refused = await OpenAsync(server);
        Refusal.Is(code, refused);
        Assert.Contains(inner ?? $"{status}", refused.Fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Requests, request => request.Line.Contains("evil", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Open_ThrottledOnce_WaitsAsLongAsTheVaultSays()
    {
        await using var server = await VaultServer.StartAsync(Name);
        var throttled = 0;
        server.Interfere = answer =>
            throttled++ == 0 ? VaultAnswer.Error(429, "Throttled") with { RetryAfter = "1" } : answer;
        var watch = Stopwatch.StartNew();
        Assert.True((await OpenAsync(server)).IsOk);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.95, 20);
        Assert.Equal(2, throttled);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Open_ThrottledOrBrokenForGood_IsUnavailable(int status)
    {
        await using var server = await VaultServer.StartAsync(Name);
        var answered = 0;
        server.Interfere = _ =>
        {
            answered++;
            return VaultAnswer.Error(status, "Throttled");
        };
        var thrown = await Assert.ThrowsAsync<StoreUnavailableException>(() => OpenAsync(server));
        Assert.Contains($"{status}", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(Attempts, answered);
    }

    [Fact]
    public async Task Open_RetryAfterADay_IsUnavailableAtTheDeadline()
    {
        await using var server = await VaultServer.StartAsync(Name);
        server.Interfere = _ => VaultAnswer.Error(429, "Throttled") with { RetryAfter = "86400" };
        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            KeyVaultSigner.OpenAsync(server.Connect(deadline: TimeSpan.FromSeconds(1)), Name, CancellationToken.None)
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public async Task Open_EveryReplyCut_IsUnavailable(int cutAfter)
    {
        await using var server = await VaultServer.StartAsync(Name);
        server.Interfere = answer => answer with { CutAfter = cutAfter };
        await Assert.ThrowsAsync<StoreUnavailableException>(() => OpenAsync(server));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"key":[]}""")]
    [InlineData("""{"key":{"kid":7,"kty":"EC","crv":"P-256"}}""")]
    [InlineData("""{"key":{"kid":"KID","kty":"EC","crv":"P-256","x":"AA","y":"AA"}}""")]
    [InlineData("""{"key":{"kid":"KID","kty":"EC","crv":"P-256","x":1,"y":{}}}""")]
    [InlineData("""{"key":{"kid":"KID","kty":"EC","crv":"P-256","x":"ZERO","y":"ZERO"}}""")]
    [InlineData("""{"key":{"kid":"https://evil.test/keys/grace-signing/1"}}""")]
    [InlineData("""{"key":{"kid":"ROOT/keys/another/1"}}""")]
    [InlineData("""{"key":{"kid":"ROOT/keys/grace-signing/1/sign"}}""")]
    [InlineData("""{"key":{"kid":"ROOT/keys/grace-signing/"}}""")]
    [InlineData("""{"key":{"kid":"ROOT/keys/grace-signing/..%2f1"}}""")]
    [InlineData("""{"key":{"kid":"grace-signing"}}""")]
    public async Task Open_AnAnswerThatIsNoKey_IsRefused(string body)
    {
        await using var server = await VaultServer.StartAsync(Name);
        var hostile = body.Replace("KID", server.KidOf(server.Keys[0]), StringComparison.Ordinal)
            .Replace("ZERO", new string('A', 43), StringComparison.Ordinal)
            .Replace("ROOT", server.Address, StringComparison.Ordinal);
        server.Interfere = _ => VaultAnswer.Of(200, hostile);
        Refusal.Is(KeyCode.ReplyInvalid, await OpenAsync(server));
    }

    [Fact]
    public async Task Open_EachMemberOfTheAnswerSpoiled_NeverThrows()
    {
        await using var server = await VaultServer.StartAsync(Name);
        foreach (
            var (part, instead) in ((string, string)[])
                [
                    ("\"EC\"", "\"oct\""),
                    ("\"P-256\"", "null"),
                    ("\"x\":\"", "\"x\":\"*"),
                    ("\"kid\":", "\"kid\":null,\"kid\":"),
                    ("{", "[{"),
                    ("\"enabled\":true", "\"enabled\":false"),
                ]
        )
        {
            server.Interfere = answer => Replace(answer, part, instead);
            Assert.False((await OpenAsync(server)).IsOk, part);
        }
    }

    [Fact]
    public async Task Open_AKeyOperationThatTheErrorNames_OnlyTheCodesAreTakenOver()
    {
        await using var server = await VaultServer.StartAsync(Name);
        server.Interfere = _ => VaultAnswer.Error(403, "<script>", "a b", "said the vault");
        var fault = (await OpenAsync(server)).Fault;
        Assert.Equal(KeyCode.AccessDenied, fault.Code);
        Assert.DoesNotContain("script", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("said the vault", fault.Message, StringComparison.Ordinal);
    }

    private static Task<Result<KeyVaultSigner>> OpenAsync(VaultServer server) =>
        KeyVaultSigner.OpenAsync(server.Connect(), Name, CancellationToken.None);

    private static async Task<Result<KeyVaultSigner>> OpenAsync(string pem)
    {
        await using var server = await VaultServer.StartAsync();
        server.Rotate(Name, pem);
        return await OpenAsync(server);
    }

    private static VaultAnswer Replace(VaultAnswer answer, string part, string instead) =>
        answer with
        {
            Body = Encoding.UTF8.GetBytes(
                Encoding.UTF8.GetString(answer.Body).Replace(part, instead, StringComparison.Ordinal)
            ),
        };
}
