using Bookseal.Books.Values;
using Bookseal.Storage.Files;
using Bookseal.Storage.Requests;

namespace Bookseal.Storage.Tests.Requests;

/// <summary>Answers are found for thirty days, whatever months lie between.</summary>
public sealed class RequestStoreTests : IDisposable
{
    private static readonly TenantId Tenant = TenantId.Parse("acme").Value;
    private static readonly Digest Key = Digest.Of("key"u8);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bookseal-requests-");

    private RequestStore Store => new(new FileObjectStore(_folder.FullName, TimeProvider.System));

    [Theory]
    [InlineData("2027-02-28T23:59:58.000Z", "2027-03-01T00:00:05.000Z", true)]
    [InlineData("2027-02-01T00:00:00.000Z", "2027-03-02T12:00:00.000Z", true)]
    [InlineData("2026-12-31T23:59:59.000Z", "2027-01-30T00:00:00.000Z", true)]
    [InlineData("2027-01-01T00:00:00.000Z", "2027-03-15T00:00:00.000Z", false)]
    public async Task Answer_AfterSomeDays_IsFound(string kept, string asked, bool isFound)
    {
        var begun = KeptRequest.Begun(At(kept), Digest.Of("body"u8), 7);
        Assert.True(await Store.BeginAsync(Tenant, Key, 1, begun, default));
        Assert.False(await Store.BeginAsync(Tenant, Key, 1, begun, default));
        await Store.EndAsync(Tenant, Key, 1, begun with { Status = 201, Answer = "{}"u8.ToArray() }, default);
        var (known, _) = await Store.FindAsync(Tenant, Key, At(asked), default);
        Assert.Equal(isFound, known is { Status: 201 });
    }

    [Fact]
    public async Task Attempt_AfterOneThatWasRefused_IsTheNext()
    {
        var begun = KeptRequest.Begun(At("2027-01-01T00:00:00.000Z"), Digest.Of("body"u8), 7);
        await Store.BeginAsync(Tenant, Key, 1, begun, default);
        var (known, attempt) = await Store.FindAsync(Tenant, Key, begun.At, default);
        Assert.Equal(((int?)null, 1), (known!.Status, attempt));
        await Store.EndAsync(Tenant, Key, 1, begun with { Status = 409 }, default);
        (known, attempt) = await Store.FindAsync(Tenant, Key, begun.At, default);
        Assert.Equal((true, 1), (known!.IsRefused, attempt));
    }

    /// <summary>Whoever began is gone, and somebody else has taken over: theirs counts.</summary>
    [Fact]
    public async Task Attempt_AfterOneThatWasAbandoned_IsTheOneThatIsFound()
    {
        var begun = KeptRequest.Begun(At("2027-01-01T00:00:00.000Z"), Digest.Of("body"u8), 7);
        await Store.BeginAsync(Tenant, Key, 1, begun, default);
        var later = begun with { At = begun.At.AddMinutes(6), ChainSize = 9 };
        Assert.True(await Store.BeginAsync(Tenant, Key, 2, later, default));
        var (known, attempt) = await Store.FindAsync(Tenant, Key, later.At, default);
        Assert.Equal((9L, 2), (known!.ChainSize, attempt));
        await Store.EndAsync(Tenant, Key, 2, later with { Status = 201 }, default);
        (known, attempt) = await Store.FindAsync(Tenant, Key, later.At, default);
        Assert.Equal((201, 2), (known!.Status, attempt));
    }

    [Theory]
    [InlineData("2027-03-02T23:59:00.000Z", 0)]
    [InlineData("2027-03-03T00:01:00.000Z", 1)]
    public async Task Records_OfAMonthThatIsLongOver_AreCleared(string now, int cleared)
    {
        await KeepAsync("2027-01-31T00:00:00.000Z");
        await KeepAsync("2027-02-01T00:00:00.000Z");
        var other = Directory.CreateDirectory(Path.Combine(_folder.FullName, "objects", "proofs", "acme", "2020-01"));
        Assert.Equal(cleared, Cleared("objects", now));
        Assert.Equal(cleared == 0, Directory.Exists(Folder("2027-01")));
        Assert.True(Directory.Exists(Folder("2027-02")));
        Assert.True(other.Exists);
    }

    private int Cleared(string place, string now)
    {
        var before = Directory.GetDirectories(Path.Combine(_folder.FullName, place, "requests", "acme")).Length;
        OldRequests.Clear(_folder.FullName, At(now));
        return before - Directory.GetDirectories(Path.Combine(_folder.FullName, place, "requests", "acme")).Length;
    }

    private string Folder(string month) => Path.Combine(_folder.FullName, "objects", "requests", "acme", month);

    private Task<bool> KeepAsync(string at) =>
        Store.BeginAsync(Tenant, Key, 1, KeptRequest.Begun(At(at), Digest.Of("body"u8), 7), default);

    public void Dispose() => _folder.Delete(recursive: true);

    private static DateTimeOffset At(string instant) => Dates.ParseInstant(instant).Value;
}
