using System.Text;
using Bookseal.Books.Proof;
using Bookseal.Books.Tests.Audit;

namespace Bookseal.Books.Tests.Proof;

public sealed class ConsistencyFileTests
{
    private static readonly ConsistencyFile Good = new(
        Drafts.Chain(3).Head.Frontier,
        5,
        Drafts.Chain(5).Head.Root,
        [Some.Digest("a"), Some.Digest("b")]
    );

    [Fact]
    public void FromBytes_WhatToBytesWrote_RoundTrips()
    {
        var read = ConsistencyFile.FromBytes(Good.ToBytes()).Value;
        Assert.Equal(Good.ToBytes(), read.ToBytes());
        Assert.Equal((3, 5, Good.PreviousRoot), (read.Frontier.End, read.PreviousSize, read.PreviousRoot));
    }

    [Theory]
    [InlineData("\"first_sequence\":3", "\"first_sequence\":6", "CONSISTENCY_INVALID")]
    [InlineData("\"first_sequence\":3", "\"first_sequence\":4", "FRONTIER_INVALID")]
    [InlineData("\"first_sequence\":3", "\"first_sequence\":-1", "FRONTIER_INVALID")]
    [InlineData("\"previous_size\":5", "\"previous_size\":-5", "CONSISTENCY_INVALID")]
    [InlineData("\"v\":1", "\"v\":2", "CONSISTENCY_INVALID")]
    [InlineData("\"v\":1", "\"v\":1,\"x\":1", "CONSISTENCY_INVALID")]
    public void FromBytes_NoConsistencyFile_IsRefused(string part, string instead, string code)
    {
        var text = Encoding.UTF8.GetString(Good.ToBytes());
        Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.Equal(
            code,
            ConsistencyFile
                .FromBytes(Encoding.UTF8.GetBytes(text.Replace(part, instead, StringComparison.Ordinal)))
                .Fault.Code
        );
    }
}
