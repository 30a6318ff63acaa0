using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Samples;

/// <summary>What is checked in is what the generator writes: nobody edits the sample by hand.</summary>
public sealed class SampleGeneratorTests
{
    [NodeFact]
    public async Task Generator_RunAnew_WritesTheSampleByteForByte()
    {
        using var folder = new TemporaryFolder();
        var script = Path.Combine(Repository.Root, "samples", "make-harbor-supply.mjs");
        (await ProgramRunner.RunAsync(folder.Path, "node", [script, folder.Path])).Exits(0);
        foreach (
            var (made, kept) in ((string, string)[])
                [
                    (folder.In("harbor-supply"), SampleCompany.Folder),
                    (folder.In("harbor-supply-mended"), SampleCompany.MendedFolder),
                ]
        )
        {
            Assert.Equal(Names(kept), Names(made));
            foreach (var name in Names(kept))
                Assert.True(
                    File.ReadAllBytes(Path.Combine(kept, name))
                        .AsSpan()
                        .SequenceEqual(File.ReadAllBytes(Path.Combine(made, name))),
                    $"{name} is not what the generator writes"
                );
        }
    }

    private static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal);
}
