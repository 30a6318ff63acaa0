using Bookseal.Books.Values;
using Bookseal.Evidence.Json;

namespace Bookseal.Storage.Requests;

/// <summary>
/// What was answered to requests that came with an idempotency key, attempt by attempt:
/// <c>requests/{tenant}/{YYYY-MM}/{key}-{attempt}-begun.json</c>, then <c>-done.json</c>. An attempt that was refused
/// leaves the key to the next one. They are found for thirty days at least; in Azure the account's lifecycle rule takes
/// them away afterwards.
/// </summary>
public sealed class RequestStore(IObjectStore objects)
{
    /// <summary>After so many refusals a key is used up.</summary>
    public const int MaxAttempts = 100;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>The last attempt, and its number. Nothing (and 0) where the next one is the first.</summary>
    public async Task<(KeptRequest? Known, int Attempt)> FindAsync(
        TenantId tenant,
        Digest key,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        (KeptRequest? Known, int Attempt) found = (null, 0);
        for (var day = now - Kept; MonthOf(day) != MonthOf(now); day = FirstOfNext(day))
            if ((found = await FindAsync(tenant, MonthOf(day), key, cancel)).Known is { IsRefused: false })
                return found;
        return await FindAsync(tenant, MonthOf(now), key, cancel);
    }

    /// <summary>False where somebody else has begun this attempt.</summary>
    public Task<bool> BeginAsync(
        TenantId tenant,
        Digest key,
        int attempt,
        KeptRequest begun,
        CancellationToken cancel
    ) => CreateAsync(PathOf(tenant, MonthOf(begun.At), key, attempt, "begun"), begun, cancel);

    /// <summary>The first answer is kept, beside the attempt's beginning.</summary>
    /// <param name="done">At the time when it began: midnight at a month's end does not part the two.</param>
    public Task EndAsync(TenantId tenant, Digest key, int attempt, KeptRequest done, CancellationToken cancel) =>
        CreateAsync(PathOf(tenant, MonthOf(done.At), key, attempt, "done"), done, cancel);

    private async Task<(KeptRequest? Known, int Attempt)> FindAsync(
        TenantId tenant,
        string month,
        Digest key,
        CancellationToken cancel
    )
    {
        KeptRequest? refused = null;
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            if (await ReadAsync(PathOf(tenant, month, key, attempt, "done"), cancel) is { } done)
            {
                if (!done.IsRefused)
                    return (done, attempt);
                refused = done;
            }
            else if (await ReadAsync(PathOf(tenant, month, key, attempt, "begun"), cancel) is not { } begun)
                return (refused, attempt - 1);
            else if (!await IsFollowedAsync(tenant, month, key, attempt, cancel))
                return (begun, attempt);
        }

        return (refused, MaxAttempts);
    }

    /// <summary>Whoever had begun was gone, and somebody else took over.</summary>
    private async Task<bool> IsFollowedAsync(
        TenantId tenant,
        string month,
        Digest key,
        int attempt,
        CancellationToken cancel
    ) => await ReadAsync(PathOf(tenant, month, key, attempt + 1, "begun"), cancel) is not null;

    private async Task<bool> CreateAsync(ObjectPath path, KeptRequest request, CancellationToken cancel)
    {
        using var content = new MemoryStream(CanonicalJson.ToBytes(request.ToJson()));
        var created = await objects.CreateAsync(path, content, cancel);
        if (created.IsOk || created.Fault.Code == StoreCode.AlreadyExists)
            return created.IsOk;
        throw new IOException($"{path} cannot be written: {created.Fault}");
    }

    private async Task<KeptRequest?> ReadAsync(ObjectPath path, CancellationToken cancel)
    {
        var read = await objects.ReadBytesAsync(path, cancel);
        if (read.TryGet(out var content, out var fault))
            return KeptRequest.FromJson(JsonText.ParseObject(content).Value);
        return fault.Code == StoreCode.NotFound ? null : throw new IOException($"{path}: {fault}");
    }

    private static DateTimeOffset FirstOfNext(DateTimeOffset day) =>
        new DateTimeOffset(day.UtcDateTime.Year, day.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);

    private static string MonthOf(DateTimeOffset instant) => Dates.Text(instant)[..7];

    private static ObjectPath PathOf(TenantId tenant, string month, Digest key, int attempt, string state) =>
        ObjectPath.Of("requests", tenant.ToString(), month, $"{key}-{attempt}-{state}.json");
}

/// <summary>A request under an idempotency key, with its answer once there is one.</summary>
/// <param name="Body">SHA-256 of what was sent.</param>
/// <param name="Status">Of HTTP; null while no answer is known.</param>
public sealed record KeptRequest(
    DateTimeOffset At,
    Digest Body,
    int? Status,
    string? ContentType,
    string? Location,
    ReadOnlyMemory<byte> Answer
)
{
    /// <summary>
    /// How many entries the company's audit chain had when it began: what it did, if it did anything, stands behind.
    /// Null in records of older releases.
    /// </summary>
    public long? ChainSize { get; init; }

    /// <summary>It changed nothing, and may be tried again.</summary>
    public bool IsRefused => Status is not (null or (>= 200 and < 300) or 303);

    public static KeptRequest Begun(DateTimeOffset at, Digest body, long chainSize) =>
        new(at, body, null, null, null, default) { ChainSize = chainSize };

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("answer", Convert.ToBase64String(Answer.Span)),
            ("at", Dates.Text(At)),
            ("body_sha256", Body),
            ("chain_size", ChainSize is { } size ? (JsonValue)size : null),
            ("content_type", ContentType),
            ("location", Location),
            ("status", Status is { } status ? (JsonValue)status : null)
        );

    public static KeptRequest FromJson(JsonObject source)
    {
        var fields = new Fields(source, "REQUEST_RECORD_INVALID");
        var answer = fields.Text("answer");
        var at = fields.Text("at", Dates.ParseInstant);
        var body = fields.Text("body_sha256", Digest.Parse);
        var (type, location) = (fields.OptionalText("content_type"), fields.OptionalText("location"));
        var size = fields.Has("chain_size") ? fields.Integer("chain_size") : (long?)null;
        var status = fields.Has("status") ? fields.SmallInteger("status") : (int?)null;
        return fields
            .Finish(() =>
                new KeptRequest(at, body, status, type, location, Convert.FromBase64String(answer)) { ChainSize = size }
            )
            .Value;
    }
}
