using Bookseal.Books.Proof;
using Bookseal.Evidence.BagIt;
using Bookseal.Evidence.Dsse;
using Bookseal.Evidence.InToto;
using Bookseal.Evidence.Notes;
using Bookseal.Fuzz.Fixtures;
using Bookseal.Fuzz.Mutators;
using Bookseal.Fuzz.Running;

namespace Bookseal.Fuzz.Bags;

/// <summary>What the certifier's key can redo: manifest, statement with predicate, signature, tag files.</summary>
internal static class Seal
{
    /// <param name="keepsManifest">The manifest was mutated on purpose, and is signed as it is.</param>
    public static void Again(Dice dice, FuzzBag bag, SealedMonth month, bool keepsManifest)
    {
        if (!keepsManifest)
            bag.Files[BagWriter.Manifest] = FuzzBag.ManifestOf(bag.Payload);
        var statement = Oddly(dice, StatementOf(bag, month)).ToJson();
        if (dice.OneIn(6))
        {
            dice.Note("statement");
            statement = JsonMutator.Mutate(dice, statement);
        }

        var signature = DsseEnvelope
            .SignAsync(Statement.PayloadType, statement, SteadyKeys.Certifier, CancellationToken.None)
            .AsTask()
            .GetAwaiter()
            .GetResult();
        bag.Files[BagLayout.Envelope] = new DsseEnvelope(Statement.PayloadType, statement, [signature]).ToJson();
        bag.RewriteTags();
    }

    private static Statement Oddly(Dice dice, Statement statement) =>
        dice.Below(40) switch
        {
            0 => statement with { Subjects = [] },
            1 => statement with { Subjects = [.. statement.Subjects.Skip(1)] },
            2 => statement with { PredicateType = "" },
            3 => statement with { Predicate = JsonObject.Of() },
            _ => statement,
        };

    private static Statement StatementOf(FuzzBag bag, SealedMonth month)
    {
        var manifest = bag.Files.GetValueOrDefault(BagWriter.Manifest, []);
        var digests = bag
            .Payload.Where(file => IsText(file.Key))
            .ToDictionary(file => file.Key, file => Digest.Of(file.Value));
        var certificate = JsonText.ParseObject(bag.Files.GetValueOrDefault(BagLayout.Certificate, []));
        var guards = JsonText.Parse(bag.Files.GetValueOrDefault(BagLayout.Guards, []));
        var checkpoint = SignedNote
            .Parse(bag.Files.GetValueOrDefault(BagLayout.Checkpoint, []))
            .Then(note => Checkpoint.Parse(note.Text));
        if (certificate.IsOk && guards.IsOk && checkpoint.IsOk && checkpoint.Value.Size <= Limits.SafeInteger)
            return ProofStatement.Of(manifest, digests, certificate.Value, guards.Value, checkpoint.Value);

        // What no longer parses cannot be put into a predicate: the old one stays, with the new subjects.
        IEnumerable<Subject> subjects =
        [
            new(BagWriter.Manifest, Digest.Of(manifest)),
            .. digests
                .OrderBy(file => file.Key, StringComparer.Ordinal)
                .Select(file => new Subject(file.Key, file.Value)),
        ];
        return new([.. subjects], month.Statement.PredicateType, month.Statement.Predicate);
    }

    /// <summary>A lone surrogate cannot be written in JSON.</summary>
    private static bool IsText(string path) => !path.Any(char.IsSurrogate);
}
