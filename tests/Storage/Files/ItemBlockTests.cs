using Bookseal.Storage.Items;

namespace Bookseal.Storage.Tests.Files;

/// <summary>Lines that do not fit one append.</summary>
public sealed class ItemBlockTests
{
    [Fact]
    public async Task AppendMissing_MoreThanABlock_GoesInSeveralAppendsAndOnceEach()
    {
        await using var place = new FilePlace();
        var path = ObjectPath.Of("bank", "acme", "00001.ndjson");
        byte[][] lines =
        [
            .. Enumerable
                .Range(0, 9)
                .Select(number => Enumerable.Repeat((byte)('a' + number), ItemLog.BlockBytes / 4).ToArray()),
        ];
        var log = new ItemLog(place.First.Objects, path);
        // What an attempt left that died between two blocks.
        Assert.Equal(2, await log.AppendMissingAsync(lines[..2], default));
        Assert.Equal(7, await log.CountMissingAsync(lines, default));

        Assert.Equal(7, await log.AppendMissingAsync(lines, default));

        var info = (await place.First.Objects.InfoAsync(path, default)).Value;
        Assert.Equal((lines.Sum(line => line.Length + 1L), 4), (info.Length, info.Blocks));
        Assert.Equal(0, await log.AppendMissingAsync(lines, default));
    }
}
