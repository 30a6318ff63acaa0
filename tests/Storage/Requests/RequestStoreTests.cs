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
        var begun = KeptRequest.Begun(At(kept), Digest.Of("body"u8));
        Assert.True(await Store.BeginAsync(Tenant, Key, 1, begun, default));
        Assert.False(await Store.BeginAsync(Tenant, Key, 1, begun, default));
        await Store.EndAsync(Tenant, Key, 1, begun with { Status = 201, Answer = "{}"u8.ToArray() }, default);
        var (known, _) = await Store.FindAsync(Tenant, Key, At(asked), default);
        Assert.Equal(isFound, known is { Status: 201 });
    }

    [Fact]
    public async Task Attempt_AfterOneThatWasRefused_IsTheNext()
    {
        var begun = KeptRequest.Begun(At("2027-01-01T00:00:00.000Z"), Digest.Of("body"u8));
        await Store.BeginAsync(Tenant, Key, 1, begun, default);
        var (known, attempt) = await Store.FindAsync(Tenant, Key, begun.At, default);
        Assert.Equal(((int?)null, 1), (known!.Status, attempt));
        await Store.EndAsync(Tenant, Key, 1, begun with { Status = 409 }, default);
        (known, attempt) = await Store.FindAsync(Tenant, Key, begun.At, default);
        Assert.Equal((true, 1), (known!.IsRefused, attempt));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static DateTimeOffset At(string instant) => Dates.ParseInstant(instant).Value;
}
