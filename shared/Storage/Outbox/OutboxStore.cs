using System.Runtime.CompilerServices;
using Bookseal.Books.Notifications;
using Bookseal.Books.Values;
using Bookseal.Storage.Audit;

namespace Bookseal.Storage.Outbox;

/// <summary>
/// What became of notices: table <c>outbox</c>, one partition a tenant. Row <c>d-{key}</c> says in which message a
/// reason went to a recipient, so that it never goes twice; row <c>m-{day}-{id}</c> is a message; row <c>cursor</c>
/// says up to which audit entry notices were taken up. A row that cannot be read stops with <c>OUTBOX_DAMAGED</c>, as a
/// <see cref="ChainRefusedException"/>: what was said is not guessed.
/// </summary>
public sealed class OutboxStore(ITableStore tables, TenantId tenant)
{
    public const string DamagedCode = "OUTBOX_DAMAGED";

    private const string AuditTable = "audit";
    private const string Table = "outbox";
    private const string CursorKey = "cursor";

    /// <summary>
    /// How long ago a message may have begun that is looked at: far longer than it is tried, so that where no timer ran
    /// for days, what waited is given up for all to see.
    /// </summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(31);

    /// <summary>The notices from an audit entry on, in order.</summary>
    public async IAsyncEnumerable<RecordedNotices> ReadNoticesAsync(
        long from,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var partition = tenant.ToString();
        await foreach (
            var row in tables.QueryAsync(AuditTable, partition, NoticeRows.KeyOf(from), NoticeRows.End, cancel)
        )
            yield return ReadNotices(row);
    }

    public async Task<OutboxCursor> ReadCursorAsync(CancellationToken cancel)
    {
        if (await tables.GetAsync(Table, tenant.ToString(), CursorKey, cancel) is not { } row)
            return new(0, null);
        return Parse(row, fields => fields.Integer("next")).TryGet(out var next, out var fault)
            ? new(next, row.ETag)
            : throw Damaged(row, fault);
    }

    /// <summary>From now on notices are taken up from an entry on. False where somebody else moved it.</summary>
    public async Task<bool> MoveCursorAsync(OutboxCursor cursor, long next, CancellationToken cancel) =>
        await CommitAsync([new(CursorKey, CanonicalJson.ToBytes(JsonObject.Of(("next", next))), cursor.ETag)], cancel);

    /// <summary>Whether this reason has a message to this recipient, whatever became of it.</summary>
    public async Task<bool> IsSaidAsync(Digest key, CancellationToken cancel) =>
        await tables.GetAsync(Table, tenant.ToString(), DeliveryKey(key), cancel) is not null;

    /// <summary>
    /// Adds a message and says so of each of its keys, all or nothing: from here on it is going to be delivered. False
    /// where one of the keys, or the message, is there already.
    /// </summary>
    public Task<bool> AddAsync(OutboxMessage message, CancellationToken cancel)
    {
        var pointer = CanonicalJson.ToBytes(JsonObject.Of(("message", KeyOf(message))));
        return CommitAsync(
            [
                .. message.Keys.Select(key => new TableWrite(DeliveryKey(key), pointer, null)),
                new(KeyOf(message), CanonicalJson.ToBytes(message.ToJson()), null),
            ],
            cancel
        );
    }

    /// <summary>The messages that began in the last month, in the order of its days.</summary>
    public async IAsyncEnumerable<StoredMessage> ReadRecentAsync(
        DateTimeOffset now,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var from = $"m-{DayOf(now - Horizon)}";
        await foreach (var row in tables.QueryAsync(Table, tenant.ToString(), from, "m.", cancel))
            yield return ReadMessage(row);
    }

    /// <summary>Null where the message changed since it was read: somebody else has it.</summary>
    public async Task<StoredMessage?> ReplaceAsync(
        StoredMessage stored,
        OutboxMessage changed,
        CancellationToken cancel
    )
    {
        TableWrite write = new(KeyOf(changed), CanonicalJson.ToBytes(changed.ToJson()), stored.ETag);
        var committed = await tables.CommitAsync(Table, tenant.ToString(), [write], cancel);
        return committed.IsOk ? new StoredMessage(changed, committed.Value[0]) : Lost<StoredMessage>(committed.Fault);
    }

    private static RecordedNotices ReadNotices(TableRow row)
    {
        var read = NoticeRows.Read(row.Payload.Span);
        return read.IsOk ? read.Value : throw Damaged(row, read.Fault);
    }

    private static StoredMessage ReadMessage(TableRow row)
    {
        var read = JsonText.ParseObject(row.Payload.Span).Then(OutboxMessage.FromJson);
        return read.IsOk ? new StoredMessage(read.Value, row.ETag) : throw Damaged(row, read.Fault);
    }

    private async Task<bool> CommitAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancel)
    {
        var committed = await tables.CommitAsync(Table, tenant.ToString(), writes, cancel);
        return committed.IsOk || Lost<object>(committed.Fault) is not null;
    }

    private static T? Lost<T>(Fault fault)
        where T : class =>
        fault.Code is StoreCode.RowChanged or StoreCode.RowExists
            ? null
            : throw new IOException($"the outbox cannot be written: {fault}");

    private static Result<T> Parse<T>(TableRow row, Func<Fields, T> read) =>
        JsonText
            .ParseObject(row.Payload.Span)
            .Then(source =>
            {
                var fields = new Fields(source, "OUTBOX_INVALID");
                var value = read(fields);
                return fields.Finish(() => value);
            });

    private static ChainRefusedException Damaged(TableRow row, Fault fault) =>
        new(new(DamagedCode, $"row {row.Key} is unreadable: {fault.Message}; restore the table from a backup"));

    private static string DeliveryKey(Digest key) => $"d-{key}";

    private static string KeyOf(OutboxMessage message) => $"m-{DayOf(message.CreatedAt)}-{message.Id:D}";

    private static string DayOf(DateTimeOffset instant) => Dates.Text(DateOnly.FromDateTime(instant.UtcDateTime));
}

/// <param name="Next">The first audit entry whose notices were not taken up.</param>
/// <param name="ETag">Null while there is no row.</param>
public sealed record OutboxCursor(long Next, string? ETag);

public sealed record StoredMessage(OutboxMessage Message, string ETag);
