using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Intervals;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Values;
using Bookseal.EndToEnd.Tests.Proofs;
using Bookseal.EndToEnd.Tests.Tampering;
using Bookseal.Evidence.Notes;
using Bookseal.Evidence.Signing;

namespace Bookseal.EndToEnd.Tests.Intervals;

/// <summary>Each forgery of an interval proof is sealed again with the log's own key, and must be found out.</summary>
public sealed class IntervalForgeryTests(IntervalProofs proofs) : IClassFixture<IntervalProofs>
{
    private static readonly Dictionary<string, (FailureClass Class, string Code, Action<IntervalForger> Edit)> All =
        new()
        {
            ["an amount in the journal"] = (
                FailureClass.RecomputeMismatch,
                "RECOMPUTE_MISMATCH",
                forger => forger.Replace(BagLayout.Journal, "4550", "4650")
            ),
            ["an entry dropped"] = (
                FailureClass.RecomputeMismatch,
                "RECOMPUTE_MISMATCH",
                forger => forger.DropLine(BagLayout.Journal)
            ),
            ["an entry dropped, and all made again"] = (
                FailureClass.RecomputeMismatch,
                "PAYLOAD_MISMATCH",
                forger =>
                {
                    forger.DropLine(BagLayout.Journal);
                    forger.Recompute();
                }
            ),
            ["an entry of another day"] = (
                FailureClass.InputsInvalid,
                "ENTRY_OUTSIDE_INTERVAL",
                forger => forger.Replace(BagLayout.Journal, "2026-01-20", "2026-02-20")
            ),
            ["a line that is no entry"] = (
                FailureClass.InputsInvalid,
                "JOURNAL_LINE_INVALID",
                forger => forger.Replace(BagLayout.Journal, "\"description\"", "\"descryption\"")
            ),
            ["an opening balance, and all made again"] = (
                FailureClass.RecomputeMismatch,
                "PAYLOAD_MISMATCH",
                forger =>
                {
                    forger.Replace(BagLayout.OpeningBalances, "50000", "60000");
                    forger.Recompute();
                }
            ),
            ["a sum of the trial balance"] = (
                FailureClass.RecomputeMismatch,
                "RECOMPUTE_MISMATCH",
                forger => forger.Replace(BagLayout.TrialBalance, "50000", "50001")
            ),
            ["the verdict of the report"] = (
                FailureClass.RecomputeMismatch,
                "RECOMPUTE_MISMATCH",
                forger => forger.Replace(BagLayout.Reconciliation, "\"verdict\":\"", "\"verdict\":\"x")
            ),
            ["the days that it is of"] = (
                FailureClass.RecomputeMismatch,
                "RECOMPUTE_MISMATCH",
                forger => forger.Replace(IntervalLayout.Record, "\"to\":\"2026-01-31\"", "\"to\":\"2026-01-30\"")
            ),
            ["a month said to be open, all made again"] = (
                FailureClass.RecomputeMismatch,
                "PAYLOAD_MISMATCH",
                forger =>
                {
                    forger.Replace(IntervalLayout.Record, "\"status\":\"closed\"", "\"status\":\"open\"");
                    forger.Recompute();
                }
            ),
            ["a certificate beside it"] = (
                FailureClass.RecomputeMismatch,
                "PAYLOAD_UNKNOWN_FILE",
                forger => forger.Files[BagLayout.Certificate] = "{}"u8.ToArray()
            ),
            ["rules of later"] = (
                FailureClass.UnsupportedRules,
                "UNSUPPORTED_RULES",
                forger => forger.Replace(IntervalLayout.Record, "bookseal-interval/2", "bookseal-interval/99")
            ),
            ["another exporter in the chain"] = (
                FailureClass.ContinuityBroken,
                "CONSISTENCY_BROKEN",
                forger => forger.Replace(BagLayout.Audit, "\"actor\":\"otto\"", "\"actor\":\"anna\"")
            ),
            ["another event in the chain"] = (
                FailureClass.AuditChainBroken,
                "AUDIT_SLICE_INCOMPLETE",
                forger => forger.Replace(BagLayout.Audit, "export_intended/1", "retention_read/1")
            ),
            ["a predicate that says more"] = (
                FailureClass.RecomputeMismatch,
                "PREDICATE_MISMATCH",
                forger => forger.Predicate = predicate => predicate.With("certificate", JsonObject.Of())
            ),
            ["the predicate of a close"] = (
                FailureClass.EnvelopeInvalid,
                "PREDICATE_TYPE_UNKNOWN",
                forger => forger.PredicateType = BagLayout.PredicateType
            ),
            ["a journal line spelt otherwise"] = (
                FailureClass.InputsInvalid,
                "LINE_NOT_CANONICAL",
                forger => forger.Replace(BagLayout.Subledgers, ",\"currency\"", ", \"currency\"")
            ),
        };

