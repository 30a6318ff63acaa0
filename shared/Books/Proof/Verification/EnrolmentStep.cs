using Bookseal.Books.Audit;
using Bookseal.Books.Certificates;
using Bookseal.Books.Keys;
using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Values;
using Bookseal.Evidence.Dsse;

namespace Bookseal.Books.Proof.Verification;

/// <summary>
/// Does the chain say that the certifier's key is theirs, as far as the slice reaches; and did nobody sign beside them
/// who had prepared what they signed?
/// </summary>
internal static class EnrolmentStep
{
    public const string NotEnrolled = "KEY_NOT_ENROLLED";
    private const string Name = "enrolment";

    public static void Run(CloseInputs inputs, AuditEvidence audit, CheckList checks)
    {
        if (inputs.Books.Rules < RuleSet.V4)
            return;
        // What one call closes no person signs: the key is Bookseal's own, and nobody else's.
        var certifier = audit.Run.IsDirect ? PersonId.System : audit.Run.Certification!.By;
        var keyId = audit.Run.Certification!.KeyId;
        var told = Enrolled(audit.Slice.Entries).ToList();
        var unproven = told.Find(key => MustBeProven(key) && !IsProven(key, inputs));
        if (unproven is not null)
            Fail($"{unproven.Person} has not signed with the key that the chain says is theirs");
        else if (told.Exists(key => key.Key.KeyId == keyId && key.Person != certifier))
            Fail($"the key that the certificate names is enrolled as somebody else's than {certifier}'s");
        else if (told.Exists(key => key.Key.KeyId == keyId))
            checks.Good(Name, CheckOutcome.Verified, $"the chain enrolled the certificate's key as {certifier}'s");
        else if (audit.Consistency.Frontier.End == 0)
            Fail($"the chain never enrolled the key that the certificate names for {certifier}");
        else
            checks.NotTold(
                Name,
                "ENROLLED_EARLIER",
                $"the key of {certifier} was enrolled before this slice begins; trust.json says whose it is"
            );

        void Fail(string why) => checks.Fail(Name, FailureClass.AuditChainBroken, NotEnrolled, why);
    }

    /// <summary>Who signs beside the certifier is held to the same separation of duties.</summary>
    public static async Task CheckSignersAsync(
        SealedBag bag,
        CloseInputs inputs,
        AuditEvidence audit,
        TrustPolicy? trust,
        CheckList checks,
        CancellationToken cancel
    )
    {
        var run = audit.Run;
        if (
            inputs.Books.Rules < RuleSet.V4
            || !run.Policy.EnforceSegregation
            || trust is null
            || !(await bag.ReadAsync(BagLayout.Envelope, cancel))
                .Then(bytes => DsseEnvelope.Parse(bytes))
                .TryGet(out var envelope, out _)
        )
            return;
        var keys = envelope.SignedBy(trust.Signers.Select(signer => signer.Key));
        var prepared = trust
            .Counting(keys, run.CertifiedAt)
            .Select(signer => signer.Person)
            .Where(person => run.Preparers.Contains(person) || inputs.Books.Preparers.Contains(person))
            .Distinct()
            .Order()
            .ToList();
        checks.Require(
            prepared.Count == 0,
            "signers",
            CheckOutcome.Recomputed,
            "none of them prepared the period",
            FailureClass.GuardFailed,
            Runs.Refusal.SegregationOfDuties,
            $"{string.Join(", ", prepared)} signed and also prepared the period, which the policy forbids"
        );
    }

    /// <summary>A person's key may have certified before any was enrolled; the service's never has.</summary>
    private static bool MustBeProven(EnrolledKey key) =>
        key is { Possession: not null, Person: not null } || key.Person == PersonId.System;

    private static bool IsProven(EnrolledKey key, CloseInputs inputs) => key.IsProven(inputs.Policy.Tenant);

    /// <summary>What was enrolled before the certification, which the slice ends with.</summary>
    private static IEnumerable<EnrolledKey> Enrolled(IReadOnlyList<AuditEntry> entries) =>
        entries
            .Where(entry => entry.Type == KeysEnrolled.TypeName)
            .Select(entry => KeysEnrolled.FromData(entry.Data))
            .Where(read => read.IsOk)
            .SelectMany(read => read.Value.Keys);
}
