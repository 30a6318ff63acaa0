using Azure;
using Azure.Data.Tables;

namespace Bookseal.Storage.Azure.Tables;

/// <summary>
/// Rows as entities: the payload as Edm.Binary, in properties P00, P01, ... because one takes 64 KiB at most:
/// learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model
/// </summary>
internal static class EntityCodec
{
    /// <summary>An entity takes 1 MiB, and this is stored as it is, not as base64.</summary>
    public const int MaxPayloadBytes = 15 * MaxPropertyBytes;

    private const int MaxPropertyBytes = 60 * 1024;

    public static TableTransactionAction Encode(string partition, TableWrite write)
    {
        var entity = new TableEntity(partition, write.Key) { [NameOf(0)] = Array.Empty<byte>() };
        foreach (var (part, bytes) in write.Payload.ToArray().Chunk(MaxPropertyBytes).Index())
            entity[NameOf(part)] = bytes;
        return write.IfMatch is { } etag
            ? new(TableTransactionActionType.UpdateReplace, entity, new ETag(etag))
            : new(TableTransactionActionType.Add, entity);
    }

    public static TableRow Decode(TableEntity entity)
    {
        using var payload = new MemoryStream();
        for (var part = 0; entity.TryGetValue(NameOf(part), out var bytes); part++)
            payload.Write((byte[])bytes);
        return new(entity.RowKey, payload.ToArray(), $"{entity.ETag}");
    }

    private static string NameOf(int part) => $"P{part:D2}";
}
