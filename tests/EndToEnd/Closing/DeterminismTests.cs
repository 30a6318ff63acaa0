using Bookseal.EndToEnd.Tests.Programs;
using Bookseal.EndToEnd.Tests.Proofs;

namespace Bookseal.EndToEnd.Tests.Closing;

/// <summary>The same books, keys and clock give the same evidence, byte for byte; only the signatures differ.</summary>
public sealed class DeterminismTests
{
    [Fact]
    public async Task Close_SameBooksInTwoPlaces_GivesTheSamePayload()
    {
        using var folder = new TemporaryFolder();
        var first = await CloseAsync(folder, "first");
        TemporaryFolder.Copy(folder.In("first", "keys"), folder.In("second", "keys"));
        var second = await CloseAsync(folder, "second");

        Assert.Equal(first.Files.Keys, second.Files.Keys);
        var different = first
            .Files.Where(file => !file.Value.AsSpan().SequenceEqual(second.Files[file.Key]))
            .Select(file => file.Key);
        Assert.Equal(["audit/checkpoint", "proof_package.json", "tagmanifest-sha256.txt"], different);
    }

    private static async Task<MemoryBag> CloseAsync(TemporaryFolder folder, string data)
    {
        string[] arguments =
        [
            "close",
            Repository.HarborSupply,
            "--period",
            "2026-01",
            "--yes",
            "--json",
            "--now",
            TestCompany.AfterJanuary,
            "--data",
            folder.In(data),
        ];
        return MemoryBag.Load((await ProgramRunner.BooksealAsync(folder.Path, arguments)).Exits(0).Text("bag"));
    }
}
