using Bookseal.Books.Certificates;
using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Values;
using Bookseal.Evidence.BagIt;

namespace Bookseal.Books.Proof.Verification;

/// <summary>
/// Verifies a proof package offline: paths and manifests, envelope and signatures, audit slice and checkpoint, and then
/// the numbers again from the inputs. Whatever the bag holds, the answer is a report and not an exception.
/// </summary>
public static class ProofVerifier
{
    /// <param name="kept">What somebody kept beside the proof; null: nothing.</param>
    public static async Task<VerificationReport> VerifyAsync(
        IBagFiles files,
        TrustPolicy? trust,
        CancellationToken cancel,
        BagLimits? limits = null,
        KeptEvidence? kept = null
    )
    {
        var checks = new CheckList();
        var most = limits ?? BagLimits.OfStrangers;
        var (certificate, proof) = await RunAsync(files, trust, most, checks, cancel);
        if (proof is not null && kept is not null)
            KeptStep.Run(proof, kept.Checkpoint, await NewerAsync(kept.Newer, trust, most, cancel), trust, checks);
        return new(checks.Checks, trust is not null, certificate);
    }

    private static async Task<(VerificationReport Report, VerifiedProof? Proof)?> NewerAsync(
        IBagFiles? newer,
        TrustPolicy? trust,
        BagLimits limits,
        CancellationToken cancel
    )
    {
        if (newer is null)
            return null;
        var checks = new CheckList();
        var (certificate, proof) = await RunAsync(newer, trust, limits, checks, cancel);
        return (new(checks.Checks, trust is not null, certificate), proof);
    }

    /// <summary>
    /// The certificate as far as it can be read, and all that was read, once it is enough to judge by.
    /// </summary>
    private static async Task<(JsonObject? Certificate, VerifiedProof? Proof)> RunAsync(
        IBagFiles files,
        TrustPolicy? trust,
        BagLimits limits,
        CheckList checks,
        CancellationToken cancel
    )
    {
        if (await OpenAsync(files, limits, checks, cancel) is not { } bag)
            return (null, null);
        var statement = await EnvelopeStep.RunAsync(bag, trust, checks, cancel);
        if (statement is null)
            return (null, null);
        if (
            !(await bag.ReadAsync(BagLayout.Certificate, cancel))
                .Then(bytes => JsonText.ParseObject(bytes))
                .TryGet(out var certificate, out var malformed)
            || !Identify(certificate, out var tenant, out var period)
        )
        {
            checks.Fail(
                "certificate",
                FailureClass.InputsInvalid,
                "CERTIFICATE_INVALID",
                malformed?.Message ?? "names no tenant or period"
            );
            return (null, null);
        }

        if (CloseRules.Read(certificate, trust, checks) is not { } rules)
            return (certificate, null);
        var audit = await AuditStep.RunAsync(bag, tenant, period, trust, checks, cancel);
        if (
            !(await CloseInputs.ReadAsync(bag, period, rules, audit?.Run, cancel)).TryGet(
                out var inputs,
                out var invalid
            )
        )
        {
            checks.Fail("inputs", FailureClass.InputsInvalid, invalid.Code, invalid.Message);
            return (certificate, null);
        }

        if (audit is null)
            return (certificate, null);
        RecomputeStep.Run(bag, inputs, audit, statement, trust, checks);
        await CostImportsStep.RunAsync(bag, inputs, audit, checks, cancel);
        var certification = audit.Run.Certification!;
        await EnvelopeStep.CheckCertifierAsync(
            bag,
            trust,
            new(
                certification.By,
                audit.Run.CertifiedAt!.Value,
                certification.KeyId,
                certification.Attestation == "unattended",
                audit.Run.IsDirect
            ),
            rules,
            checks,
            cancel
        );
        EnrolmentStep.Run(inputs, audit, checks);
        await EnrolmentStep.CheckSignersAsync(bag, inputs, audit, trust, checks, cancel);
        return (certificate, new(certificate, inputs, audit));
    }

    /// <summary>Null, and said why, where it is no bag as it has to be.</summary>
    internal static async Task<SealedBag?> OpenAsync(
        IBagFiles files,
        BagLimits limits,
        CheckList checks,
        CancellationToken cancel
    )
    {
        var report = await BagValidator.ValidateAsync(files, cancel);
        foreach (var fault in report.Faults.Take(20))
            checks.Fail("bag", FailureClass.BagInvalid, fault.Code, $"{fault.Path}: {fault.Message}");
        if (!report.IsValid)
            return null;
        foreach (var fault in await BagSpelling.CheckAsync(files, report.Digests, cancel))
            checks.Fail("bag", FailureClass.BagInvalid, fault.Code, $"{fault.Path}: {fault.Message}");
        if (checks.HasFailed)
            return null;
        checks.Good("bag", CheckOutcome.Verified, $"BagIt 1.0, {report.Digests.Count} files with good checksums");
        return new SealedBag(files, report.Digests, limits);
    }

    private static bool Identify(JsonObject certificate, out TenantId tenant, out PeriodCode period)
    {
        var fields = new Fields(certificate, "CERTIFICATE_INVALID");
        (tenant, period) = (fields.Text("tenant_id", TenantId.Parse), fields.Text("period", PeriodCode.Parse));
        return fields.Finish(() => true, closed: false).IsOk;
    }
}
