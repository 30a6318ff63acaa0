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
        var services = _temporary.World.Open();
        var further = await services.Enrolment.CreateAsync(null, AdjustingDesk.Controller, true, null, default);
        Assert.EndsWith("_log~2.pem", further.Value.Key.Location, StringComparison.Ordinal);
        await services.Audit.CheckpointAsync(default); // of the seal, which follows the checkpoint in the proof
        var key = (await services.SigningKeys.LogAsync(default)).Signer.Key;
        Assert.Equal(further.Value.Key.Key, key);
        Assert.Contains(
            (await services.Workspace.Checkpoints.ListAsync(SmallBooks.Tenant, default)),
            stored => stored.Note!.IsSignedBy(services.Workspace.LogOrigin, key)
        );
        Assert.Equal(2, (await services.Audit.VerifyAsync(default)).Checkpoints);
        Assert.Empty((await services.Audit.VerifyAsync(default)).Findings);
    }

    [Fact]
    public async Task Verify_KeysAreLost_TheChainTellsWhichSigned()
    {
        Directory.Delete(Path.Combine(_temporary.World.Root, "keys"), recursive: true);
        Assert.Empty((await _temporary.World.Open().Audit.VerifyAsync(default)).Findings);
        var refused = await Assert.ThrowsAsync<KeyRefusedException>(() =>
            _temporary.World.Open().Audit.CheckpointAsync(default)
        );
        Assert.Equal("KEY_NOT_FOUND", refused.Fault.Code);
        Assert.False(Directory.Exists(Path.Combine(_temporary.World.Root, "keys")));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _temporary.Dispose();
}
