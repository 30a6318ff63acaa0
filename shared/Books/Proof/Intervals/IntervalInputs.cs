using System.Security.Cryptography;
using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Reconciliation;
using Bookseal.Evidence;

namespace Bookseal.Books.Proof.Intervals;

/// <summary>The inputs of an interval proof as the bag gives them, parsed and folded.</summary>
internal sealed record IntervalInputs(IntervalFacts Facts, IntervalBooks Books)
{
    public static async Task<Result<IntervalInputs>> ReadAsync(
        SealedBag bag,
        JsonObject record,
        CancellationToken cancel
    )
    {
        if (!IntervalRecord.Read(record).TryGet(out var stated, out var fault))
            return fault;
        if (
            !(await bag.ReadAsync(BagLayout.Accounts, cancel))
                .Then(bytes => ChartOfAccounts.FromBytes(bytes))
                .TryGet(out var chart, out fault)
        )
            return fault;
        if (
            !(await bag.ReadAsync(BagLayout.OpeningBalances, cancel))
                .Then(bytes => BalanceList.FromBytes(bytes))
                .TryGet(out var openings, out fault)
        )
            return fault;
        if (
            !(await bag.ReadAsync(IntervalLayout.ReconciliationRules, cancel))
                .Then(bytes => ReconciliationRules.FromBytes(bytes))
                .TryGet(out var rules, out fault)
        )
            return fault;
        var books = new IntervalBooks(
            new(stated.Interval, chart, openings, rules, stated.MadeUnder, stated.JournalKept)
        );
        fault =
            await FoldAsync(bag, BagLayout.Journal, books, books.AddEntry, cancel)
            ?? await FoldAsync(bag, BagLayout.Subledgers, books, books.Others.AddItem, cancel)
            ?? await FoldAsync(bag, BagLayout.Bank, books, books.Others.AddBank, cancel)
            ?? await FoldAsync(bag, IntervalLayout.Payouts, books, books.Others.AddPayout, cancel)
            ?? books.Stranger
            ?? books.Others.Fault
            ?? Unreadable(books.Fold);
        return fault is null ? new IntervalInputs(stated.Facts, books) : fault;
    }

    private static async Task<Fault?> FoldAsync(
        SealedBag bag,
        string path,
        IntervalBooks books,
        LineSplitter.LineAction add,
        CancellationToken cancel
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var isCanonical = true;
        var read = await BagLines.ForEachAsync(bag, path, Take, cancel);
        if (!read.IsOk)
            return read.Fault;
        if (books.HeldRows > bag.Limits.Items)
            return new(
                "INTERVAL_TOO_LARGE",
                $"with {path} the bag has over {bag.Limits.Items} things to hold; --large reads it"
            );
        if (!isCanonical)
            return new("LINE_NOT_CANONICAL", $"a line of {path} is not in canonical form");
        return Digest.FromBytes(hash.GetCurrentHash()) == bag.Digests[path]
            ? null
            : new("BAG_CHANGED", $"{path} changed while it was being verified");

        void Take(ReadOnlySpan<byte> line)
        {
            hash.AppendData(line);
            hash.AppendData("\n"u8);
            // One fault is enough, and there could be millions.
            if (books.HeldRows > bag.Limits.Items || books.Fold.FaultCount > 0 || books.Others.Fault is not null)
                return;
            isCanonical &= path == BagLayout.Journal || BagLines.IsCanonical(line); // the fold reads no other entry
            add(line);
        }
    }

    private static Fault? Unreadable(PeriodFold fold) =>
        fold.FaultCount == 0
            ? null
            : new("JOURNAL_LINE_INVALID", $"line {fold.Faults[0].Index + 1}: {fold.Faults[0].Message}");
}
