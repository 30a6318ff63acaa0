using Bookseal.Books.Values;

namespace Bookseal.Books.Runs;

/// <summary>How a period stands, for who needs no more of its close.</summary>
/// <param name="IsPinned"><inheritdoc cref="CloseRun.IsPinned" path="/summary"/></param>
public sealed record PeriodStanding(PeriodCode Period, PeriodStatus Status, bool IsPinned)
{
    public bool IsClosed => Status is PeriodStatus.Closed or PeriodStatus.Locked;

    public static PeriodStanding Of(CloseRun run) => new(run.Period, run.PeriodStatus, run.IsPinned);
}
