using Bookseal.Books.Company;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Closing.Teams;
using Bookseal.Storage.Company;
using Bookseal.Storage.Proofs;

namespace Bookseal.Closing.Driving;

/// <summary>
/// Decertifies closed periods. The decision looks at the periods that follow as well; one chain holds them all, so a
/// follower that starts meanwhile makes the commit fail and the decision is made again.
/// </summary>
public sealed class Reopening(Workspace workspace, RunStore runs)
{
    public async Task<Result<CloseRun>> DecertifyAsync(
        PeriodCode period,
        Actor actor,
        string reason,
        CancellationToken cancel
    )
    {
        if (!(await workspace.ReadMasterDataAsync(cancel)).TryGet(out _, out var fault))
            return fault;
        return await runs.ExecuteAsync(
            period,
            async loaded =>
            {
                // After the chain's end: a policy that is approved meanwhile makes the commit fail.
                var master = (await workspace.ReadMasterDataAsync(cancel)).Value;
                return new ReopenPeriod(
                    actor,
                    reason,
                    master.Profile.Policy,
                    await ReadFollowersAsync(period, master, cancel),
                    await CountEntriesAsync(loaded.Run, cancel)
                )
                {
                    Team = (await new TeamStore(workspace).ReadAsync(master, cancel)).Standing,
                };
            },
            cancel
        );
    }

    /// <summary>
    /// The periods that open with this one's closing balances: the next month and, at a year's end, the year's
    /// adjustments.
    /// </summary>
    private async Task<IReadOnlyList<CloseRun>> ReadFollowersAsync(
        PeriodCode period,
        MasterData master,
        CancellationToken cancel
    )
    {
        var calendar = master.Profile.Calendar;
        List<PeriodCode> followers = [calendar.Next(period)];
        if (calendar.IsYearEnd(period) && !period.IsAdjustment)
            followers.Add(PeriodCode.AdjustmentOf(calendar.YearOf(period)));
        var loaded = new List<CloseRun>();
        foreach (var follower in followers)
            loaded.Add((await runs.LoadAsync(follower, cancel)).Run);
        return loaded;
    }

    private async Task<long> CountEntriesAsync(CloseRun run, CancellationToken cancel)
    {
        if (run.Proof is not { } proof)
            return 0; // the decider refuses
        var location = ProofLocation.Of(workspace.Tenant, run.Period, proof);
        var bytes = await workspace.Proofs.ReadAsync(location, BagLayout.Certificate, cancel);
        if (bytes is null || Digest.Of(bytes) != proof.Certificate)
            throw new InvalidDataException($"the proof of {run.Period} is damaged");
        var counts = new Fields(JsonText.ParseObject(bytes).Value, "CERTIFICATE_INVALID").Object("counts");
        return new Fields(counts, "CERTIFICATE_INVALID").Integer("entries");
    }
}
