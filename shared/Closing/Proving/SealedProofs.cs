using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Storage.Proofs;

namespace Bookseal.Closing.Proving;

public sealed class SealedProofs(Workspace workspace, RunStore runs)
{
    /// <summary>
    /// Where the proof of a period lies; <c>PERIOD_NOT_CLOSED</c> or <c>PROOF_NOT_SEALED</c>, with what to do.
    /// </summary>
    public async Task<Result<ProofLocation>> FindAsync(PeriodCode period, CancellationToken cancel)
    {
        var run = (await runs.LoadAsync(period, cancel)).Run;
        if (run.Proof is { } proof)
            return ProofLocation.Of(workspace.Tenant, period, proof);
        if (run.Status == RunStatus.AwaitingSignature && !run.IsFullySigned)
            return new Fault(
                "PROOF_NOT_SEALED",
                $"the proof of {period} awaits signatures ({run.Signatures.Length} of {run.Policy.Signatures}); "
                    + $"'bookseal sign DIR --period {period} --as NAME' adds one"
            );
        return run.Certification is null
            ? new Fault(
                "PERIOD_NOT_CLOSED",
                $"{period} is not closed, so nothing of it is certified; 'bookseal close DIR --period {period}' "
                    + "closes it"
            )
            : new Fault(
                "PROOF_NOT_SEALED",
                $"{period} is certified and its proof is not complete; 'bookseal close DIR --period {period}' goes on "
                    + "with it"
            );
    }
}
