using System.Security.Cryptography;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;
using Bookseal.Evidence;

namespace Bookseal.Books.Proof.Verification;

/// <summary>
/// subledgers.ndjson: every subledger's sealed object, one after the other; here split again by the name in each line.
/// </summary>
internal sealed class SubledgerInputs(SubledgerFold fold)
{
    private readonly Dictionary<SubledgerName, (IncrementalHash Hash, long Bytes, long Items)> _objects = [];

    public SubledgerFold Fold => fold;

    /// <summary>What <c>subledger_closed</c> must have said of each.</summary>
    public IReadOnlyDictionary<SubledgerName, SubledgerClosed> Closed =>
        _objects.ToDictionary(
            pair => pair.Key,
            pair => new SubledgerClosed(
                PersonId.System,
                pair.Key,
                pair.Value.Bytes,
                Digest.FromBytes(pair.Value.Hash.GetCurrentHash()),
                pair.Value.Items
            )
        );

    public static async Task<Result<SubledgerInputs>> ReadAsync(
        SealedBag bag,
        SubledgerFold fold,
        long most,
        CancellationToken cancel
    )
    {
        var inputs = new SubledgerInputs(fold);
        var read = await BagLines.ForEachAsync(
            bag,
            BagLayout.Subledgers,
            line =>
            {
                // One fault is enough, and there could be millions.
                if (fold.Faults.Count == 0 && fold.ItemCount <= most)
                    inputs.Add(line);
            },
            cancel
        );
        if (fold.ItemCount > most)
            return TooMany(bag.Limits);
        return read.Then<SubledgerInputs>(_ => inputs.Fold.Faults.Count == 0 ? inputs : inputs.Fold.Faults[0]);
    }

    public static Fault TooMany(BagLimits limits) =>
        new("SUBLEDGERS_TOO_LARGE", $"with its items the bag has over {limits.Items} things to hold; --large reads it");

    private void Add(ReadOnlySpan<byte> line)
    {
        Fold.Add(line);
        if (!SubledgerItem.Decode(line).TryGet(out var item, out _))
            return;
        if (!item.Encode().AsSpan().SequenceEqual(line))
        {
            Fold.Faults.Add(new("SUBLEDGER_LINE_INVALID", $"item {Fold.ItemCount} is not in canonical form"));
            return;
        }

        if (!_objects.TryGetValue(item.Subledger, out var known))
            known = (IncrementalHash.CreateHash(HashAlgorithmName.SHA256), 0, 0);
        known.Hash.AppendData(line);
        known.Hash.AppendData("\n"u8);
        _objects[item.Subledger] = (known.Hash, known.Bytes + line.Length + 1, known.Items + 1);
    }
}
