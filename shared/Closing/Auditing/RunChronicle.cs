using Bookseal.Books.Audit;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Storage.Audit;

namespace Bookseal.Closing.Auditing;

/// <summary>What has happened with closes, as the chain tells it: for those who ask how something came about.</summary>
public sealed class RunChronicle(Workspace workspace)
{
    /// <summary>
    /// In the chain's order. Fails closed as every reader of the chain does: what it cannot read is a
    /// <see cref="ChainRefusedException"/>.
    /// </summary>
    /// <param name="period">Null for those of all periods.</param>
    /// <param name="matches">What is kept: a company's chain can be long.</param>
    public async Task<IReadOnlyList<RunHappening>> ReadAsync(
        PeriodCode? period,
        Func<RunEvent, bool> matches,
        CancellationToken cancel
    )
    {
        var found = new List<RunHappening>();
        var view = await ChainView.OpenAsync(workspace, cancel);
        var entries = period is { } wanted
            ? view.ReadPeriodAsync(wanted, 0, cancel)
            : view.ReadTypesAsync(_ => true, cancel);
        await foreach (var entry in entries)
        {
            if (EventTypes.Refuse(entry) is { } unsupported)
                throw new ChainRefusedException(unsupported);
            if (period is not null && entry.Period != period)
                continue;
            if (!RunEventCodec.Read(entry.Type, entry.Actor, entry.Data).TryGet(out var happened, out var unread))
                throw new ChainRefusedException(unread);
            if (happened is not null && matches(happened))
                found.Add(new(entry, happened));
        }

        return found;
    }
}

public sealed record RunHappening(AuditEntry Entry, RunEvent Event);
