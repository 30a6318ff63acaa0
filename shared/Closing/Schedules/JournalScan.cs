using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Books.Schedules;
using Bookseal.Books.Values;
using Bookseal.Evidence;

namespace Bookseal.Closing.Schedules;

/// <summary>
/// Looks through journals for entries that may be of a schedule. Of lines that name neither its account nor an id like
/// its own nothing is parsed: a month may have a million.
/// </summary>
internal sealed class JournalScan
{
    private readonly Workspace _workspace;
    private readonly PostedSchedules _posted;
    private readonly byte[][] _marks;

    public JournalScan(Workspace workspace, IReadOnlyList<Schedule> schedules, PostedSchedules posted)
    {
        (_workspace, _posted) = (workspace, posted);
        var accounts = schedules.Select(schedule => $"\"account\":\"{schedule.BalanceAccount}\"");
        var ids = ScheduleKinds.All.Select(kind => $"\"id\":\"{kind.Prefix()}");
        _marks = [.. accounts.Concat(ids).Distinct().Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>
    /// The journal's length in bytes that was read; <c>JOURNAL_UNREADABLE</c> where a line could be of a schedule and
    /// is none.
    /// </summary>
    public async Task<Result<long>> ReadAsync(PeriodCode period, CancellationToken cancel)
    {
        var lengths = await _workspace.Journals.LengthsAsync(_workspace.Tenant, period, cancel);
        await using var journal = _workspace.Journals.Read(_workspace.Tenant, period, lengths);
        Fault? unreadable = null;
        var read = await LineSplitter.ForEachAsync(
            journal,
            line =>
            {
                if (!IsMarked(line))
                    return;
                if (EntryCodec.Decode(line).TryGet(out var entry, out var fault))
                    _posted.Add(entry, period);
                else
                    unreadable ??= fault;
            },
            cancel
        );
        unreadable ??= read.IsOk ? null : read.Fault;
        return unreadable is null
            ? lengths.Sum()
            : new Fault(
                "JOURNAL_UNREADABLE",
                $"the journal of {period} has a line that cannot be read ({unreadable.Message}), so nobody knows what "
                    + "of the schedules is posted; 'bookseal health' lists it"
            );
    }

    private bool IsMarked(ReadOnlySpan<byte> line)
    {
        foreach (var mark in _marks)
            if (line.IndexOf(mark) >= 0)
                return true;
        return false;
    }
}
