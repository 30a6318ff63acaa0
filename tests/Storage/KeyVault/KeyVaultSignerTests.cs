using Bookseal.Evidence.Signing;
using Bookseal.Storage.Azure.KeyVault;
using Bookseal.Storage.Keys;

namespace Bookseal.Storage.Tests.KeyVault;

public sealed class KeyVaultSignerTests : IDisposable
{
    private const string Name = "grace-signing";
    private static readonly byte[] Message = "message"u8.ToArray();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sign_AMessage_OpenSslVerifies()
    {
        await using var server = await VaultServer.StartAsync(Name);
        var signer = await OpenAsync(server);
        Assert.Equal(server.KidOf(server.Keys[0]), signer.Id.ToString());
        var signature = await signer.SignMessageAsync(Message, CancellationToken.None);
        Assert.True(signer.Key.Verify(Message, signature));
        Assert.True(OpenSsl.Verifies(_folder.Path, signer.Key.ToPem(), Message, signature));
        Assert.False(OpenSsl.Verifies(_folder.Path, signer.Key.ToPem(), "another"u8.ToArray(), signature));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(32)]
    public async Task Sign_AnIntegerThatBeginsWithZero_OpenSslVerifies(int at)
    {
        await using var server = await VaultServer.StartAsync(Name);
        server.Wanted = signature => signature[at] == 0;
        var signer = await OpenAsync(server);
        var signature = await signer.SignMessageAsync(Message, CancellationToken.None);
        Assert.Equal(0, Es256.FromDer(signature).Value[at]);
        Assert.True(OpenSsl.Verifies(_folder.Path, signer.Key.ToPem(), Message, signature));
    }

    [Fact]
    public async Task Sign_KeyRotatedMeanwhile_SignsWithTheVersionThatWasOpened()
    {
        await using var server = await VaultServer.StartAsync(Name);
        var signer = await OpenAsync(server);
        server.Rotate(Name, OpenSsl.P256());
        await SignsAsync(signer);
        var next = await OpenAsync(server);
        Assert.NotEqual(signer.Key, next.Key);
        await SignsAsync(next);
    }

    [Fact]
    public async Task Sign_VersionDisabledMeanwhile_IsRefused()
    {
        await using var server = await VaultServer.StartAsync(Name);
        var signer = await OpenAsync(server);
        server.Keys[0].IsEnabled = false;
        Assert.Equal(KeyCode.Disabled, await RefusalOfAsync(signer));
    }

    [Fact]
    public async Task Sign_AnyBitOfTheAnswerFlipped_IsRefused()
    {
        await using var server = await VaultServer.StartAsync(Name);
        var signer = await OpenAsync(server);
        for (var bit = 0; bit < 8 * Es256.FixedSize; bit += 37) // coprime to 8: every position in a byte
        {
            var flipped = bit;
            server.Interfere = answer =>
                WithSignature(answer, signature => signature[flipped / 8] ^= (byte)(1 << flipped % 8));
            Assert.Equal(KeyCode.SignatureWrong, await RefusalOfAsync(signer));
        }
    }

    [Fact]
    public async Task Sign_ZerosAnswered_IsRefused()
    {
        await using var server = await VaultServer.StartAsync(Name);
        var signer = await OpenAsync(server);
        server.Interfere = answer => WithSignature(answer, Array.Clear);
        Assert.Equal(KeyCode.SignatureWrong, await RefusalOfAsync(signer));
    }

    [Fact]
    public async Task Sign_AnotherVersionAnswers_IsRefused()
    {
        await using var server = await VaultServer.StartAsync(Name);
        var signer = await OpenAsync(server);
        var next = server.Rotate(Name, OpenSsl.P256());
        server.Interfere = answer => answer with { Body = Replace(answer.Body, server.Keys[0].Version, next.Version) };
        Assert.Equal(KeyCode.ReplyInvalid, await RefusalOfAsync(signer));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public async Task Sign_ReplyLost_SignsAgain(int cutAfter)
    {
        await using var server = await VaultServer.StartAsync(Name);
        var signer = await OpenAsync(server);
        var lost = 0;
        server.Interfere = answer => lost++ == 0 ? answer with { CutAfter = cutAfter } : answer;
        await SignsAsync(signer);
        Assert.Equal(2, server.Signed);
    }

    [Fact]
    public async Task Sign_CancelledByTheCaller_IsCancelled()
    {
        await using var server = await VaultServer.StartAsync(Name);
        var signer = await OpenAsync(server);
        using var cancel = new CancellationTokenSource();
        server.Interfere = _ =>
        {
            cancel.Cancel();
            return VaultAnswer.Error(429, "Throttled") with { RetryAfter = "60" };
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await signer.SignAsync(Digest.Of(Message), cancel.Token)
        );
    }

    private static async Task<KeyVaultSigner> OpenAsync(VaultServer server) =>
        (await KeyVaultSigner.OpenAsync(server.Connect(), Name, CancellationToken.None)).Value;

    private static async Task SignsAsync(KeyVaultSigner signer)
    {
        var signature = await signer.SignMessageAsync(Message, CancellationToken.None);
        Assert.True(signer.Key.Verify(Message, signature));
    }

    private static async Task<string> RefusalOfAsync(KeyVaultSigner signer) =>
        (
            await Assert.ThrowsAsync<KeyRefusedException>(async () =>
                await signer.SignAsync(Digest.Of(Message), CancellationToken.None)
            )
        )
            .Fault
            .Code;

    private static VaultAnswer WithSignature(VaultAnswer answer, Action<byte[]> change)
    {
        var value = System.Text.Json.JsonDocument.Parse(answer.Body).RootElement.GetProperty("value").GetString()!;
        var signature = System.Buffers.Text.Base64Url.DecodeFromChars(value);
        change(signature);
        return answer with
        {
            Body = Replace(answer.Body, value, System.Buffers.Text.Base64Url.EncodeToString(signature)),
        };
    }

    private static byte[] Replace(byte[] body, string part, string instead) =>
        System.Text.Encoding.UTF8.GetBytes(
            System.Text.Encoding.UTF8.GetString(body).Replace(part, instead, StringComparison.Ordinal)
        );
}
