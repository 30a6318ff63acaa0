using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Runs;
using Bookseal.Evidence;
using Bookseal.Evidence.Json;
using Bookseal.Storage.Audit;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Posting;

/// <summary>Settles open items with each other where no entry has to be posted for it.</summary>
public sealed class ApplicationService(Workspace workspace, RunStore runs, PeriodReader reader)
{
    /// <summary>
    /// The decision goes into the audit chain, and then into the subledger; whoever comes after one that stopped
    /// between the two appends its line first. Judged again when the chain grew meanwhile, so that two who settle the
    /// same receipt at once do not settle it twice. Refused in a month that is closed, or whose subledgers are sealed.
    /// </summary>
    public async Task<Result<SubledgerItem>> ApplyAsync(
        Application application,
        Actor actor,
        MasterData master,
        CancellationToken cancel
    )
    {
        if (actor.Role < Role.Preparer)
            return new Fault(Refusal.AuthorityDenied, $"{actor.Id} is {actor.Role.Text()}; applying needs preparer");
        while (true)
        {
            var chain = await workspace.ReadHeadAsync(cancel);
            var decided = await ReadDecidedAsync(chain, cancel);
            if (await FinishAsync(application, decided, cancel) is { } finished)
                return finished;
            if (!(await JudgeAsync(application, actor, master, cancel)).TryGet(out var item, out var fault))
                return fault;
            var committed = await workspace.CommitAsync(chain, [Draft(item, actor)], _ => [], cancel);
            if (committed.IsOk)
            {
                await AppendAsync([.. decided, item], cancel);
                return item;
            }

            if (!AuditLog.IsConflict(committed.Fault))
                throw new IOException($"{Application.TypeName} cannot be recorded: {committed.Fault}");
        }
    }

    private async Task<Result<SubledgerItem>> JudgeAsync(
        Application application,
        Actor actor,
        MasterData master,
        CancellationToken cancel
    )
    {
        var period = PeriodCode.Of(application.Date);
        var run = (await runs.LoadAsync(period, cancel)).Run;
        if (run.IsClosed || run is { IsActive: true, HasClosedSubledgers: true })
            return PeriodFaults.NotOpen(run, "nothing was applied");
        return (await reader.ReadAsync(period, master, cancel)).Then(reading =>
            application.Judge(reading.Books.OpenItems.Open).Map(item => item with { By = actor.Id })
        );
    }

    /// <summary>
    /// Every line that the chain says was decided: the store counts equal ones, and appends the surplus over these. The
    /// subledgers have each of them, but for the last where somebody crashed before the append.
    /// </summary>
    private async Task<List<SubledgerItem>> ReadDecidedAsync(ChainHead chain, CancellationToken cancel)
    {
        var (view, decided) = (await ChainView.OpenAsync(workspace, chain, cancel), new List<SubledgerItem>());
        await foreach (var entry in view.ReadTypesAsync(type => type == Application.TypeName, cancel))
            if (entry.Type == Application.TypeName)
                decided.Add(SubledgerItem.Decode(CanonicalJson.ToBytes(entry.Data)).Value);
        return decided;
    }

    /// <summary>
    /// Appends what was decided and is missing; the line where that was this very application, which is done by it.
    /// </summary>
    private async Task<SubledgerItem?> FinishAsync(
        Application application,
        List<SubledgerItem> decided,
        CancellationToken cancel
    )
    {
        var own = decided.Where(application.IsDecidedBy).ToList();
        var isMissing =
            own.Count > 0
            && await workspace.Subledgers.CountMissingAsync(workspace.Tenant, application.Subledger, own, cancel) > 0;
        await AppendAsync(decided, cancel);
        return isMissing ? own[^1] : null;
    }

    private async Task AppendAsync(List<SubledgerItem> decided, CancellationToken cancel)
    {
        foreach (var group in decided.GroupBy(item => item.Subledger))
            await workspace.Subledgers.AppendMissingAsync(workspace.Tenant, group.Key, [.. group], cancel);
    }

    private static AuditDraft Draft(SubledgerItem item, Actor actor)
    {
        var data = JsonText.ParseObject(item.Encode()).Value;
        var digest = CanonicalJson.DigestOf(data).ToString();
        return new(actor.Id, actor.Kind, Application.TypeName, null, null, digest, data);
    }
}
