using Bookseal.Books.Company;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Closing.Signing;
using Bookseal.Evidence.Signing;
using Bookseal.Storage.Keys;

namespace Bookseal.Closing.Sealing;

/// <summary>
/// Persons sign a staged proof. A signature exists once the chain has it: what was made and not recorded is made again,
/// what is recorded is read back from there and never made again.
/// </summary>
public sealed class ProofSigning(Workspace workspace, RunStore runs, SigningKeys keys)
{
    /// <summary>What waits to be signed; <c>OUT_OF_ORDER</c>, <c>PROOF_DAMAGED</c>.</summary>
    public Task<Result<StagedProof>> ReadAsync(CloseRun run, CancellationToken cancel) =>
        StagedProof.ReadAsync(workspace, run, cancel);

    /// <summary>Who is missing; nobody where nothing is staged yet.</summary>
    public async Task<Signers> MissingAsync(CloseRun run, CancellationToken cancel) =>
        run is { Status: RunStatus.AwaitingSignature, Staged: not null }
        && (await ReadAsync(run, cancel)).TryGet(out var staged, out _)
            ? Signers.Of(run, staged.Preparers)
            : Signers.Of(run, []);

    /// <summary>
    /// Verifies the staged bag as a stranger would, all numbers again from its inputs: nobody signs what the machine in
    /// between has made up. The first finding, or null.
    /// </summary>
    public async Task<Fault?> VerifyAsync(CloseRun run, StagedProof staged, CancellationToken cancel)
    {
        var tags = staged.SignedTags(staged.Envelope(run.Signatures));
        var bag = new StagedBag(workspace.Proofs.Bag(staged.Location), tags);
        var report = await ProofVerifier.VerifyAsync(bag, null, cancel);
        return report.Checks.FirstOrDefault(check => check.Outcome == CheckOutcome.Failed) is { } failed
            ? new Fault(
                Refusal.ProofDamaged,
                $"the staged proof of {run.Period} does not verify: {failed.Code} {failed.Detail}; it is not signed"
            )
            : null;
    }

    /// <summary>
    /// The run with the person's signature. Whose key cannot be had gets the key's code, and may try again whenever it
    /// can.
    /// </summary>
    public async Task<Result<CloseRun>> SignAsync(
        CloseRun run,
        StagedProof staged,
        Actor actor,
        CancellationToken cancel
    )
    {
        // Asked before the key is looked for: who may not sign is told so, whether or not they have one.
        var ownKeyId = run.Certification?.By == actor.Id ? run.Certification.KeyId : null;
        var mayI = new SignProof(actor, ownKeyId ?? "-", default, staged.StatementDigest, "-", staged.Preparers);
        if (Decider.Decide(run, mayI) is not { IsOk: true, Value.Count: > 0 })
            return await runs.ExecuteAsync(run.Period, (mayI with { Signature = "" }).For(run), cancel);
        try
        {
            var key = ownKeyId is null
                ? await keys.OfAsync(actor.Id, cancel)
                : await keys.OfAsync(actor.Id, ownKeyId, cancel);
            return await SignAsync(run, staged, actor, key, cancel);
        }
        catch (KeyRefusedException refused)
        {
            return refused.Fault;
        }
    }

    private async Task<Result<CloseRun>> SignAsync(
        CloseRun run,
        StagedProof staged,
        Actor actor,
        SigningKey key,
        CancellationToken cancel
    )
    {
        var signer = key.Signer;
        var command = new SignProof(
            actor,
            signer.Key.KeyId,
            key.Store,
            staged.StatementDigest,
            "",
            staged.Preparers
        ).For(run);
        // Asked first with a stand-in: nobody's key signs what the rules refuse. A refusal goes into the chain.
        var wouldBe = Decider.Decide(run, command with { Signature = "-" });
        if (!wouldBe.IsOk || wouldBe.Value.Count == 0)
            return await runs.ExecuteAsync(run.Period, command, cancel);
        var signature = await signer.SignMessageAsync(staged.ToSign, cancel);
        if (!signer.Key.Verify(staged.ToSign, signature))
            return new Fault(KeyCode.SignatureWrong, $"the key of {actor.Id} made a signature that it does not accept");
        return await runs.ExecuteAsync(
            run.Period,
            command with
            {
                Signature = Convert.ToBase64String(signature),
            },
            cancel
        );
    }
}
