using System.Diagnostics;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Hostile;

/// <summary>
/// The verifier reads what strangers send. Whatever it is, up to 64 MB, it is answered with a code, in under 300 MB and
/// ten seconds.
/// </summary>
public sealed class HostileInputTests : IDisposable
{
    private const long MostBytes = 300L * 1024 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private readonly TemporaryFolder _folder = new();

    private static string Trust => Path.Combine(AppContext.BaseDirectory, "Hostile", "rules-3-trust.json");

    public static TheoryData<string> Bags => [.. HostileInputs.Bags.Keys];

    public static TheoryData<string> EntryProofs => [.. HostileInputs.EntryProofs.Keys];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Bags))]
    public async Task Verify_AHostileBag_IsRefusedInBoundedMemoryAndTime(string name)
    {
        var (code, make) = HostileInputs.Bags[name];
        var (bag, file) = (new HostileBag(), _folder.In("bag.zip"));
        make(bag);
        bag.Zip(file);
        var trusting = await MeasuredRun.VerifyAsync(file, "--trust", Trust);
        Check(trusting, code);
        // Without trust no signature stops it.
        Check(await MeasuredRun.VerifyAsync(file, "--json"), null);
    }

    [Theory]
    [MemberData(nameof(EntryProofs))]
    public async Task Verify_AHostileEntryProof_IsRefusedInBoundedMemoryAndTime(string name)
    {
        var (code, make) = HostileInputs.EntryProofs[name];
        await File.WriteAllBytesAsync(_folder.In("entry.json"), make());
        Check(await MeasuredRun.VerifyAsync(_folder.In("entry.json"), "--trust", Trust), code);
    }

    [Theory]
    [InlineData("manifest-sha256.txt")]
    [InlineData("bag-info.txt")]
    [InlineData("data/pipe")]
    [InlineData("pipe")]
    public async Task Verify_APipeInTheBag_IsRefusedAndNotRead(string path)
    {
        var bag = new HostileBag();
        foreach (var (name, content) in bag.Files.Where(file => file.Key != path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.In("bag", name))!);
            await File.WriteAllBytesAsync(_folder.In("bag", name), content);
        }

        await MakePipeAsync(_folder.In("bag", path));
        Check(await MeasuredRun.VerifyAsync(_folder.In("bag"), "--trust", Trust), "BAG_NOT_PLAIN_FILE");
    }

    [Fact]
    public async Task Verify_PipesAndDevicesForInputAndTrust_AreRefusedAndNotRead()
    {
        await MakePipeAsync(_folder.In("pipe"));
        new HostileBag().Zip(_folder.In("bag.zip"));
        foreach (var place in new[] { _folder.In("pipe"), "/dev/zero", "/dev/stdin" })
        {
            Check(await MeasuredRun.VerifyAsync(place), "NOT_PLAIN_FILE", 64);
            Check(await MeasuredRun.VerifyAsync(_folder.In("bag.zip"), "--trust", place), "NOT_PLAIN_FILE", 64);
        }
    }

    /// <summary>A pipe gets what a terminal would: nothing in it moves a cursor or turns text.</summary>
    [Theory]
    [InlineData("\u001b[2J")]
    [InlineData("\u009b31m")]
    [InlineData("\u202e")]
    [InlineData("\u2066x\u2069")]
    [InlineData("\u200b")]
    [InlineData("\u2028")]
    [InlineData("\udb40\udc41")]
    public async Task Verify_NamesThatWouldWriteOnATerminal_ArePrintedAsEscapes(string name)
    {
        var bag = new HostileBag();
        bag.Files[$"data/{name}.txt"] = [];
        bag.Seal($",\"z\":{new JsonString(name)}");
        bag.Zip(_folder.In("bag.zip"));
        foreach (var arguments in new[] { [], new[] { "--json" } })
        {
            var run = await MeasuredRun.VerifyAsync([_folder.In("bag.zip"), .. arguments]);
            Assert.True(VisibleText.IsVisible(run.Result.Output.Replace("\n", "", StringComparison.Ordinal)));
            Assert.Contains($"\\u{(int)name[0]:x4}", run.Result.Output, StringComparison.Ordinal);
        }
    }

    private static void Check(MeasuredRun run, string? code, int? exit = null)
    {
        var said = run.Result.Output + run.Result.Errors;
        Assert.DoesNotContain("INTERNAL_ERROR", said, StringComparison.Ordinal);
        Assert.True(
            run.Result.ExitCode is not 0 and not 70 && run.Result.ExitCode == (exit ?? run.Result.ExitCode),
            said
        );
        if (code is not null)
            Assert.Contains(code, said, StringComparison.Ordinal);
        Assert.True(run.PeakBytes < MostBytes, $"{run.PeakBytes / 1024 / 1024} MB");
        Assert.True(run.Processor < Longest, $"{run.Processor}");
    }

    private static async Task MakePipeAsync(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var made = Process.Start("mkfifo", [path]);
        await made.WaitForExitAsync();
        Assert.Equal(0, made.ExitCode);
    }
}
