using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Closing.Signing;
using Bookseal.Evidence.Signing;
using Bookseal.Storage.Keys;

namespace Bookseal.Closing.Sealing;

/// <summary>
/// Signs the staged proof of a close that one call makes, with Bookseal's own key. As with a person's, the signature
/// exists once the chain has it: one that was made and not recorded is made again.
/// </summary>
public sealed class ServiceSigning(Workspace workspace, RunStore runs, SigningKeys keys)
{
    /// <summary>
    /// The run with the signature. <c>CERTIFIER_KEY_DIFFERS</c> where the key that it was certified with is gone.
    /// </summary>
    public async Task<Result<CloseRun>> SignAsync(CloseRun run, CancellationToken cancel)
    {
        if (!(await StagedProof.ReadAsync(workspace, run, cancel)).TryGet(out var staged, out var fault))
            return fault;
        var key = await keys.OfAsync(PersonId.System, run.Certification!.KeyId, cancel);
        var sign = new SignAsService(Actor.Agent, key.KeyId, key.Store, staged.StatementDigest, "").For(run);
        // Asked first: the key signs nothing that the rules refuse.
        if (!Decider.Decide(run, sign).TryGet(out _, out fault))
            return fault;
        var signature = await key.Signer.SignMessageAsync(staged.ToSign, cancel);
        if (!key.Signer.Key.Verify(staged.ToSign, signature))
            return new Fault(KeyCode.SignatureWrong, "the service key made a signature that it does not accept");
        return await runs.ExecuteAsync(run.Period, sign with { Signature = Convert.ToBase64String(signature) }, cancel);
    }
}
