using Bookseal.Books.Proof;
using Bookseal.Evidence.BagIt;
using Bookseal.Fuzz.Running;

namespace Bookseal.Fuzz.Mutators;

/// <summary>Chooses the mutator that fits a file.</summary>
internal static class FileMutator
{
    public static byte[] Mutate(Dice dice, string path, byte[] content)
    {
        dice.Note(path);
        if (dice.OneIn(8))
            return ByteMutator.Mutate(dice, content);
        return path switch
        {
            BagLayout.Envelope => EnvelopeMutator.Mutate(dice, content),
            BagLayout.Checkpoint => NoteMutator.Mutate(dice, content),
            BagWriter.Manifest or BagWriter.TagManifest => LinesMutator.Mutate(dice, content, ManifestMutator.Mutate),
            BagWriter.Info or BagWriter.Declaration => LinesMutator.Mutate(dice, content, ByteMutator.Mutate),
            BagLayout.Consistency => JsonMutator.Mutate(dice, content),
            _ when path.EndsWith(".json", StringComparison.Ordinal) => JsonMutator.Mutate(dice, content),
            _ when path.EndsWith(".ndjson", StringComparison.Ordinal) => LinesMutator.Mutate(
                dice,
                content,
                JsonMutator.Mutate
            ),
            _ when path.EndsWith(".csv", StringComparison.Ordinal) => LinesMutator.Mutate(
                dice,
                content,
                CsvMutator.Mutate
            ),
            _ => ByteMutator.Mutate(dice, content),
        };
    }
}
