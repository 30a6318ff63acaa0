using Bookseal.Books.Company;
using Bookseal.Books.Keys;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using static Bookseal.Books.Runs.Rule;

namespace Bookseal.Books.Runs;

/// <summary>From the certification to the sealed proof: who may sign, and when it is enough.</summary>
internal static class SealRules
{
    public static Result<IReadOnlyList<RunEvent>> Stage(CloseRun run, RecordStaging record)
    {
        if (run.Status != RunStatus.AwaitingSignature)
            return NothingAwaited(run);
        if (run.Staged is not { } staged)
            return Happens(record.Staged);
        return staged == record.Staged
            ? Nothing()
            : Refuse(Refusal.PayloadChanged, $"another proof of {run.Period} was staged before");
    }

    /// <summary>
    /// One signature a person, by a key of their own. A co-signer answers for the close as its certifier does: the
    /// same role, and with segregation enforced nobody who has prepared it.
    /// </summary>
    public static Result<IReadOnlyList<RunEvent>> Sign(CloseRun run, SignProof sign)
    {
        if (run.HasSigned(sign.Actor.Id))
            return Nothing();
        if (run.Status != RunStatus.AwaitingSignature)
            return NothingAwaited(run);
        if (run.IsDirect)
            return Refuse(Refusal.OutOfOrder, $"one call closes {run.Period}: no person signs its proof");
        if (MissingRole(run, sign.Actor, Acts.Sign.Role) is { } denied)
            return denied;
        if (sign.Actor.IsAgent)
            return Refuse(Refusal.AuthorityDenied, "an agent never signs");
        if (run.Staged?.Statement != sign.Statement)
            return Refuse(Refusal.PayloadChanged, "what was signed is not what was certified and staged; look again");
        if (run.IsFullySigned)
            return Refuse(
                Refusal.SignaturesComplete,
                $"{run.Policy.Signatures} of {run.Policy.Signatures} have signed; 'bookseal close' seals the proof"
            );
        if (run.Certification is { } certified && sign.Actor.Id == certified.By && sign.KeyId != certified.KeyId)
            return Refuse(
                Refusal.CertifierKeyDiffers,
                $"{certified.By} certified with the key {certified.KeyId}, which the certificate names, and would sign "
                    + $"with {sign.KeyId}; bring the first one back, or cancel the close and certify again"
            );
        if (run.Signatures.FirstOrDefault(signature => signature.KeyId == sign.KeyId) is { } shared)
            return Refuse(
                KeyRoll.Shared,
                $"{sign.Actor.Id}'s key is the one that {shared.By} signed with; every signer has a key of their own"
            );
        var prepared = run.Preparers.Contains(sign.Actor.Id) || sign.Preparers.Contains(sign.Actor.Id);
        if (prepared && run.Policy.EnforceSegregation)
            return Refuse(
                Refusal.SegregationOfDuties,
                $"{sign.Actor.Id} prepared {run.Period} and cannot sign its proof; another approver can"
            );
        if (sign.Signature.Length == 0)
            return Refuse(Refusal.OutOfOrder, "nothing was signed yet; sign again");
        return Happens(
            new SignatureAdded(sign.Actor.Id, sign.KeyId, sign.Statement)
            {
                Signed = new(
                    run.Team?.Find(sign.Actor.Id)?.Role ?? sign.Actor.Role,
                    sign.Store,
                    sign.Actor.Attestation,
                    sign.Signature
                ),
            }
        );
    }

    /// <summary>By the key that the certificate names, which is enrolled as Bookseal's own.</summary>
    public static Result<IReadOnlyList<RunEvent>> SignAsService(CloseRun run, SignAsService sign)
    {
        if (run.HasSigned(PersonId.System))
            return Nothing();
        if (run.Status != RunStatus.AwaitingSignature)
            return NothingAwaited(run);
        if (!run.IsDirect || !sign.Actor.IsAgent)
            return Refuse(Refusal.AuthorityDenied, "persons sign what persons close");
        if (run.Staged?.Statement != sign.Statement)
            return Refuse(Refusal.PayloadChanged, "what was signed is not what was certified and staged");
        if (run.Certification!.KeyId != sign.KeyId)
            return Refuse(
                Refusal.CertifierKeyDiffers,
                $"the certificate of {run.Period} names the service key {run.Certification.KeyId}, and {sign.KeyId} "
                    + "would sign; bring the first one back, or cancel the close"
            );
        return Happens(
            new SignatureAdded(sign.Actor.Id, sign.KeyId, sign.Statement)
            {
                Signed = new(sign.Actor.Role, sign.Store, sign.Actor.Attestation, sign.Signature),
            }
        );
    }

    public static Result<IReadOnlyList<RunEvent>> Signature(CloseRun run, RecordSignature record)
    {
        if (run.Certification is null || run.IsSignedByPersons)
            return Refuse(Refusal.OutOfOrder, "nothing is certified that Bookseal signs");
        return run.Signatures.Any(signature => signature.KeyId == record.KeyId)
            ? Nothing()
            : Happens(new SignatureAdded(record.Actor.Id, record.KeyId, record.Statement) { Custody = record.Custody });
    }

    public static Result<IReadOnlyList<RunEvent>> Seal(CloseRun run, RecordSeal record)
    {
        if (run.Proof is not null)
            return Nothing();
        if (run.Certification is null || run.Signatures.IsEmpty || (run.IsSignedByPersons && !run.IsFullySigned))
            return Refuse(Refusal.OutOfOrder, "the proof is not signed by everybody who has to");
        return Happens(
            new ProofSealed(record.Actor.Id, record.ProofId, record.Manifest, record.Certificate, record.CheckpointSize)
            {
                Versions = record.Versions,
            }
        );
    }

    private static Fault NothingAwaited(CloseRun run) =>
        run.Proof is null
            ? Refuse(Refusal.OutOfOrder, $"nothing of {run.Period} waits for signatures; it is {run.Status.Text()}")
            : Refuse(Refusal.SignaturesComplete, $"the proof of {run.Period} is signed and sealed");
}
