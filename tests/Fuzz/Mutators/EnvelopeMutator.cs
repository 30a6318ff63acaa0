using Bookseal.Evidence.Dsse;
using Bookseal.Fuzz.Running;

namespace Bookseal.Fuzz.Mutators;

/// <summary>Damage to a DSSE envelope: its signatures, its payload, its type, the spelling of either.</summary>
internal static class EnvelopeMutator
{
    public static byte[] Mutate(Dice dice, byte[] json)
    {
        if (
            dice.OneIn(4)
            || !DsseEnvelope.Parse(json).TryGet(out var envelope, out _)
            || envelope.Signatures.Count == 0
        )
            return JsonMutator.Mutate(dice, json);
        var (kind, signatures) = (dice.Below(9), envelope.Signatures.ToList());
        var signature = signatures[0];
        dice.Note($"envelope kind {kind}");
        switch (kind)
        {
            case 0:
                signatures[0] = signature with { Signature = DerMutator.Mutate(dice, signature.Signature) };
                break;
            case 1:
                signatures.Insert(
                    dice.Below(2),
                    signature with
                    {
                        Signature = DerMutator.Mutate(dice, signature.Signature),
                    }
                );
                break;
            case 2:
                signatures.InsertRange(dice.Below(2), Enumerable.Repeat(signature, dice.Pick([1, 62, 63, 64, 500])));
                break;
            case 3:
                signatures.Clear();
                break;
            case 4:
                signatures[0] = signature with
                {
                    KeyId = dice.Pick(["", "x", $"{signature.KeyId}=", "\u00e9", new string('x', 5_000)]),
                };
                break;
            case 5:
                return Edit(
                    json,
                    "payloadType",
                    dice.Pick([
                        "",
                        "application/json",
                        $"{envelope.PayloadType} ",
                        envelope.PayloadType.ToUpperInvariant(),
                        "application/vnd.in-toto.statement+json",
                    ])
                );
            case 6:
                return Edit(json, "payload", Base64Mutator.Mutate(dice, Convert.ToBase64String(envelope.Payload)));
            case 7:
                return Edit(json, "payload", Convert.ToBase64String(JsonMutator.Mutate(dice, envelope.Payload)));
            default:
                return Edit(json, "payload", Convert.ToBase64String(ByteMutator.Mutate(dice, envelope.Payload)));
        }

        return new DsseEnvelope(envelope.PayloadType, envelope.Payload, signatures).ToJson();
    }

    private static byte[] Edit(byte[] json, string member, string value) =>
        JsonText.ParseObject(json).TryGet(out var source, out _)
            ? CanonicalJson.ToBytes(source.With(member, value))
            : json;
}
