using System.Text;
using Bookseal.EndToEnd.Tests.Proofs;

namespace Bookseal.EndToEnd.Tests.Documents;

/// <summary>The block "entry-proof" of docs/formats.md on good and on changed entry proofs.</summary>
[Collection(SealedProofsGroup.Name)]
public sealed class EntryProofByHandTests(SealedProofs proofs)
{
    /// <summary>157 lines: leaves with siblings on both sides, and some that skip levels.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(155)]
    [InlineData(156)]
    public async Task Block_AnyLine_Succeeds(int index) =>
        (await RunAsync(EntryProofs.Of(proofs.Harbor, index).ToBytes())).Exits(0);

    [Theory]
    [InlineData("\"index\":100", "\"index\":101")]
    [InlineData("\"index\":100", "\"index\":-1")]
    [InlineData("\"index\":100", "\"index\":157")]
    [InlineData("\"size\":157", "\"size\":158")]
    [InlineData("\"path\":[\"", "\"path\":[\"0")]
    [InlineData("\"line\":\"{", "\"line\":\"{ ")]
    [InlineData("\"payload\":\"eyJ", "\"payload\":\"eyK")]
    [InlineData("\"sig\":\"", "\"sig\":\"AAAA")]
    public async Task Block_ChangedProof_Fails(string part, string instead)
    {
        var text = Encoding.UTF8.GetString(EntryProofs.Of(proofs.Harbor, 100).ToBytes());
        Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.NotEqual(
            0,
            (await RunAsync(Encoding.UTF8.GetBytes(text.Replace(part, instead, StringComparison.Ordinal)))).ExitCode
        );
    }

    [Fact]
    public async Task Block_LineOfAnotherPlace_Fails()
    {
        var proof = EntryProofs.Of(proofs.Harbor, 100) with { Line = EntryProofs.Of(proofs.Harbor, 101).Line };
        Assert.NotEqual(0, (await RunAsync(proof.ToBytes())).ExitCode);
    }

    [Fact]
    public async Task Block_PathCutOrLengthened_Fails()
    {
        var good = EntryProofs.Of(proofs.Harbor, 100);
        Assert.NotEqual(0, (await RunAsync((good with { Path = [.. good.Path.SkipLast(1)] }).ToBytes())).ExitCode);
        Assert.NotEqual(0, (await RunAsync((good with { Path = [.. good.Path, good.Path[0]] }).ToBytes())).ExitCode);
    }

    [Fact]
    public async Task Block_AnotherKey_Fails() =>
        Assert.NotEqual(
            0,
            (
                await FormatsDocument.RunAsync(
                    "entry-proof",
                    proofs.Harbor.Bag(),
                    proofs.Harbor,
                    EntryProofs.Of(proofs.January, 0).ToBytes()
                )
            ).ExitCode
        );

    private Task<Programs.ProgramResult> RunAsync(byte[] entry) =>
        FormatsDocument.RunAsync("entry-proof", proofs.Harbor.Bag(), proofs.Harbor, entry);
}
