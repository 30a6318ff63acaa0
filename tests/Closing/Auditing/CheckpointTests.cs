using Bookseal.Storage.Keys;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Auditing;

/// <summary>Someone who re-writes the chain would first of all spoil its checkpoints.</summary>
public sealed class CheckpointTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryWorld _temporary = new();

    private string NoteFile =>
        Directory
            .EnumerateFiles(
                Path.Combine(_temporary.World.Root, "objects", "checkpoints"),
                "*",
                SearchOption.AllDirectories
            )
            .Single();

    public Task InitializeAsync() => WholeMonth.RunAsync(_temporary.World.Open(), default);

    [Theory]
    [InlineData("garbage", "CHECKPOINT_INVALID")]
    [InlineData("", "CHECKPOINT_INVALID")]
    public async Task Verify_CheckpointReplaced_IsAFinding(string content, string code)
    {
        await File.WriteAllTextAsync(NoteFile, content);
        Assert.Equal(code, Assert.Single((await _temporary.World.Open().Audit.VerifyAsync(default)).Findings).Code);
    }

    [Fact]
    public async Task Verify_RootInTheNoteChanged_IsAFinding()
    {
        var lines = (await File.ReadAllTextAsync(NoteFile)).Split('\n');
        lines[2] = Convert.ToBase64String(new byte[32]);
        await File.WriteAllTextAsync(NoteFile, string.Join('\n', lines));
        Assert.Equal(
            "CHECKPOINT_SIGNATURE",
            Assert.Single((await _temporary.World.Open().Audit.VerifyAsync(default)).Findings).Code
        );
    }

    [Fact]
    public async Task Verify_CheckpointOfASealedCloseDeleted_IsAFinding()
    {
        File.Delete(NoteFile);
        Assert.Equal(
            "CHECKPOINT_MISSING",
            Assert.Single((await _temporary.World.Open().Audit.VerifyAsync(default)).Findings).Code
        );
    }

    [Fact]
    public async Task Verify_LogKeyRotated_CheckpointsOfBothKeysAreGood()
    {
        var audit = _temporary
            .World.Open(
                keys: new RotatedLogKey(new PemKeyRing(Path.Combine(_temporary.World.Root, "keys"), SmallBooks.Tenant))
            )
            .Audit;
        Assert.Empty((await audit.VerifyAsync(default)).Findings);
        await audit.CheckpointAsync(default); // of the seal, which follows the checkpoint in the proof
        Assert.Equal(2, (await audit.VerifyAsync(default)).Checkpoints);
        Assert.Empty((await audit.VerifyAsync(default)).Findings);
        Assert.Equal(
            "CHECKPOINT_SIGNATURE",
            Assert.Single((await _temporary.World.Open().Audit.VerifyAsync(default)).Findings).Code
        ); // who knows the old key only
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _temporary.Dispose();
}
