using System.Globalization;
using Bookseal.Fuzz.Bags;
using Bookseal.Fuzz.Entries;
using Bookseal.Fuzz.Imports;
using Bookseal.Fuzz.Running;
using Bookseal.Fuzz.Zips;

namespace Bookseal.Fuzz.Tests;

/// <summary>
/// What CI runs of the fuzzer: always the same cases, so that a failure is one of this change. BOOKSEAL_FUZZ_SEED takes
/// others; a longer run is in docs/operations.md.
/// </summary>
public sealed class FuzzTests(SealedMonthsFixture proofs) : IClassFixture<SealedMonthsFixture>
{
    private static readonly ulong Seed = ulong.TryParse(
        Environment.GetEnvironmentVariable("BOOKSEAL_FUZZ_SEED"),
        CultureInfo.InvariantCulture,
        out var seed
    )
        ? seed
        : 1;

    [Fact]
    public void Bags_TenThousandMutants_NoneIsAcceptedThatIsNotTheSame() =>
        Run(
            new BagTarget(proofs.Months),
            10_000,
            [
                "BAG_DIGEST_MISMATCH",
                "BAG_PATH_UNSAFE",
                "DSSE_MALFORMED",
                "SIGNATURE_THRESHOLD",
                "STATEMENT_MALFORMED",
                "SUBJECT_MISMATCH",
                "CERTIFICATE_INVALID",
                "AUDIT_CHAIN_BROKEN",
                "CHECKPOINT_MISMATCH",
                "CHECKPOINT_SIGNATURE",
                "CONSISTENCY_BROKEN",
                "POLICY_MISMATCH",
                "SUBLEDGER_MISMATCH",
                "BANK_MISMATCH",
                "GUARD_FAILED",
                "RECOMPUTE_MISMATCH",
                "PAYLOAD_MISMATCH",
                "PREDICATE_MISMATCH",
                "accepted: trusted, Outsider",
                "accepted: trusted, Insider",
                "accepted: trusted, Conspirators",
            ]
        );

    [Fact]
    public void Zips_Mutants_NoneIsAcceptedThatIsNotTheSame() =>
        Run(
            new ZipTarget(proofs.Months),
            1_500,
            ["ZIP_MALFORMED", "ZIP_UNSUPPORTED", "ZIP_DAMAGED", "SUBJECT_MISMATCH", "accepted: trusted, Vandal"]
        );

    [Fact]
    public void EntryProofs_Mutants_NoneIsAcceptedThatIsNotTheSame() =>
        Run(
            new EntryTarget(proofs.Months),
            2_000,
            [
                "INCLUSION_INVALID",
                "SIGNATURE_THRESHOLD",
                "SUBJECT_MISMATCH",
                "JOURNAL_LINE_INVALID",
                "accepted: outsider",
            ]
        );

    [Fact]
    public void Imports_Mutants_AreSoundBooksOrFaultsWithTheirPlace() =>
        Run(
            new ImportTarget(),
            5_000,
            [
                "accepted",
                "ENTRY_UNBALANCED",
                "OPENING_UNBALANCED",
                "ACCOUNT_UNKNOWN",
                "CSV_QUOTE",
                "JSON_INVALID",
                "ENCODING_INVALID",
                "JOURNAL_LINE_INVALID",
            ]
        );

    /// <param name="reached">
    /// What must have been said at least once: mutants that all die at the door test the door.
    /// </param>
    private static void Run(IFuzzTarget target, int count, string[] reached)
    {
        var summary = new FuzzRun(target, Seed, 0, count, Environment.ProcessorCount).Run((_, _, _) => { });
        Assert.True(summary.Failures.Count == 0, string.Join("\n\n", summary.Failures));
        Assert.Equal(count, summary.Cases);
        Assert.Empty(reached.Except(summary.Labels.Keys));
    }
}
