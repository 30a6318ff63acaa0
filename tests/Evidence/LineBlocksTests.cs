using System.Text;

namespace Bookseal.Evidence.Tests;

public sealed class LineBlocksTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("one")]
    [InlineData("one\n")]
    [InlineData("\n\none\n\ntwo")]
    [InlineData("a line that is longer than a block, and then some more of it\nshort\n")]
    public async Task Lines_OfAnyStream_AreThoseOfTheSplitter(string text)
    {
        for (var blockBytes = 1; blockBytes < 70; blockBytes += 5)
        for (var piece = 1; piece < 9; piece += 3)
            Assert.Equal(await SplitAsync(text), await LinesAsync(text, piece, blockBytes));
    }

    [Fact]
    public async Task Lines_OfRandomTexts_AreThoseOfTheSplitter()
    {
        var random = new Random(11);
        for (var round = 0; round < 300; round++)
        {
            var text = string.Concat(
                Enumerable
                    .Range(0, random.Next(400))
                    .Select(_ => random.Next(7) == 0 ? '\n' : (char)random.Next(97, 123))
            );
            Assert.Equal(await SplitAsync(text), await LinesAsync(text, random.Next(1, 50), random.Next(1, 90)));
        }
    }

    [Theory]
    [InlineData(99, true)]
    [InlineData(100, false)]
    [InlineData(5000, false)]
    public async Task Line_AsLongAsTheLimit_IsRefusedAsByTheSplitter(int length, bool isOk)
    {
        var text = "short\n" + new string('x', length) + "\nshort\n";
        var split = await LineSplitter.ForEachAsync(Stream(text, 1), _ => { }, default, 100);
        var read = await LineBlocks.ForEachAsync(Stream(text, 1), _ => 0, (_, _) => { }, default, 100, 16);
        Assert.Equal(isOk, read.IsOk);
        Assert.Equal((split.IsOk, Code(split)), (read.IsOk, Code(read)));

        static string? Code(Result<long> result) => result.IsOk ? null : result.Fault.Code;
    }

    [Fact]
    public async Task Work_OfManyBlocks_IsSharedAndTakenInOrder()
    {
        var (working, areTwo, first) = (0, new ManualResetEventSlim(), new List<long>());
        var text = string.Concat(Enumerable.Range(0, 4000).Select(number => $"line {number}\n"));
        var read = await LineBlocks.ForEachAsync(
            Stream(text, 4096),
            block =>
            {
                if (Interlocked.Increment(ref working) > 1)
                    areTwo.Set();
                areTwo.Wait(TimeSpan.FromSeconds(30)); // where one works alone, nobody comes
                Interlocked.Decrement(ref working);
                return block.FirstLine;
            },
            (block, done) =>
            {
                Assert.Equal(block.FirstLine, done);
                Assert.Equal(first.Count == 0 ? 0 : first[^1], block.FirstLine);
                first.Add(block.FirstLine + block.Lines);
            },
            default,
            blockBytes: 1024
        );
        Assert.Equal((text.Length, 4000), (read.Value, first[^1]));
        Assert.True(areTwo.IsSet);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Failure_InABlock_IsThrownOnceOthersHaveEnded(bool inWork)
    {
        var (working, text) = (0, string.Concat(Enumerable.Repeat("a line\n", 3000)));
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            LineBlocks.ForEachAsync(
                Stream(text, 512),
                block =>
                {
                    Interlocked.Increment(ref working);
                    Thread.Sleep(1);
                    Interlocked.Decrement(ref working);
                    return inWork && block.FirstLine > 500 ? throw new InvalidOperationException() : 0;
                },
                (block, _) =>
                {
                    if (!inWork && block.FirstLine > 500)
                        throw new InvalidOperationException();
                },
                default,
                blockBytes: 256
            )
        );
        Assert.Equal(0, working);
    }

    private static async Task<string[]> SplitAsync(string text)
    {
        var lines = new List<string>();
        await LineSplitter.ForEachAsync(Stream(text, 1000), line => lines.Add(Encoding.UTF8.GetString(line)), default);
        return [.. lines];
    }

    private static async Task<string[]> LinesAsync(string text, int pieceBytes, int blockBytes)
    {
        var (lines, before) = (new List<string>(), 0L);
        var read = await LineBlocks.ForEachAsync(
            Stream(text, pieceBytes),
            ToTexts,
            (block, texts) =>
            {
                Assert.Equal((before, texts.Length), (block.FirstLine, block.Lines));
                before += block.Lines;
                lines.AddRange(texts);
            },
            default,
            blockBytes: blockBytes
        );
        Assert.Equal(text.Length, read.Value);
        return [.. lines];

        static string[] ToTexts(LineBlock block)
        {
            var texts = new List<string>();
            block.ForEach(line => texts.Add(Encoding.UTF8.GetString(line)));
            return [.. texts];
        }
    }

    private static DribblingStream Stream(string text, int most) => new(Encoding.UTF8.GetBytes(text), most);

    /// <summary>Gives so many bytes at most at a time.</summary>
    private sealed class DribblingStream(byte[] bytes, int most) : ReadOnlyStream
    {
        private int _at;

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(Math.Min(most, buffer.Length), bytes.Length - _at);
            bytes.AsSpan(_at, count).CopyTo(buffer);
            _at += count;
            return count;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Read(buffer.Span));
    }
}
