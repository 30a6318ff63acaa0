using Bookseal.Books.Proof.EntryProofs;
using Bookseal.Evidence.Dsse;
using Bookseal.Fuzz.Fixtures;
using Bookseal.Fuzz.Mutators;
using Bookseal.Fuzz.Running;

namespace Bookseal.Fuzz.Entries;

/// <summary>Mutated entry proofs, by whoever, and by the certifier, who signs the statement again.</summary>
public sealed class EntryTarget(SealedMonths months) : IFuzzTarget
{
    private const long Largest = (1L << 53) - 1;

    public string Name => "entries";

    public IEnumerable<KeyValuePair<string, byte[]>> Context =>
        [KeyValuePair.Create("trust.json", SealedMonths.Trust.ToBytes())];

    public IFuzzCase Make(Dice dice)
    {
        var proof = dice.Pick(months.Entries);
        var isInsider = dice.OneIn(4);
        dice.Note(isInsider ? "insider" : "outsider");
        if (isInsider)
            return new EntryCase(proof, Mutate(dice, Sign(dice, proof).ToBytes()), isInsider);
        var file = proof.ToBytes();
        for (var left = dice.OneIn(3) ? 2 : 1; left > 0; left--)
            file = Mutate(dice, file);
        return new EntryCase(proof, file, isInsider);
    }

    private static byte[] Mutate(Dice dice, byte[] file)
    {
        if (!EntryProof.FromBytes(file).TryGet(out var proof, out _))
            return dice.OneIn(3) ? ByteMutator.Mutate(dice, file) : JsonMutator.Mutate(dice, file);
        var kind = dice.Below(9);
        dice.Note($"entry proof kind {kind}");
        long number = Math.Clamp(
            dice.Pick([-1L, 0, 1, proof.Index + 1, proof.Size - 1, proof.Size, proof.Size + 1, int.MaxValue, Largest]),
            -Largest,
            Largest
        );
        return kind switch
        {
            0 => (proof with { Index = number }).ToBytes(),
            1 => (proof with { Size = number }).ToBytes(),
            2 => (proof with { Path = Path(dice, proof.Path) }).ToBytes(),
            3 => Line(dice, proof),
            4 => Envelope(dice, proof),
            5 => ByteMutator.Mutate(dice, file),
            _ => JsonMutator.Mutate(dice, file),
        };
    }

    private static byte[] Envelope(Dice dice, EntryProof proof) =>
        DsseEnvelope.Parse(EnvelopeMutator.Mutate(dice, proof.Envelope.ToJson())).TryGet(out var envelope, out _)
            ? (proof with { Envelope = envelope }).ToBytes()
            : [];

    private static byte[] Line(Dice dice, EntryProof proof)
    {
        // What is not UTF-8 cannot stand in the file: it arrives as replacement characters.
        var line = dice.OneIn(4) ? ByteMutator.Mutate(dice, proof.Line) : JsonMutator.Mutate(dice, proof.Line);
        return (proof with { Line = Splice.Utf8(Splice.Text(line)) }).ToBytes();
    }

    private static List<Digest> Path(Dice dice, IReadOnlyList<Digest> path)
    {
        var changed = path.ToList();
        var at = dice.Below(changed.Count);
        switch (dice.Below(5))
        {
            case 0 when changed.Count > 0:
                changed.RemoveAt(at);
                break;
            case 1:
                changed.Insert(at, Digest.Of(dice.Bytes(4)));
                break;
            case 2:
                changed.InsertRange(0, Enumerable.Repeat(Digest.Of("x"u8), dice.Pick([63, 64, 1_000])));
                break;
            case 3:
                changed.Reverse();
                break;
            default:
                changed.Clear();
                break;
        }

        return changed;
    }

    private static EntryProof Sign(Dice dice, EntryProof proof)
    {
        var statement = JsonMutator.Mutate(dice, proof.Envelope.Payload);
        var signature = DsseEnvelope
            .SignAsync(proof.Envelope.PayloadType, statement, SteadyKeys.Certifier, CancellationToken.None)
            .AsTask()
            .GetAwaiter()
            .GetResult();
        return proof with { Envelope = new DsseEnvelope(proof.Envelope.PayloadType, statement, [signature]) };
    }
}
