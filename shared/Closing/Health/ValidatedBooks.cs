using System.Collections.Concurrent;
using System.Globalization;
using Bookseal.Books.Health;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Health;

/// <summary>
/// What was found of books, kept for as long as nothing has come to them, on the same day: chain (and with it master
/// data, costs, closed periods), journal, subledgers and statements only grow, so that the same ends are the same
/// books. Never used to close: a close reads what it certifies.
/// </summary>
internal sealed class ValidatedBooks(Workspace workspace)
{
    private readonly ConcurrentDictionary<PeriodCode, Kept> _kept = new();

    /// <summary>Of many who ask at once one reads, and all are told.</summary>
    /// <param name="find">Is not cancelled with the one who asked first.</param>
    public async Task<Result<IReadOnlyList<CloseIssue>>> FindAsync(
        PeriodCode period,
        DateOnly today,
        Func<Task<Result<IReadOnlyList<CloseIssue>>>> find,
        CancellationToken cancel
    )
    {
        if (!(await PositionAsync(period, today, cancel)).TryGet(out var position, out var fault))
            return fault;
        var kept = _kept.AddOrUpdate(
            period,
            _ => new(position, new(find)),
            (_, known) => known.IsOf(position) ? known : new(position, new(find))
        );
        return await kept.Found.Value.WaitAsync(cancel);
    }

    /// <summary>Read before the books: what comes in between gives them another end, and they are read again.</summary>
    private async Task<Result<string>> PositionAsync(PeriodCode period, DateOnly today, CancellationToken cancel)
    {
        var tenant = workspace.Tenant;
        var head = (await workspace.ReadHeadAsync(cancel)).Head;
        var journal = await workspace.Journals.LengthsAsync(tenant, period, cancel);
        var subledgers = await workspace.Subledgers.LengthsAsync(tenant, cancel);
        var bank = await workspace.Bank.LengthAsync(tenant, cancel);
        if (!(await workspace.StagedMoves.FindHalfAsync(tenant, period, cancel)).TryGet(out var half, out var fault))
            return fault;
        var moves = half.Select(move => $"{string.Join(',', move.Posted)}>{string.Join(',', move.Missing)}");
        return string.Create(
                CultureInfo.InvariantCulture,
                $"{today:O} {head.Size} {head.Last} {string.Join(',', journal)} {string.Join(',', subledgers)} {bank} "
            ) + string.Join(';', moves);
    }

    private sealed record Kept(string Position, Lazy<Task<Result<IReadOnlyList<CloseIssue>>>> Found)
    {
        /// <summary>What could not be found out is looked for again.</summary>
        public bool IsOf(string position) =>
            Position == position && !(Found.IsValueCreated && (Found.Value.IsFaulted || Found.Value.IsCanceled));
    }
}
