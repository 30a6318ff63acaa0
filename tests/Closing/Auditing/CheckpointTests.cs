using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Auditing;

/// <summary>Someone who re-writes the chain would first of all spoil its checkpoints.</summary>
public sealed class CheckpointTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryWorld _temporary = new();

    private string NoteFile => Directory.EnumerateFiles(Path.Combine(_temporary.World.Root, "objects", "checkpoints"), "*", SearchOption.AllDirectories).Single();

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
        Assert.Equal("CHECKPOINT_SIGNATURE", Assert.Single((await _temporary.World.Open().Audit.VerifyAsync(default)).Findings).Code);
    }

    [Fact]
    public async Task Verify_CheckpointOfASealedCloseDeleted_IsAFinding()
    {
        File.Delete(NoteFile);
        Assert.Equal("CHECKPOINT_MISSING", Assert.Single((await _temporary.World.Open().Audit.VerifyAsync(default)).Findings).Code);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _temporary.Dispose();
}
