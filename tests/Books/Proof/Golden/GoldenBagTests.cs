using Bookseal.Books.Certificates;
using Bookseal.Books.Proof.EntryProofs;
using Bookseal.Books.Proof.Intervals;
using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Proof.Verification;
using Bookseal.Evidence.BagIt;
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
    /// from the journal; the first bag of February was withdrawn. Those of rules 4 have an entry that was moved between
    /// months, a team and policy that were approved, and from then on a quorum of two; before the second bag of
    /// February a certification was taken back unsealed. Those of rules 5 follow the checklist of twenty tasks with one
    /// of the company's own: schedules, rules, a source, a note, a file, waivers and what became of them. Those of
    /// rules 6 have costs of a provider besides, preliminary in January, where an entry accrues them, and final in
    /// February. That of rules 7 was adjusted after its review, and has two cost records that are equal.
    /// </summary>
    [Theory]
    [InlineData("rules-2", "2026-01")]
    [InlineData("rules-2", "2026-13")]
    [InlineData("rules-2", "2026-02")]
    [InlineData("rules-3", "2026-01")]
    [InlineData("rules-3", "2026-02-withdrawn")]
    [InlineData("rules-3", "2026-13")]
    [InlineData("rules-3", "2026-02")]
    [InlineData("rules-4", "2026-01")]
    [InlineData("rules-4", "2026-02-withdrawn")]
    [InlineData("rules-4", "2026-13")]
    [InlineData("rules-4", "2026-02")]
    [InlineData("rules-5", "2026-01")]
    [InlineData("rules-5", "2026-02-withdrawn")]
    [InlineData("rules-5", "2026-13")]
    [InlineData("rules-5", "2026-02")]
    [InlineData("rules-6", "2026-01")]
    [InlineData("rules-6", "2026-02-withdrawn")]
    [InlineData("rules-6", "2026-13")]
    [InlineData("rules-6", "2026-02")]
    [InlineData("rules-7", "2026-01")]
    public async Task Verify_ABagOfARelease_IsAuthentic(string rules, string period)
    {
        var report = await VerifyAsync(await BagAsync($"{rules}-{period}"), await TrustAsync(rules));
        Assert.Contains(
            report.Checks,
            check => check.Name == "rules" && check.Detail == $"bookseal-{rules.Replace('-', '/')}"
        );
    }

    [Theory]
    [InlineData("2026-02-withdrawn")]
    [InlineData("2026-13")]
    [InlineData("2026-02")]
    public async Task Verify_ABagOfAQuorum_HasTwoSigners(string period) =>
        await VerifyAsync(await BagAsync($"rules-4-{period}"), await TrustAsync("rules-4") with { Threshold = 2 });

    /// <summary>
    /// Who holds all keys could make a company's first proof under rules that check less: whoever pins the trust says
    /// from which rules on they take one.
    /// </summary>
    [Theory]
    [InlineData("bookseal-rules/4", null)]
    [InlineData("bookseal-rules/5", "RULES_TOO_OLD")]
    public async Task Verify_ABagOfRules4_IsTakenDownToTheLeastRulesThatTrustNames(string least, string? code)
    {
        var trust = await TrustAsync("rules-4") with { LeastRules = RuleSet.Parse(least).Value };
        var report = await ProofVerifier.VerifyAsync(
            await BagAsync("rules-4-2026-01"),
            TrustPolicy.FromBytes(trust.ToBytes()).Value,
            CancellationToken.None
        );
        Assert.Equal(code, report.Checks.FirstOrDefault(check => check.Outcome == CheckOutcome.Failed)?.Code);
        Assert.Equal(code is null, report.IsAuthenticated);
        var entry = EntryProofVerifier.Verify(
            await File.ReadAllBytesAsync(PathOf("rules-4-2026-02-entry.json")),
            trust with
            {
                Threshold = 2,
            }
        );
        Assert.Equal(code is null, entry.Report.IsAuthenticated);
    }

    /// <summary>A close with one call, which the service's key signed, is taken by who accepts such closes.</summary>
    [Fact]
    public async Task Verify_ADirectCloseOfARelease_IsAuthenticWhereItIsAccepted()
    {
        var (bag, trust) = (await BagAsync("rules-6-direct"), await TrustAsync("rules-6-direct"));
        await VerifyAsync(bag, trust);
        var refused = await ProofVerifier.VerifyAsync(bag, await TrustAsync("rules-6"), CancellationToken.None);
        Assert.False(refused.IsAuthenticated);
    }

    /// <summary>In the second a payout was booked, reversed and booked again, and another took money back.</summary>
    [Theory]
    [InlineData("rules-6", "bookseal-interval/1")]
    [InlineData("rules-7", "bookseal-interval/2")]
    public async Task Verify_AnIntervalProofOfARelease_IsAuthentic(string release, string rules)
    {
        var (bag, trust) = (await BagAsync($"{release}-interval"), await TrustAsync(release));
        var verification = await IntervalVerifier.VerifyAsync(bag, trust, CancellationToken.None);
        Assert.True(verification.Report.IsAuthenticated, string.Join('\n', verification.Report.Checks));
        Assert.Contains(verification.Report.Checks, check => check.Name == "rules" && check.Detail == rules);
        var asClose = await ProofVerifier.VerifyAsync(bag, trust, CancellationToken.None);
        Assert.False(asClose.IsAuthenticated);
    }

    /// <summary>The checkpoint that somebody kept of the first month; what the last bag says of one before.</summary>
    [Fact]
    public async Task Verify_ARestatedMonth_GoesOnFromWhatWasKept()
    {
        var (first, last) = (await BagAsync("rules-4-2026-01"), await BagAsync("rules-4-2026-02"));
        using var head = new MemoryStream();
        await using (var file = await first.OpenAsync("audit/checkpoint", CancellationToken.None))
            await file.CopyToAsync(head);
        var checkpoint = KeptCheckpoint.FromBytes(head.ToArray());
        var trust = await TrustAsync("rules-4");
        await VerifyAsync(last, trust, new(checkpoint.Value, null));
        var withdrawn = await ProofVerifier.VerifyAsync(
            await BagAsync("rules-4-2026-02-withdrawn"),
            trust,
            CancellationToken.None,
            kept: new(null, last)
        );
        Assert.Contains(withdrawn.Checks, check => check.Code == "SUPERSEDED");
    }

    [Theory]
    [InlineData("rules-4", "2026-02", "F1", 2)]
    [InlineData("rules-5", "2026-02", "F1", 1)]
    [InlineData("rules-6", "2026-02", "F1", 1)]
    [InlineData("rules-7", "2026-01", "S1", 1)]
    public async Task Verify_AnEntryProofOfARelease_IsAuthentic(string rules, string period, string id, int threshold)
    {
        var file = await File.ReadAllBytesAsync(PathOf($"{rules}-{period}-entry.json"));
        var trust = await TrustAsync(rules);
        var verification = EntryProofVerifier.Verify(file, trust with { Threshold = threshold });
        Assert.True(verification.Report.IsAuthenticated, string.Join('\n', verification.Report.Checks));
        Assert.Equal(id, verification.Entry!.Id.ToString());
    }

    private static async Task<VerificationReport> VerifyAsync(
        IBagFiles bag,
        TrustPolicy trust,
        KeptEvidence? kept = null
    )
    {
        var report = await ProofVerifier.VerifyAsync(bag, trust, CancellationToken.None, kept: kept);
        Assert.True(report.IsAuthenticated, string.Join('\n', report.Checks));
        return report;
    }

    private static async Task<TrustPolicy> TrustAsync(string rules) =>
        TrustPolicy.FromBytes(await File.ReadAllBytesAsync(PathOf($"{rules}-trust.json"))).Value;

    private static async Task<IBagFiles> BagAsync(string name) =>
        (await ZipBag.ReadAsync(() => File.OpenRead(PathOf($"{name}.zip")), CancellationToken.None)).Value;

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Proof", "Golden", file);
}
