using Bookseal.Evidence.BagIt;
using Bookseal.Fuzz.Fixtures;
using Bookseal.Fuzz.Mutators;
using Bookseal.Fuzz.Running;

namespace Bookseal.Fuzz.Bags;

/// <summary>Damage to which files a bag has and how they are called.</summary>
internal static class BagShape
{
    private static readonly byte[][] Contents =
    [
        [],
        "x"u8.ToArray(),
        "{}"u8.ToArray(),
        "[]"u8.ToArray(),
        "\n"u8.ToArray(),
    ];

    public static void Mutate(Dice dice, FuzzBag bag, SealedMonth month)
    {
        var (path, other, kind) = (dice.Pick(month.Paths), dice.Pick(month.Paths), dice.Below(9));
        dice.Note($"bag kind {kind}, {path}, {other}");
        if (!bag.Files.TryGetValue(path, out var content) || !bag.Files.TryGetValue(other, out var another))
            return;
        switch (kind)
        {
            case 0:
                bag.Files.Remove(path);
                break;
            case 1:
                bag.Files[ManifestMutator.Name(dice, path)] = dice.OneIn(2) ? content : dice.Pick(Contents);
                break;
            case 2:
                (bag.Files[path], bag.Files[other]) = (another, content);
                break;
            case 3:
                bag.Files[path] = dice.Pick(Contents);
                break;
            case 4:
                bag.Files.Remove(path);
                bag.Files[ManifestMutator.Name(dice, path)] = content;
                break;
            case 5:
                bag.AlsoListed.Add(
                    new BagFile(path, dice.OneIn(2) ? content.Length : dice.Pick([0L, -1, long.MaxValue]))
                );
                break;
            case 6:
                bag.Files[
                    dice.Pick([
                        "manifest-sha512.txt",
                        "tagmanifest-sha512.txt",
                        "manifest-md5.txt",
                        "manifest-.txt",
                        "fetch.txt",
                    ])
                ] = dice.OneIn(2) ? FuzzBag.ManifestOf(bag.Payload) : Sha512(bag);
                break;
            case 7:
                bag.Files[path] = another;
                break;
            default:
                foreach (var one in month.Paths.Where(_ => dice.OneIn(8)))
                    bag.Files.Remove(one);
                break;
        }
    }

    private static byte[] Sha512(FuzzBag bag) =>
        Splice.Utf8(
            string.Concat(
                bag.Payload.OrderBy(file => file.Key, StringComparer.Ordinal)
                    .Select(file =>
                        $"{Convert.ToHexStringLower(System.Security.Cryptography.SHA512.HashData(file.Value))}"
                        + $"  {file.Key}\n"
                    )
            )
        );
}
