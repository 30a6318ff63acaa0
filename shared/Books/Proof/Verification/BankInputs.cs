using System.Security.Cryptography;
using Bookseal.Books.Banking;
using Bookseal.Books.Certificates;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Evidence;

namespace Bookseal.Books.Proof.Verification;

/// <summary>bank.ndjson: the bank statements as sealed.</summary>
/// <param name="Closed">What <c>bank_closed</c> must have said; null when there are no statements.</param>
internal sealed record BankInputs(BankFold Fold, BankClosed? Closed)
{
    public static async Task<Result<BankInputs>> ReadAsync(
        SealedBag bag,
        DateOnly asOf,
        RuleSet rules,
        CancellationToken cancel
    )
    {
        if (!bag.Has(BagLayout.Bank))
            return new Fault("BAG_FILE_MISSING", $"{BagLayout.Bank} is not in the bag");
        var fold = new BankFold(asOf, readsDecisions: rules >= RuleSet.V3);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var stream = await bag.OpenAsync(BagLayout.Bank, cancel);
        var read = await LineSplitter.ForEachAsync(
            stream,
            line =>
            {
                fold.Add(line);
                hash.AppendData(line);
                hash.AppendData("\n"u8);
            },
            cancel
        );
        if (!read.TryGet(out var length, out var fault))
            return fault;
        if (fold.Faults.Count > 0)
            return fold.Faults[0];
        return new BankInputs(
            fold,
            fold.Lines == 0
                ? null
                : new BankClosed(PersonId.System, length, Digest.FromBytes(hash.GetCurrentHash()), fold.Lines)
        );
    }
}
