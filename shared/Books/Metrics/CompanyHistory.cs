using Bookseal.Books.Audit;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;

namespace Bookseal.Books.Metrics;

/// <summary>The histories of all periods, from one reading of the chain.</summary>
public sealed class CompanyHistory(TenantId tenant)
{
    private readonly Dictionary<PeriodCode, PeriodHistory> _periods = [];

    /// <summary>Null where no close of the period ever began, and nothing was refused.</summary>
    public PeriodHistory? Find(PeriodCode period) => _periods.GetValueOrDefault(period);

    /// <summary>
    /// The next entry of the chain. A fault where it cannot be read, as <see cref="RunHistory.Replay"/> says: what is
    /// not understood is not measured.
    /// </summary>
    public Fault? Add(AuditEntry entry)
    {
        if (EventTypes.Refuse(entry) is { } unsupported)
            return unsupported;
        if (entry.Period is not { } period)
            return null;
        if (!RunEventCodec.Read(entry.Type, entry.Actor, entry.Data).TryGet(out var happened, out var fault))
            return new Fault("EVENT_INVALID", $"audit entry {entry.Sequence} ({entry.Type}): {fault.Message}");
        if (happened is null)
            return null;
        if (happened is RunStarted started && !started.FindChecklist().TryGet(out _, out fault))
            return fault;
        var known = Find(period) ?? new PeriodHistory(new CloseRun(tenant, period));
        _periods[period] = known.After(happened, entry.Timestamp);
        return null;
    }
}
