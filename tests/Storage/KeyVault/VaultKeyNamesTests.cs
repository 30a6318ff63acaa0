using Bookseal.Books.Values;
using Bookseal.Storage.Azure.KeyVault;
using Bookseal.Storage.Keys;

namespace Bookseal.Storage.Tests.KeyVault;

public sealed class VaultKeyNamesTests
{
    private static readonly TenantId Acme = TenantId.Parse("acme").Value;

    [Theory]
    [InlineData("grace", "bookseal--acme--person--grace")]
    [InlineData("grace.hopper@x", "bookseal--acme--person--grace-2ehopper-40x")]
    [InlineData("log", "bookseal--acme--person--log")]
    [InlineData(null, "bookseal--acme--log")]
    public void Of_Default_IsANameThatAVaultTakes(string? person, string name) => Assert.Equal(name, VaultKeyNames.Default(Acme).Of(Person(person)).Value);

    [Fact]
    public void Of_ManyIds_NoTwoShareAName()
    {
        string[] parts = ["a", "-", "--", ".", "_", "@", "2d", "-2d", "--person--a", "--log", "person"];
        var tenants = parts.Select(part => TenantId.Parse($"x{part}")).Where(tenant => tenant.IsOk).Select(tenant => tenant.Value).ToList();
        PersonId?[] people = [null, .. parts.Select(part => (PersonId?)PersonId.Parse($"x{part}").Value), PersonId.Parse("log").Value];
        var names = tenants.SelectMany(tenant => people.Select(person => VaultKeyNames.Default(tenant).Of(person).Value)).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name => Assert.Matches("^[0-9a-z-]{1,127}$", name));
    }

    [Fact]
    public void Of_Chosen_IsThatAndTheOthersKeepTheDefault()
    {
        var names = VaultKeyNames.Parse(Acme, " log=checkpoints, grace=Grace-Signing ").Value;
        Assert.Equal("checkpoints", names.Of(null).Value);
        Assert.Equal("Grace-Signing", names.Of(Person("grace")).Value);
        Assert.Equal("bookseal--acme--person--ada", names.Of(Person("ada")).Value);
        Assert.Equal("bookseal--acme--person--log", names.Of(Person("log")).Value); // a person called log does not sign with the log's key
    }

    [Theory]
    [InlineData("grace")]
    [InlineData("grace=")]
    [InlineData("grace=a/b")]
    [InlineData("grace=a=b")]
    [InlineData("Grace=a")]
    [InlineData("grace=a,grace=b")]
    [InlineData("grace=a,ada=A")] // a vault knows no case: both would sign with one key
    public void Parse_BadChoice_IsRefused(string text) => Refusal.Is(KeyCode.NameInvalid, VaultKeyNames.Parse(Acme, text));

    [Fact]
    public void Of_AnIdTooLongForAVault_IsRefusedUnlessANameWasChosen()
    {
        var person = new string('.', 63);
        Refusal.Is(KeyCode.NameInvalid, VaultKeyNames.Default(Acme).Of(Person($"a{person}")));
        Assert.Equal("short", VaultKeyNames.Parse(Acme, $"a{person}=short").Value.Of(Person($"a{person}")).Value);
    }

    private static PersonId? Person(string? id) => id is null ? null : PersonId.Parse(id).Value;
}
