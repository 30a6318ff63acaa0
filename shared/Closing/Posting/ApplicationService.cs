using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Runs;
using Bookseal.Evidence;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Posting;

/// <summary>Settles open items with each other where no entry has to be posted for it.</summary>
public sealed class ApplicationService(Workspace workspace, RunStore runs, PeriodReader reader)
{
    /// <summary>
    /// The decision goes into the audit chain, and then into the subledger. Refused in a month that is closed, or whose
    /// subledgers a close has sealed.
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
        var period = PeriodCode.Of(application.Date);
        var run = (await runs.LoadAsync(period, cancel)).Run;
        if (run.IsClosed || run is { IsActive: true, HasClosedSubledgers: true })
            return PeriodFaults.NotOpen(run, "nothing was applied");
        if (!(await reader.ReadAsync(period, master, cancel)).TryGet(out var reading, out var fault))
            return fault;
        if (!application.Judge(reading.Books.OpenItems.Open).TryGet(out var item, out fault))
            return fault;
        var data = JsonText.ParseObject(item.Encode()).Value;
        await workspace.RecordAsync(
            [
                new AuditDraft(
                    actor.Id,
                    actor.Kind,
                    Application.TypeName,
                    null,
                    null,
                    CanonicalJson.DigestOf(data).ToString(),
                    data
                ),
            ],
            () => Task.FromResult<IReadOnlyList<Bookseal.Storage.TableWrite>>([]),
            cancel
        );
        await workspace.Subledgers.AppendAsync(workspace.Tenant, item, cancel);
        return item;
    }
}
