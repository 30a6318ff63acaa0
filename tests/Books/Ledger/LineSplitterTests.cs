using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Evidence;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Ledger;

public sealed class LineSplitterTests
{
    [Fact]
    public void ForEach_AnyTextInAnyPieces_GivesItsLines() =>
        Property.Holds(
            from lines in Gen.Elements("", "a", "bb", "\r", "{}", "\u20ac").ArrayOf()
            from piece in Gen.Choose(1, 4)
            select (Text: string.Join('\n', lines), Piece: piece),
            input =>
            {
                // What follows the last line feed is a line, unless it is nothing at all.
                var expected = input.Text.Split('\n').ToList();
                if (expected[^1].Length == 0)
                    expected.RemoveAt(expected.Count - 1);
                var (lines, total) = Split(Encoding.UTF8.GetBytes(input.Text), input.Piece);
                return lines.SequenceEqual(expected) && total == Encoding.UTF8.GetByteCount(input.Text);
            },
            times: 1000
        );

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void ForEach_LinesLongerThanTheBuffer_AreWhole(int megabytes)
    {
        var longLine = new string('x', megabytes * 1024 * 1024 + 7);
        var (lines, _) = Split(Encoding.UTF8.GetBytes($"a\n{longLine}\nb\n{longLine}"), 300_000);
        Assert.Equal(["a", longLine, "b", longLine], lines);
    }

    [Fact]
    public async Task ForEach_ALineBeyondTheLimit_IsRefused()
    {
        using var endless = new EndlessStream();
        var read = await LineSplitter.ForEachAsync(
            endless,
            _ => Assert.Fail("there is no whole line"),
            CancellationToken.None
        );
        Assert.Equal("LINE_TOO_LONG", read.Fault.Code);
    }

    private static (List<string> Lines, long Total) Split(byte[] bytes, int piece)
    {
        var lines = new List<string>();
        using var stream = new TricklingStream(bytes, piece);
        var read = LineSplitter
            .ForEachAsync(stream, line => lines.Add(Encoding.UTF8.GetString(line)), CancellationToken.None)
            .GetAwaiter()
            .GetResult();
        return (lines, read.Value);
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'x');
            return new(buffer.Length);
        }
    }
}
