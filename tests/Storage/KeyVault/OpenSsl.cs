using System.Diagnostics;

namespace Bookseal.Storage.Tests.KeyVault;

/// <summary>
/// Keys made and signatures checked by openssl, so that the client does not agree only with its own library. Where
/// openssl is missing the tests fail on purpose.
/// </summary>
internal static class OpenSsl
{
    public static string P256() => Run(null, "ecparam", "-name", "prime256v1", "-genkey", "-noout").Output;

    public static string P384() => Run(null, "ecparam", "-name", "secp384r1", "-genkey", "-noout").Output;

    /// <summary>In the traditional form, whose label says RSA.</summary>
    public static string Rsa() =>
        Run(
            Run(null, "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048").Output,
            "pkey",
            "-traditional"
        ).Output;

    public static bool Verifies(string folder, string publicPem, byte[] message, byte[] der)
    {
        string In(string name) => Path.Combine(folder, name);
        File.WriteAllText(In("key.pem"), publicPem);
        File.WriteAllBytes(In("message"), message);
        File.WriteAllBytes(In("signature"), der);
        return Run(
                null,
                "dgst",
                "-sha256",
                "-verify",
                In("key.pem"),
                "-signature",
                In("signature"),
                In("message")
            ).ExitCode == 0;
    }

    private static (int ExitCode, string Output) Run(string? input, params string[] arguments)
    {
        var start = new ProcessStartInfo("openssl", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("openssl did not start");
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        _ = errors.Result;
        return (process.ExitCode, output);
    }
}
