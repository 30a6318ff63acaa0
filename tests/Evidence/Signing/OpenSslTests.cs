using System.Text;
using Bookseal.Evidence.Signing;

namespace Bookseal.Evidence.Tests.Signing;

/// <summary>What a reader without this software would check with.</summary>
public sealed class OpenSslTests
{
    private static readonly byte[] Message = Encoding.UTF8.GetBytes("trial balance, closed\n");

    [Fact]
    public async Task Verify_ASignatureByOpenSsl_IsTrue()
    {
        using var folder = new TemporaryFolder();
        await OpenSslAsync(
            folder,
            "genpkey",
            "-algorithm",
            "EC",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-out",
            "key.pem"
        );
        await OpenSslAsync(folder, "pkey", "-in", "key.pem", "-pubout", "-out", "public.pem");
        folder.Write("message", Message);
        await OpenSslAsync(folder, "dgst", "-sha256", "-sign", "key.pem", "-out", "signature", "message");

        var key = VerificationKey.FromPem(Encoding.UTF8.GetString(folder.Read("public.pem"))).Value;
        Assert.True(key.Verify(Message, folder.Read("signature")));
        Assert.False(key.Verify([.. Message, 0], folder.Read("signature")));
        using var signer = LocalSigner.FromPem(Encoding.UTF8.GetString(folder.Read("key.pem"))).Value;
        Assert.Equal(key, signer.Key);
    }

    [Fact]
    public async Task SignMessage_CheckedByOpenSsl_Verifies()
    {
        using var folder = new TemporaryFolder();
        using var signer = LocalSigner.Generate();
        folder.Write("public.pem", Encoding.UTF8.GetBytes(signer.Key.ToPem()));
        folder.Write("message", Message);
        folder.Write("signature", await signer.SignMessageAsync(Message, CancellationToken.None));
        string[] verify = ["dgst", "-sha256", "-verify", "public.pem", "-signature", "signature", "message"];
        Assert.Contains("Verified OK", await OpenSslAsync(folder, verify), StringComparison.Ordinal);

        folder.Write("message", [.. Message, 0]);
        Assert.NotEqual(0, (await ExternalTool.RunAsync(folder.Path, "openssl", verify)).ExitCode);
    }

    private static async Task<string> OpenSslAsync(TemporaryFolder folder, params string[] arguments)
    {
        var (exitCode, output) = await ExternalTool.RunAsync(folder.Path, "openssl", arguments);
        Assert.True(exitCode == 0, output);
        return output;
    }
}
