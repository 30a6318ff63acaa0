using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Storage;
using Bookseal.Storage.Audit;
using Bookseal.Storage.Company;
using Bookseal.Storage.Journals;
using Bookseal.Storage.Keys;
using Bookseal.Storage.Proofs;
using Bookseal.Storage.Subledgers;

namespace Bookseal.Closing;

/// <summary>One tenant's stores, keys and clock: what every service of a close works with.</summary>
public sealed class Workspace(Backend backend, IKeyRing keys, TenantId tenant, TimeProvider clock)
{
    public TenantId Tenant { get; } = tenant;

    public TimeProvider Clock { get; } = clock;

    public IKeyRing Keys { get; } = keys;

    public IObjectStore Objects { get; } = backend.Objects;

    public AuditLog Audit { get; } = new(backend.Tables, clock);

    public JournalStore Journals { get; } = new(backend.Objects);

    public SubledgerStore Subledgers { get; } = new(backend.Objects);

    public MasterDataStore MasterData { get; } = new(backend.Objects);

    public ProofStore Proofs { get; } = new(backend.Objects);

    public CheckpointStore Checkpoints { get; } = new(backend.Objects);

    public string LogOrigin => CompanyProfile.OriginOf(Tenant);

    public Task<ChainHead> ReadHeadAsync(CancellationToken cancel) => Audit.ReadHeadAsync(Tenant, LogOrigin, cancel);

    /// <summary>The tenant's current master data; <c>BOOKS_NOT_FOUND</c> before the first import.</summary>
    public async Task<Result<MasterData>> ReadMasterDataAsync(CancellationToken cancel)
    {
        var row = await Audit.ProjectionAsync(Tenant, BooksRow.Key, cancel);
        if (row is null) return new Fault("BOOKS_NOT_FOUND", $"there are no books of {Tenant} here; import them first (bookseal import DIR)");
        return await MasterData.ReadAsync(Tenant, BooksRow.FromBytes(row.Payload.Span).Value, cancel);
    }

    /// <summary>Today in the company's time zone.</summary>
    public DateOnly Today(CompanyProfile profile) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(profile.TimeZone)).DateTime);
}
