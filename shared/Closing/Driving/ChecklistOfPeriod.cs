using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Closing.Reading;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Driving;

/// <summary>Which checklist a period's close follows, by the company's settings and by what its books have.</summary>
public sealed class ChecklistOfPeriod(PeriodReader reader)
{
    /// <summary><c>CHECKLIST_INVALID</c>.</summary>
    public async Task<Result<CloseTemplate>> ResolveAsync(
        PeriodCode period,
        MasterData master,
        CancellationToken cancel
    )
    {
        var settings = master.Profile.Checklist;
        var hasJobs = settings.Extends == ChecklistBase.Standard && await HasJobsAsync(period, master, cancel);
        var occasion = new ChecklistOccasion(master.Profile.Calendar.RecurrenceOf(period), null, hasJobs);
        return ChecklistResolver.Resolve(settings, occasion);
    }

    /// <summary>Books that cannot be read yet may have them: the tasks stand, and a guard says what is wrong.</summary>
    private async Task<bool> HasJobsAsync(PeriodCode period, MasterData master, CancellationToken cancel) =>
        !(await reader.ReadAsync(period, master, cancel)).TryGet(out var reading, out _)
        || reading.Books.Fold.JobLines > 0;
}