    public static TheoryData<string> Names => [.. All.Keys];

    private SealedProof January => proofs.Close;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Verify_ForgedAndSealedAgain_FailsWithItsCode(string name)
    {
        var forgery = All[name];
        var forger = new IntervalForger(proofs.Interval.Copy(), January.LogKey);
        forgery.Edit(forger);
        var report = await VerifyAsync(await forger.SealAsync());
        Assert.Equal(new Finding(forgery.Class, forgery.Code), Finding.FirstOf(report));
        Assert.False(report.IsAuthenticated);
    }

    [Fact]
    public async Task Verify_SealedAgainUnchanged_IsAuthenticated()
    {
        var forger = new IntervalForger(proofs.Interval.Copy(), January.LogKey);
        forger.Recompute();
        Assert.True((await VerifyAsync(await forger.SealAsync())).IsAuthenticated);
    }

    [Fact]
    public async Task Verify_SignedByAnApprover_IsRefused()
    {
        var forger = new IntervalForger(proofs.Interval.Copy(), January.CertifierKey);
        var report = await VerifyAsync(await forger.SealAsync());
        Assert.Equal(new(FailureClass.SignatureInvalid, "LOG_KEY_NOT_TRUSTED"), Finding.FirstOf(report));
    }

    [Fact]
    public async Task Verify_CheckpointOfAnotherKey_IsRefused()
    {
        var forger = new IntervalForger(proofs.Interval.Copy(), January.LogKey);
        var note = SignedNote.Parse(forger.Files[BagLayout.Checkpoint]).Value;
        var other = LocalSigner.Generate();
        var signed = await SignedNote.SignAsync(note.Text, January.Trust.LogOrigin, other, CancellationToken.None);
        forger.Files[BagLayout.Checkpoint] = signed.ToBytes();
        var report = await VerifyAsync(await forger.SealAsync());
        Assert.Equal(new(FailureClass.CheckpointInvalid, "CHECKPOINT_SIGNATURE"), Finding.FirstOf(report));
    }

    [Fact]
    public async Task Verify_WithAnotherCompanysTrust_IsRefused()
    {
        var other = January.Trust with { Tenant = TenantId.Parse("other").Value };
        var report = (await IntervalVerifier.VerifyAsync(proofs.Interval, other, default)).Report;
        Assert.Equal(new(FailureClass.SignatureInvalid, "TENANT_NOT_TRUSTED"), Finding.FirstOf(report));
    }

    /// <summary>Whoever signs it, an interval with a close's predicate lacks what a close has.</summary>
    [Fact]
    public async Task Close_MadeOfAnInterval_IsNone()
    {
        foreach (var signer in (ISigner[])[January.LogKey, January.CertifierKey])
        {
            var forger = new IntervalForger(proofs.Interval.Copy(), signer) { PredicateType = BagLayout.PredicateType };
            var bag = await forger.SealAsync();
            Assert.False((await bag.VerifyAsync(January.Trust)).IsValid);
            Assert.Equal(
                new(FailureClass.InputsInvalid, "CERTIFICATE_INVALID"),
                Finding.FirstOf(await bag.VerifyAsync(null))
            );
        }

        Assert.Equal("PREDICATE_TYPE_UNKNOWN", Finding.FirstOf(await proofs.Interval.VerifyAsync(null))?.Code);
    }

    /// <summary>A close whose predicate is that of an interval is neither.</summary>
    [Fact]
    public async Task Interval_MadeOfAClose_IsNone()
    {
        foreach (var signer in (LocalSigner[])[January.LogKey, January.CertifierKey])
        {
            var forger = new BagForger(January)
            {
                Signers = [signer],
                Statement = statement => statement with { PredicateType = IntervalLayout.PredicateType },
            };
            var bag = await forger.SealAsync();
            Assert.True(await IntervalVerifier.IsIntervalAsync(bag, default));
            Assert.False((await IntervalVerifier.VerifyAsync(bag, January.Trust, default)).Report.IsValid);
            Assert.Equal(
                "BAG_FILE_MISSING",
                Finding.FirstOf((await IntervalVerifier.VerifyAsync(bag, null, default)).Report)?.Code
            );
            Assert.False((await bag.VerifyAsync(January.Trust)).IsValid);
        }
    }

    [Fact]
    public async Task Verify_WhateverIsMutated_NeverPassesAndNeverThrows()
    {
        foreach (var path in proofs.Interval.Files.Keys)
        {
            var bag = proofs.Interval.Copy();
            bag.Files[path] = [.. bag.Files[path][..(bag.Files[path].Length / 2)]];
            if (proofs.Interval.Files[path].Length > 0)
                Assert.False((await VerifyAsync(bag)).IsValid, path);
        }
    }

    private async Task<VerificationReport> VerifyAsync(MemoryBag bag) =>
        (await IntervalVerifier.VerifyAsync(bag, January.Trust, default)).Report;
}
