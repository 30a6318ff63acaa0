using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Storage.Proofs;

namespace Bookseal.Closing.Proving;

public sealed class SealedProofs(Workspace workspace, RunStore runs)
{
    /// <summary>The proof of every closed period, in order, from one reading of the chain.</summary>
    public async Task<IReadOnlyList<PeriodProof>> ReadAllAsync(CancellationToken cancel)
    {
        var all = await AllRuns.ReadAsync(workspace, await workspace.ReadHeadAsync(cancel), cancel);
        return [.. all.Where(run => run.Proof is not null).Select(Of)];
    }

    /// <summary>As <see cref="FindAsync"/>.</summary>
    public async Task<Result<PeriodProof>> FindProofAsync(PeriodCode period, CancellationToken cancel)
    {
        var run = (await runs.LoadAsync(period, cancel)).Run;
        return run.Proof is null ? Refuse(run) : Of(run);
    }

    private PeriodProof Of(CloseRun run) =>
        new(
            run.Period,
            run.Attempt,
            run.ClosedAt,
            new(ProofLocation.Of(workspace.Tenant, run.Period, run.Proof!), run.Proof!.Manifest)
        );

    /// <summary>
    /// Where the proof of a period lies; <c>PERIOD_NOT_CLOSED</c> or <c>PROOF_NOT_SEALED</c>, with what to do.
    /// </summary>
    public async Task<Result<ProofLocation>> FindAsync(PeriodCode period, CancellationToken cancel)
    {
        var run = (await runs.LoadAsync(period, cancel)).Run;
        return run.Proof is { } proof ? ProofLocation.Of(workspace.Tenant, period, proof) : Refuse(run);
    }

    private static Fault Refuse(CloseRun run)
    {
        var period = run.Period;
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

/// <param name="Version">Which of the period's closes it is of, counted from 1.</param>
/// <param name="ClosedAt">Null while a proof is sealed whose period is closed by nothing else.</param>
public sealed record PeriodProof(PeriodCode Period, int Version, DateTimeOffset? ClosedAt, SealedBag Bag);
