using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Closing.Sealing;

namespace Bookseal.Closing.Driving;

/// <summary>Certifies for somebody who was shown the close elsewhere, as on a page or by an earlier request.</summary>
public sealed class CertificationDesk(CloseHost host, RunStore runs, ProofSigning signing)
{
    private static readonly Progress<CloseProgress> NobodyWatches = new();

    /// <summary>
    /// Certifies, signs with the person's key, and seals if theirs is the last signature. <c>PAYLOAD_CHANGED</c> where
    /// the close comes to something else than they were shown, <c>OUT_OF_ORDER</c> while tasks are left; said again it
    /// goes on where it stopped.
    /// </summary>
    /// <param name="shown">The payload digest of what they were shown.</param>
    public async Task<Result<CloseRun>> CertifyAsync(
        PeriodCode period,
        Actor actor,
        Digest shown,
        CancellationToken cancel
    )
    {
        var certifier = new Certifier(actor, shown);
        var driven = await host.DriveAsync(period, certifier, NobodyWatches, cancel);
        if (!driven.TryGet(out var run, out var fault))
            return fault;
        if (run.Certification is not null)
            return run;
        return certifier.SawAnother ? Changed(period) : RefuseEarly(run);
    }

    /// <summary>
    /// Adds the person's signature to a certified close, whose staged proof is verified first; said again it is there.
    /// <c>PAYLOAD_CHANGED</c> as above.
    /// </summary>
    public async Task<Result<CloseRun>> SignAsync(
        PeriodCode period,
        Actor actor,
        Digest shown,
        CancellationToken cancel
    )
    {
        var run = (await runs.LoadAsync(period, cancel)).Run;
        if (run.Package is { } package && package.Payload != shown)
            return Changed(period);
        if (run.HasSigned(actor.Id))
            return run;
        if (!(await signing.ReadAsync(run, cancel)).TryGet(out var staged, out var fault))
            return fault;
        return await signing.VerifyAsync(run, staged, cancel) is { } unfit
            ? unfit
            : await signing.SignAsync(run, staged, actor, cancel);
    }

    private static Fault Changed(PeriodCode period) =>
        new(
            Refusal.PayloadChanged,
            $"the close of {period} has changed since it was shown; look at it again, and say it of what it says then"
        );

    /// <summary>Why nobody was asked.</summary>
    public static Fault RefuseEarly(CloseRun run) =>
        run.IsActive
            ? new(
                Refusal.OutOfOrder,
                $"the close of {run.Period} has {run.Template.Tasks.Count - run.Tasks.Count} task(s) left, the first "
                    + $"'{run.Template.Tasks.First(task => !run.IsDone(task.Number)).Name}'; 'bookseal task list' "
                    + "shows them"
            )
            : new(Refusal.NoActiveRun, $"no close of {run.Period} is in progress");

    private sealed class Certifier(Actor actor, Digest shown) : ITaskAssignee
    {
        public bool SawAnother { get; private set; }

        public Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel) =>
            Task.FromResult<Actor?>(null);

        public Task<SignOff?> SignOffAsync(
            CloseRun run,
            TaskDefinition task,
            SignOffSheet sheet,
            CancellationToken cancel
        )
        {
            SawAnother = run.Package!.Payload != shown;
            return Task.FromResult<SignOff?>(SawAnother ? null : new SignOff.Certified(actor));
        }

        public Task<IReadOnlyList<Actor>> SignersAsync(CloseRun run, StagedProof proof, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyList<Actor>>(
                run.Certification?.By == actor.Id && Signers.Of(run, proof.Preparers).Able.Contains(actor.Id)
                    ? [actor]
                    : []
            );
    }
}
