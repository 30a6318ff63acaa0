using Bookseal.EndToEnd.Tests.Programs;
using Bookseal.Storage.Tests.KeyVault;

namespace Bookseal.EndToEnd.Tests.KeyVault;

/// <summary>
/// The program as its user has it: signed in by the machine's identity, behind a proxy, its keys in a vault.
/// </summary>
public sealed class KeyVaultCloseTests : IAsyncLifetime, IDisposable
{
    private readonly TestCompany _company = new();
    private VaultServer _vault = null!;
    private IdentityEndpoint _identity = null!;
    private Tunnel _tunnel = null!;

    public async Task InitializeAsync()
    {
        _vault = await VaultServer.StartAsync();
        _identity = await IdentityEndpoint.StartAsync();
        _tunnel = new Tunnel(_vault.Port);
        await File.WriteAllTextAsync(CertificateFile, _vault.CertificatePem);
    }

    public async Task DisposeAsync()
    {
        await _identity.DisposeAsync();
        await _vault.DisposeAsync();
    }

    public void Dispose()
    {
        _tunnel.Dispose();
        _company.Dispose();
    }

    private string CertificateFile => Path.Combine(_company.Folder, "vault.pem");

    [Fact]
    public async Task Close_KeysInAVault_IsVerifiedAlsoAfterARotation()
    {
        foreach (var name in (string[])["log", "person--anna", "person--bert"])
            _vault.Rotate($"bookseal--tiny--{name}", OpenSsl.P256());
        var closed = (await BooksealAsync("close", _company.Books, "--period", "2026-01", "--yes", "--json")).Exits(0);
        Assert.True(closed.Flag("verified"));
        Assert.False(Directory.Exists(Path.Combine(_company.Data, "keys")), "a private key was made on this machine");

        foreach (var key in _vault.Keys.ToList())
            _vault.Rotate(key.Name, OpenSsl.P256());
        var trust = Path.Combine(_company.Folder, "trust.json");
        await File.WriteAllTextAsync(trust, (await BooksealAsync("keys", "trust", _company.Books)).Exits(0).Output);
        (await ProgramRunner.VerifierAsync(_company.Folder, closed.Text("bag"), "--trust", trust)).Exits(0);
        (await BooksealAsync("audit", "verify", _company.Books)).Exits(0);
        (await BooksealAsync("audit", "checkpoint", _company.Books)).Exits(0);
        (await BooksealAsync("audit", "verify", _company.Books)).Exits(0);
        // A version that nobody has enrolled is not to be believed.
        Assert.Equal(1, (await File.ReadAllTextAsync(trust)).Split("\"person\":\"anna\"").Length - 1);
        Assert.Contains(
            (await BooksealAsync("keys", "export", _company.Books, "anna")).Exits(0).Output.ReplaceLineEndings("\\n"),
            await File.ReadAllTextAsync(trust),
            StringComparison.Ordinal
        );
        Assert.Contains(
            _vault.KidOf(_vault.Keys.Last(key => key.Name.EndsWith("anna", StringComparison.Ordinal))),
            (await BooksealAsync("keys", "list", _company.Books)).Exits(0).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task KeysCheck_KeysInAVault_SaysWhatIsWrongWithEach()
    {
        foreach (var name in (string[])["log", "person--anna", "person--bert"])
            _vault.Rotate($"bookseal--tiny--{name}", OpenSsl.P256());
        (await BooksealAsync("import", _company.Books)).Exits(0);
        // The stand-in's keys are from 2023.
        var old = (await BooksealAsync("keys", "check", _company.Books)).Exits(2);
        Assert.Contains("KEY_ROTATION_DUE", old.Output, StringComparison.Ordinal);
        string[] check = ["keys", "check", _company.Books, "--max-age-days", "100000"];
        var checks = (await BooksealAsync([.. check, "--json"])).Exits(0);
        Assert.Contains("\"key_store\":\"vault\"", checks.Output, StringComparison.Ordinal);
        Assert.Contains("\"reach\":\"here\"", checks.Output, StringComparison.Ordinal);

        var anna = _vault.Keys.Single(key => key.Name.EndsWith("anna", StringComparison.Ordinal));
        _vault.Rotate(anna.Name, OpenSsl.P256());
        var rotated = (await BooksealAsync(check)).Exits(2);
        Assert.Contains("KEY_NOT_ENROLLED", rotated.Output, StringComparison.Ordinal);
        Assert.Contains("keys create DIR anna --as bert", rotated.Output, StringComparison.Ordinal);
        (await BooksealAsync("keys", "create", _company.Books, "anna", "--as", "bert")).Exits(0);
        (await BooksealAsync(check)).Exits(0);

        foreach (var version in _vault.Keys.Where(key => key.Name == anna.Name))
            version.IsEnabled = false;
        var disabled = (await BooksealAsync(check)).Exits(2);
        Assert.Contains("KEY_NOT_FOUND", disabled.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(VaultServer.Token, disabled.Output + disabled.Errors, StringComparison.Ordinal);
    }

    /// <summary>Who may use a key in a vault only its role assignments tell: that nobody looked is said.</summary>
    [Fact]
    public async Task KeysTrust_KeysInAVault_SaysThatCustodyWasNotChecked()
    {
        foreach (var name in (string[])["log", "person--anna", "person--bert"])
            _vault.Rotate($"bookseal--tiny--{name}", OpenSsl.P256());
        (await BooksealAsync("import", _company.Books)).Exits(0);
        var trust = (await BooksealAsync("keys", "trust", _company.Books)).Exits(0);
        Assert.Contains("CUSTODY_NOT_CHECKED", trust.Errors, StringComparison.Ordinal);
        Assert.Equal("1", $"{trust.Json["v"]}");
    }

    [Fact]
    public async Task Close_NobodyHasAKey_SaysWhichIsMissingAndTellsNoToken()
    {
        var refused = (await BooksealAsync("close", _company.Books, "--period", "2026-01", "--yes")).Refuses(
            3,
            "KEY_NOT_FOUND"
        );
        Assert.DoesNotContain(VaultServer.Token, refused.Errors + refused.Output, StringComparison.Ordinal);
        foreach (var name in (string[])["log", "person--anna", "person--bert"])
            _vault.Rotate($"bookseal--tiny--{name}", OpenSsl.P256());
        // Goes on where it stopped.
        (await BooksealAsync("close", _company.Books, "--period", "2026-01", "--yes")).Exits(0);
    }

    [Fact]
    public async Task Keys_AnAddressThatIsNoVault_IsBadInput() =>
        (await _company.BooksealAsync("keys", "list", _company.Books, "--keys", "http://acme.vault.test")).Refuses(
            65,
            "KEYVAULT_ADDRESS_INVALID"
        );

    private Task<ProgramResult> BooksealAsync(params string[] arguments) =>
        ProgramRunner.RunAsync(
            _company.Folder,
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "bookseal.dll"),
                .. arguments,
                "--data",
                _company.Data,
                "--now",
                TestCompany.AfterFebruary,
            ],
            ("BOOKSEAL_KEYVAULT", _vault.Address),
            ("HTTPS_PROXY", _tunnel.Address),
            ("SSL_CERT_FILE", CertificateFile),
            ("AZURE_TOKEN_CREDENTIALS", "ManagedIdentityCredential"),
            ("IDENTITY_ENDPOINT", _identity.Address),
            ("IDENTITY_HEADER", IdentityEndpoint.Secret)
        );
}
