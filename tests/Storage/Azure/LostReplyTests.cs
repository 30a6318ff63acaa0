using System.Text;
using Bookseal.Storage.Tests.Objects;
using Bookseal.TestHost.Azurite;

namespace Bookseal.Storage.Tests.Azure;

/// <summary>
/// The wire loses the reply to a write that took effect. The caller hears what happened, and it happened once.
/// </summary>
public sealed class LostReplyTests
{
    private static readonly ObjectPath Journal = ObjectPath.Of("journal", "acme", "00001.ndjson");
    private static readonly ObjectPath Proof = ObjectPath.Of("proofs", "acme", "journal.ndjson");
    private static readonly Guid Lease = Guid.Parse("5e1dd6a3-6f6c-4d35-9a54-0e1b3c9f7a01");

    [Fact]
    public async Task Append_ReplyLost_IsThereOnceAndAnswersTheNewLength()
    {
        using var wire = new LossyHandler(request =>
            request.RequestUri!.Query.Contains("appendblock", StringComparison.Ordinal)
        );
        var objects = (await AzureClients.ResilientAsync(wire)).Objects;
        await objects.CreateAppendableAsync(Journal, default);
        Assert.Equal(4, (await objects.AppendAsync(Journal, 0, "one,")).Value);
        Assert.Equal((1, "one,"), (wire.Lost, await objects.TextAsync(Journal)));
    }

    [Fact]
    public async Task Append_ReplyLostAndPositionTakenByAnother_IsRefused()
    {
        var store = await AzuriteServer.NewStoreAsync();
        var other = AzureClients.Raw(store, new SocketsHttpHandler()).Objects;
        await other.StartAsync(Journal);
        // What stands there is somebody else's.
        using var wire = new LossyHandler(request => request.Method == HttpMethod.Put, losesRequests: true);
        var objects = AzureClients.Resilient(store, wire).Objects;
        Refusal.Is("AppendPositionConditionNotMet", await objects.AppendAsync(Journal, 0, "two,"));
        Assert.Equal((1, "one,"), (wire.Lost, await other.TextAsync(Journal)));
    }

    [Fact]
    public async Task Create_ReplyLost_IsDone()
    {
        using var wire = new LossyHandler(request =>
            request.Method == HttpMethod.Put && request.RequestUri!.Query.Length == 0
        );
        var objects = (await AzureClients.ResilientAsync(wire)).Objects;
        Assert.Equal(7, (await objects.CreateAsync(Proof, "content")).Value.Length);
        Assert.Equal((1, "content"), (wire.Lost, await objects.TextAsync(Proof)));
        // Another creation of the same content is another creation.
        Refusal.Is("BlobAlreadyExists", await objects.CreateAsync(Proof, "content"));
    }

    [Theory]
    [InlineData("comp=block&", 3)]
    [InlineData("comp=blocklist", 1)]
    public async Task Create_OfManyBlocksFromAStreamThatIsReadOnceWithRepliesLost_IsWhole(string lost, int times)
    {
        var content = new byte[(41 * 1024 * 1024) + 5];
        new Random(7).NextBytes(content);
        using var wire = new LossyHandler(
            request => request.RequestUri!.Query.Contains(lost, StringComparison.Ordinal),
            times
        );
        var objects = (await AzureClients.ResilientAsync(wire)).Objects;
        Assert.Equal(
            content.Length,
            (await objects.CreateAsync(Proof, new OnceOnlyStream(content), default)).Value.Length
        );
        Assert.Equal(times, wire.Lost);
        Assert.Equal(Digest.Of(content), Digest.Of(await objects.BytesAsync(Proof)));
    }

    [Fact]
    public async Task Leases_EveryReplyLost_AreTakenChangedAndGivenBack()
    {
        var fence = Guid.NewGuid();
        var actions = new HashSet<string>();
        using var wire = new LossyHandler(
            request =>
                request.Headers.TryGetValues("x-ms-lease-action", out var action) && actions.Add(action.Single()),
            3
        );
        var objects = (await AzureClients.ResilientAsync(wire)).Objects;
        await objects.StartAsync(Journal);
        Assert.True((await objects.AcquireLeaseAsync(Journal, Lease, default)).Value.IsLeased);
        Assert.True((await objects.ChangeLeaseAsync(Journal, Lease, fence, default)).IsOk);
        Assert.False((await objects.ReleaseLeaseAsync(Journal, fence, default)).Value.IsLeased);
        Assert.Equal(3, wire.Lost);
    }

    [Fact]
    public async Task Commit_ReplyLost_IsDoneUnderTheETagsOfTheRows()
    {
        using var wire = new LossyHandler(
            request => request.RequestUri!.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal),
            2
        ); // the first one only makes the table
        var tables = (await AzureClients.ResilientAsync(wire)).Tables;
        var etags = await tables.CommitAsync(
            "audit",
            "acme",
            [new("e1", Encoding.UTF8.GetBytes("1"), null), new("head", Encoding.UTF8.GetBytes("h"), null)],
            default
        );
        Assert.Equal((2, (await tables.GetAsync("audit", "acme", "e1", default))!.ETag), (wire.Lost, etags.Value[0]));
    }

    [Fact]
    public async Task Read_ConnectionBreaksTwice_GoesOnWhereItBroke()
    {
        var content = new byte[3_000_000];
        new Random(3).NextBytes(content);
        using var wire = new BreakingHandler(700_000, times: 2);
        var objects = (await AzureClients.ResilientAsync(wire)).Objects;
        await objects.CreateAsync(Proof, new MemoryStream(content), default);
        Assert.Equal(Digest.Of(content.AsSpan(1_000)), Digest.Of(await objects.BytesAsync(Proof, 1_000)));
        Assert.Equal(2, wire.Broken);
    }

    [Fact]
    public async Task Read_AppendableObjectGrowsWhileTheConnectionBreaks_GoesOnToItsLengthThen()
    {
        var content = new byte[3_000_000];
        new Random(4).NextBytes(content);
        using var wire = new BreakingHandler(700_000, times: 2);
        var objects = (await AzureClients.ResilientAsync(wire)).Objects;
        await objects.CreateAppendableAsync(Journal, default);
        await objects.AppendAsync(Journal, 0, content, null, default);
        await using var stream = (await objects.ReadAsync(Journal, 0, null, default)).Value;
        // Under another ETag from now on.
        Assert.True((await objects.AppendAsync(Journal, content.Length, "more")).IsOk);
        using var read = new MemoryStream();
        await stream.CopyToAsync(read);
        Assert.Equal(Digest.Of(content), Digest.Of(read.ToArray()));
        Assert.Equal((2, 0), (wire.Broken, wire.Conditional));
    }

    [Fact]
    public async Task Read_ObjectIsAnotherAfterTheConnectionBroke_IsAnErrorAndNotHalfOfEach()
    {
        using var wire = new BreakingHandler(700_000, times: 1, replaces: true);
        var objects = (await AzureClients.ResilientAsync(wire)).Objects;
        await objects.CreateAsync(Proof, new MemoryStream(new byte[3_000_000]), default);
        await Assert.ThrowsAsync<InvalidDataException>(() => objects.BytesAsync(Proof));
        Assert.Equal((1, 0), (wire.Broken, wire.Conditional));
    }
}
