using Bookseal.Books.Proof;
using Bookseal.Evidence.BagIt;
using Bookseal.Fuzz.Fixtures;
using Bookseal.Fuzz.Mutators;
using Bookseal.Fuzz.Running;

namespace Bookseal.Fuzz.Bags;

public sealed class BagTarget(SealedMonths months) : IFuzzTarget
{
    private static readonly string[] TagFiles =
    [
        BagWriter.Manifest,
        BagWriter.TagManifest,
        BagWriter.Info,
        BagWriter.Declaration,
        BagLayout.Envelope,
        BagLayout.Checkpoint,
        BagLayout.Consistency,
    ];
    private static readonly string[] Inputs =
    [
        BagLayout.Journal,
        BagLayout.Subledgers,
        BagLayout.Bank,
        BagLayout.Accounts,
        BagLayout.OpeningBalances,
        BagLayout.Policy,
        BagLayout.Certificate,
        BagLayout.Audit,
    ];

    public string Name => "bags";

    public IEnumerable<KeyValuePair<string, byte[]>> Context =>
        [KeyValuePair.Create("trust.json", SealedMonths.Trust.ToBytes())];

    public IFuzzCase Make(Dice dice)
    {
        var (month, bag, forger) = MakeBag(dice);
        return new BagCase(month, bag, forger, isTrusted: !dice.OneIn(12));
    }

    internal (SealedMonth Month, FuzzBag Bag, Forger Forger) MakeBag(Dice dice)
    {
        var month = dice.Pick(months.Months);
        var forger = dice.Pick([
            Forger.Vandal,
            Forger.Outsider,
            Forger.Outsider,
            Forger.Insider,
            Forger.Insider,
            Forger.Insider,
            Forger.Conspirators,
            Forger.Conspirators,
        ]);
        dice.Note($"{month.Name}, {forger}");
        var bag = month.Copy();
        for (var left = dice.OneIn(3) ? 2 + dice.Below(4) : 1; left > 0; left--)
            MutateOne(dice, bag, month, forger);
        Redo(dice, bag, month, forger);
        if (forger != Forger.Vandal && dice.OneIn(8))
            MutateLate(dice, bag);
        return (month, bag, forger);
    }

    private static void MutateOne(Dice dice, FuzzBag bag, SealedMonth month, Forger forger)
    {
        if (forger >= Forger.Insider && dice.OneIn(6))
        {
            Everywhere.Mutate(dice, bag);
            return;
        }

        var path = dice.Below(8) switch
        {
            0 => null,
            1 => dice.Pick(TagFiles),
            2 or 3 or 4 => dice.Pick(Inputs),
            _ => dice.Pick(month.Paths),
        };
        if (path is null)
            BagShape.Mutate(dice, bag, month);
        else if (bag.Files.TryGetValue(path, out var content))
            bag.Files[path] = FileMutator.Mutate(dice, path, content);
    }

    private static void Redo(Dice dice, FuzzBag bag, SealedMonth month, Forger forger)
    {
        var keepsManifest = !ReferenceEquals(
            bag.Files.GetValueOrDefault(BagWriter.Manifest),
            month.Files[BagWriter.Manifest]
        );
        switch (forger)
        {
            case Forger.Vandal:
                break;
            case Forger.Outsider:
                if (!keepsManifest)
                    bag.Files[BagWriter.Manifest] = FuzzBag.ManifestOf(bag.Payload);
                bag.RewriteTags();
                break;
            case Forger.Insider:
                Seal.Again(dice, bag, month, keepsManifest);
                break;
            case Forger.Conspirators:
                Story.Retell(bag, month);
                Seal.Again(dice, bag, month, keepsManifest);
                break;
            default:
                throw new InvalidOperationException();
        }
    }

    /// <summary>
    /// What sealing would have undone: damage to the envelope and the tag files, with the tag manifest made to fit or
    /// not.
    /// </summary>
    private static void MutateLate(Dice dice, FuzzBag bag)
    {
        var path = dice.Pick(TagFiles);
        if (bag.Files.TryGetValue(path, out var content))
            bag.Files[path] = FileMutator.Mutate(dice, path, content);
        var tagManifest = bag.Files.GetValueOrDefault(BagWriter.TagManifest);
        if (!dice.OneIn(3))
            bag.RewriteTags();
        if (path == BagWriter.TagManifest && tagManifest is not null)
            bag.Files[path] = tagManifest;
    }
}
