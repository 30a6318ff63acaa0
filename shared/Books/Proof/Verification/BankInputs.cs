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
        long most,
        CancellationToken cancel
    )
    {
        var fold = new BankFold(asOf, readsDecisions: rules >= RuleSet.V3);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var isCanonical = true;
        var read = await BagLines.ForEachAsync(
            bag,
            BagLayout.Bank,
            line =>
            {
                if (fold.Faults.Count > 0 || fold.Lines > most)
                    return; // one is enough, and there could be millions
                fold.Add(line);
                isCanonical &= BagLines.IsCanonical(line);
                hash.AppendData(line);
                hash.AppendData("\n"u8);
            },
            cancel
        );
        if (!read.TryGet(out var length, out var fault))
            return fault;
        if (fold.Faults.Count > 0)
            return fold.Faults[0];
        if (!isCanonical)
            return new Fault("BANK_LINE_INVALID", "a line of the bank is not in canonical form");
        if (fold.Lines > most)
            return new Fault(
                "BANK_TOO_LARGE",
                $"with its lines the bag has over {bag.Limits.Items} things to hold; --large reads it"
            );
        return new BankInputs(
            fold,
            fold.Lines == 0
                ? null
                : new BankClosed(PersonId.System, length, Digest.FromBytes(hash.GetCurrentHash()), fold.Lines)
        );
    }
}
