using Bookseal.Books.Values;

namespace Bookseal.Storage.Tests.Objects;

/// <summary>What can be deleted: no name leads out of what is staged.</summary>
public sealed class StagedPathTests
{
    private static readonly TenantId Tenant = TenantId.Parse("acme").Value;
    private static readonly PeriodCode January = new(2026, 1);
    private static readonly string Manifest = new('a', 64);

    [Fact]
    public void StagedPath_OfAManifest_LiesInImports() =>
        Assert.Equal(
            $"imports/acme/2026-01/{Manifest}/manifest.json",
            $"{StagedPath.Of(Tenant, January, Manifest, "manifest.json")}"
        );

    [Theory]
    [InlineData("../../../proofs", "manifest.json")]
    [InlineData("moves", "done")]
    [InlineData("", "done")]
    [InlineData(null, "../done")]
    [InlineData(null, "more/done")]
    [InlineData(null, "")]
    public void StagedPath_OfAnythingElse_IsNone(string? manifest, string name) =>
        Assert.Throws<ArgumentException>(() => StagedPath.Of(Tenant, January, manifest ?? Manifest, name));
}
