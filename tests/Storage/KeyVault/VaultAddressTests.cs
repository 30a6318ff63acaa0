using Bookseal.Storage.Azure;
using Bookseal.Storage.Keys;

namespace Bookseal.Storage.Tests.KeyVault;

public sealed class VaultAddressTests
{
    [Theory]
    [InlineData("https://acme.vault.azure.net")]
    [InlineData("https://acme.vault.azure.net/")]
    [InlineData("https://acme.vault.azure.net:443/")]
    public void Parse_AVault_IsItsAddress(string text) =>
        Assert.Equal("https://acme.vault.azure.net", VaultAddress.Parse(text).Value.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("acme")]
    [InlineData("acme.vault.azure.net")]
    [InlineData("http://acme.vault.azure.net")]
    [InlineData("https://10.0.0.1")]
    [InlineData("https://acme.test")]
    [InlineData("https://user:secret@acme.vault.azure.net")]
    [InlineData("https://acme.vault.azure.net/keys")]
    [InlineData("https://acme.vault.azure.net/?a=b")]
    [InlineData("https://acme.vault.azure.net/#a")]
    public void Parse_AnythingElse_IsRefused(string text) =>
        Refusal.Is(KeyCode.VaultAddressInvalid, VaultAddress.Parse(text));

    [Theory]
    [InlineData("https://acme.vault.azure.net", "https://vault.azure.net/.default")]
    [InlineData("https://acme.vault.usgovcloudapi.net:8443", "https://vault.usgovcloudapi.net/.default")]
    [InlineData("https://acme.managedhsm.azure.net", "https://managedhsm.azure.net/.default")]
    public void Scope_OfAVault_IsItsDomains(string text, string scope) =>
        Assert.Equal(scope, VaultAddress.Parse(text).Value.Scope);

    [Fact]
    public void Holds_ALink_ComparesSchemeHostAndPort()
    {
        var vault = VaultAddress.Parse("https://acme.vault.azure.net").Value;
        Assert.True(vault.Holds(new Uri("https://ACME.vault.azure.net:443/keys/a/versions?$skiptoken=x")));
        foreach (
            var other in (string[])
                [
                    "https://acme.vault.azure.net:444/",
                    "http://acme.vault.azure.net/",
                    "https://acme.vault.azure.net.evil.test/",
                    "https://user@acme.vault.azure.net/",
                ]
        )
            Assert.False(vault.Holds(new Uri(other)), other);
    }
}
