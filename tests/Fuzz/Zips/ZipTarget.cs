using System.IO.Compression;
using Bookseal.Fuzz.Bags;
using Bookseal.Fuzz.Fixtures;
using Bookseal.Fuzz.Running;

namespace Bookseal.Fuzz.Zips;

/// <summary>
/// Mutated zips of good bags, stored as the product packs them and deflated as others do; and zips of mutated bags.
/// </summary>
public sealed class ZipTarget(SealedMonths months) : IFuzzTarget
{
    private readonly BagTarget _bags = new(months);
    private readonly byte[][][] _zips =
    [
        .. months.Months.Select(month => (byte[][])[month.Copy().TryZip()!, Deflate(month)]),
    ];

    public string Name => "zips";

    public IEnumerable<KeyValuePair<string, byte[]>> Context => _bags.Context;

    public IFuzzCase Make(Dice dice)
    {
        if (dice.OneIn(4) && _bags.MakeBag(dice) is var (mutated, bag, forger) && bag.TryZip() is { } packed)
            return new ZipCase(mutated, packed, forger);
        var month = dice.Below(months.Months.Count);
        var zip = dice.Pick(_zips[month]);
        dice.Note($"{months.Months[month].Name}, {zip.Length} bytes");
        for (var left = dice.OneIn(4) ? 2 + dice.Below(3) : 1; left > 0; left--)
            zip = ZipMutator.Mutate(dice, zip);
        return new ZipCase(months.Months[month], zip, Forger.Vandal);
    }

    private static byte[] Deflate(SealedMonth month)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var path in month.Paths)
            {
                using var stream = archive.CreateEntry($"bag/{path}").Open();
                stream.Write(month.Files[path]);
            }

        return packed.ToArray();
    }
}
