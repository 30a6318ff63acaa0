using Bookseal.Books.Values;
using Bookseal.Storage.Azure.KeyVault;

namespace Bookseal.Storage.Tests.KeyVault;

public sealed class VaultKeyNamesTests
{
    private static readonly TenantId Acme = TenantId.Parse("acme").Value;

    [Theory]
    [InlineData("grace", "bookseal--acme--person--grace")]
    [InlineData("grace.hopper@x", "bookseal--acme--person--grace-2ehopper-40x")]
    [InlineData("log", "bookseal--acme--person--log")]
    [InlineData(null, "bookseal--acme--log")]
    public void Of_Default_IsANameThatAVaultTakes(string? person, string name) =>
        Assert.Equal(name, VaultKeyNames.Of(Acme, Person(person)));

    [Fact]
    public void Of_ManyIds_NoTwoShareAName()
    {
        string[] parts = ["a", "-", "--", ".", "_", "@", "2d", "-2d", "--person--a", "--log", "person"];
        var tenants = parts
            .Select(part => TenantId.Parse($"x{part}"))
            .Where(tenant => tenant.IsOk)
            .Select(tenant => tenant.Value)
            .ToList();
        PersonId?[] people =
        [
            null,
            .. parts.Select(part => (PersonId?)PersonId.Parse($"x{part}").Value),
            PersonId.Parse("log").Value,
        ];
        var names = tenants.SelectMany(tenant => people.Select(person => VaultKeyNames.Of(tenant, person))).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name => Assert.Matches("^[0-9a-z-]{1,127}$", name));
    }

    [Fact]
    public void Of_AnIdTooLongForAVault_IsADigestOfItsOwn()
    {
        var names = ((string[])["a", "b"])
            .Select(first => VaultKeyNames.Of(Acme, Person(first + new string('.', 63))))
            .ToList();
        Assert.All(names, name => Assert.Matches("^bookseal-[0-9a-f]{64}$", name));
        Assert.NotEqual(names[0], names[1]);
    }

    private static PersonId? Person(string? id) => id is null ? null : PersonId.Parse(id).Value;
}
