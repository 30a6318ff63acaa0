using System.Text;
using Bookseal.Storage.Files;

namespace Bookseal.Storage.Tests.Files;

public sealed class CommitLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string LogPath => Path.Combine(_folder.Path, "new", "folder", "a.log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Append_SomeCommits_AreLinesThatAPersonCanCheck()
    {
        new CommitLog(LogPath).Append("{\"a\":1}"u8.ToArray());
        var text = File.ReadAllText(LogPath);
        Assert.Equal($"{Digest.Of("{\"a\":1}"u8).ToString()[..16]} {{\"a\":1}}\n", text);
    }

    [Fact]
    public void Append_ALineFeed_Throws()
    {
        Assert.Throws<ArgumentException>(() => new CommitLog(LogPath).Append("a\nb"u8.ToArray()));
        Assert.False(File.Exists(LogPath));
    }

    [Fact]
    public void Replay_NoFile_IsNothing() => Assert.Empty(Replayed(new CommitLog(LogPath)));

    [Fact]
    public void Replay_CommitsOfAnotherLogOfTheSameFile_AreSeenOnce()
    {
        var (one, two) = (new CommitLog(LogPath), new CommitLog(LogPath));
        one.Append("a"u8.ToArray());
        Assert.Equal(["a"], Replayed(two));
        two.Append("b"u8.ToArray());
        two.Append(""u8.ToArray());
        Assert.Equal(["b", ""], Replayed(one));
        Assert.Empty(Replayed(one));
        Assert.Empty(Replayed(two));
        Assert.Equal(new FileInfo(LogPath).Length, one.Length);
    }

    [Fact]
    public void Append_ABadLineBeforeGoodOnes_ThrowsAndNothingIsCut()
    {
        var log = new CommitLog(LogPath);
        foreach (var commit in (string[])["first", "second", "third"])
            log.Append(Encoding.UTF8.GetBytes(commit));
        var good = File.ReadAllBytes(LogPath);
        var second = Array.IndexOf(good, (byte)'\n') + 1;
        // Without it the second line would swallow the third, and nothing good would follow.
        var lineFeed = Array.IndexOf(good, (byte)'\n', second);
        for (var at = second; at < lineFeed; at++)
        {
            byte[] bad = [.. good];
            bad[at] ^= 1;
            File.WriteAllBytes(LogPath, bad);
            var damaged = new CommitLog(LogPath);
            // What a reader makes of it, the audit check for instance.
            Assert.Equal(["first", "third"], Replayed(damaged));
            Assert.Throws<InvalidDataException>(() => damaged.Append("fourth"u8.ToArray()));
            Assert.Equal(bad, File.ReadAllBytes(LogPath));
        }
    }

    [Fact]
    public void Append_FileLostCommitsThatWereRead_Throws()
    {
        var log = new CommitLog(LogPath);
        log.Append("first"u8.ToArray());
        log.Append("second"u8.ToArray());
        var shorter = File.ReadAllBytes(LogPath)[..^3];
        File.WriteAllBytes(LogPath, shorter);
        Assert.Throws<InvalidDataException>(() => log.Append("third"u8.ToArray()));
        Assert.Equal(shorter, File.ReadAllBytes(LogPath));
        Assert.Equal(["first"], Replayed(new CommitLog(LogPath)));
    }

    private static List<string> Replayed(CommitLog log)
    {
        var commits = new List<string>();
        log.Replay(commit => commits.Add(Encoding.UTF8.GetString(commit)));
        return commits;
    }
}
