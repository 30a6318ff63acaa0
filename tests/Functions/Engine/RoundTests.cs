using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Bookseal.Functions.Tests.Engine;

/// <summary>A round of many companies on the real engine.</summary>
public sealed class RoundTests
{
    /// <summary>One: this version of the engine in memory loses count of work items that run side by side.</summary>
    private const int Lanes = 1;

    private static readonly string[] Companies = [.. Enumerable.Range(0, 230).Select(number => $"company-{number:D3}")];
    private readonly ConcurrentQueue<string> _visited = [];

    [Fact]
    public async Task Round_OfManyCompanies_VisitsEachAndKeepsTheHistoryFlat()
    {
        await using var world = await StartAsync(_ => { });
        await Timers.SweepAsync(null!, world.Client, default);
        var round = await WhenEndedAsync(world, "round-sweep");
        Assert.Equal((230, 0), (round.Companies, round.Failed));
        Assert.Equal(Companies, _visited.Order());
        // Four events a company: what one page needs, and nothing of the other pages.
        Assert.InRange(world.Hub.Manners.HistoryLengths.Max(), 1, RoundOrchestrator.PageSize * 4 + 10);
    }

    [Fact]
    public async Task Round_ACompanyWhoseActivityFails_IsCountedAndTheOthersAreVisited()
    {
        await using var world = await StartAsync(company =>
        {
            if (company == "company-007")
                throw new IOException("out of order");
        });
        await Timers.MonthStartAsync(null!, world.Client, default);
        var round = await WhenEndedAsync(world, "round-begin-month");
        Assert.Equal((230, 1), (round.Companies, round.Failed));
        Assert.Equal(Companies, _visited.Distinct().Order());
    }

    [Fact]
    public async Task Round_StartedWhileTheLastOneGoesOn_IsThatOne()
    {
        using var gate = new SemaphoreSlim(0);
        await using var world = await StartAsync(_ => gate.Wait(DurableWorld.Limit));
        await Timers.SweepAsync(null!, world.Client, default);
        await DurableWorld.UntilAsync(() => Task.FromResult(!_visited.IsEmpty));
        await Timers.SweepAsync(null!, world.Client, default);
        gate.Release(Companies.Length);
        await WhenEndedAsync(world, "round-sweep");
        Assert.Equal(Companies.Length, _visited.Count);
    }

    private Task<DurableWorld> StartAsync(Action<string> visit) =>
        DurableWorld.StartAsync(tasks =>
        {
            tasks.AddOrchestratorFunc<Round, Round>(
                RoundOrchestrator.Name,
                (context, _) => RoundOrchestrator.RunAsync(context)
            );
            tasks.AddOrchestratorFunc<RoundPage, int>(
                RoundOrchestrator.Page,
                (context, _) => RoundOrchestrator.WalkPageAsync(context, DurableWorld.Patient, Lanes)
            );
            tasks.AddActivityFunc<string, string[]>(
                CompanyActivities.Page,
                (_, after) =>
                    [
                        .. Companies
                            .Where(company => string.CompareOrdinal(company, after) > 0)
                            .Take(RoundOrchestrator.PageSize),
                    ]
            );
            foreach (var activity in (string[])[CompanyActivities.Sweep, CompanyActivities.BeginMonth])
                tasks.AddActivityFunc<string, bool>(
                    activity,
                    (_, company) =>
                    {
                        _visited.Enqueue(company);
                        visit(company);
                        return true;
                    }
                );
        });

    private static async Task<Round> WhenEndedAsync(DurableWorld world, string instance)
    {
        using var limit = new CancellationTokenSource(DurableWorld.Limit);
        var ended = await world.Client.WaitForInstanceCompletionAsync(instance, getInputsAndOutputs: true, limit.Token);
        return ended.ReadOutputAs<Round>()!;
    }
}
