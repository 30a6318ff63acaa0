using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Proof.Verification;
using Bookseal.Evidence.Zip;

namespace Bookseal.Books.Tests.Proof.Golden;

/// <summary>
/// Bags as releases sealed them, verified by today's code: a proof stays good whatever rules came later. A file here is
/// never changed; a new rule set brings new files.
/// </summary>
public sealed class GoldenBagTests
{
    /// <summary>
    /// January ends a fiscal year; its adjustment period restates February, which was closed, reopened and closed. The
    /// bags of rules 3 have replaced entries, bank lines matched by hand, accepted warnings and receivables derived
    /// from the journal; the first bag of February was withdrawn.
    /// </summary>
    [Theory]
    [InlineData("rules-2", "2026-01")]
    [InlineData("rules-2", "2026-13")]
    [InlineData("rules-2", "2026-02")]
    [InlineData("rules-3", "2026-01")]
    [InlineData("rules-3", "2026-02-withdrawn")]
    [InlineData("rules-3", "2026-13")]
    [InlineData("rules-3", "2026-02")]
    public async Task Verify_ABagOfARelease_IsAuthentic(string rules, string period)
    {
        var trust = TrustPolicy.FromBytes(await File.ReadAllBytesAsync(PathOf($"{rules}-trust.json")));
        var bag = await ZipBag.ReadAsync(() => File.OpenRead(PathOf($"{rules}-{period}.zip")), CancellationToken.None);
        var report = await ProofVerifier.VerifyAsync(bag.Value, trust.Value, CancellationToken.None);
        Assert.True(report.IsAuthenticated, string.Join('\n', report.Checks));
        Assert.Contains(
            report.Checks,
            check => check.Name == "rules" && check.Detail == $"bookseal-{rules.Replace('-', '/')}"
        );
    }

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Proof", "Golden", file);
}
