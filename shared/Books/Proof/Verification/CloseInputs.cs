using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;

namespace Bookseal.Books.Proof.Verification;

/// <summary>The inputs of a close as the bag gives them, parsed and folded.</summary>
internal sealed record CloseInputs(PeriodBooks Books, ClosePolicy Policy, StreamedInputs Streamed, IReadOnlyDictionary<SubledgerName, SubledgerClosed> Subledgers)
{
    public static async Task<Result<CloseInputs>> ReadAsync(SealedBag bag, PeriodCode period, CancellationToken cancel)
    {
        var chart = (await bag.ReadAsync(BagLayout.Accounts, cancel)).Then(bytes => ChartOfAccounts.FromBytes(bytes));
        var openings = (await bag.ReadAsync(BagLayout.OpeningBalances, cancel)).Then(bytes => BalanceList.FromBytes(bytes));
        var policy = (await bag.ReadAsync(BagLayout.Policy, cancel)).Then(bytes => ClosePolicy.FromBytes(bytes));
        var previous = bag.Has(BagLayout.PreviousCertificate) ? (await bag.ReadAsync(BagLayout.PreviousCertificate, cancel)).Map(bytes => (byte[]?)bytes) : (byte[]?)null;
        var fold = await FoldJournalAsync(bag, cancel);
        var subledgers = await SubledgerInputs.ReadAsync(bag, period.LastDay, cancel);
        if (FirstFault(chart.IsOk ? null : chart.Fault, openings.IsOk ? null : openings.Fault, policy.IsOk ? null : policy.Fault, previous.IsOk ? null : previous.Fault,
                fold.IsOk ? null : fold.Fault, subledgers.IsOk ? null : subledgers.Fault) is { } fault) return fault;

        var isFirst = PeriodCode.Of(policy.Value.BooksStart) == period;
        var books = new PeriodBooks(period, isFirst, chart.Value, openings.Value, fold.Value, subledgers.Value.Fold, previous.Value);
        return new CloseInputs(books, policy.Value, new(bag.Digests[BagLayout.Journal], bag.Digests[BagLayout.Subledgers]), subledgers.Value.Closed);
    }

    private static async Task<Result<PeriodFold>> FoldJournalAsync(SealedBag bag, CancellationToken cancel)
    {
        if (!bag.Has(BagLayout.Journal)) return new Fault("BAG_FILE_MISSING", $"{BagLayout.Journal} is not in the bag");
        var fold = new PeriodFold();
        await using var stream = await bag.OpenAsync(BagLayout.Journal, cancel);
        var read = await LineSplitter.ForEachAsync(stream, fold.Add, cancel);
        return read.Map(_ => fold);
    }

    private static Fault? FirstFault(params ReadOnlySpan<Fault?> faults)
    {
        foreach (var fault in faults)
            if (fault is not null) return fault;
        return null;
    }
}
