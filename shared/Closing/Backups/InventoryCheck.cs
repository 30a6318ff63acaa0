using System.Security.Cryptography;
using Bookseal.Books.Audit;
using Bookseal.Books.Values;
using Bookseal.Storage;
using Bookseal.Storage.Items;

namespace Bookseal.Closing.Backups;

/// <summary>
/// Whether what a chain tells of lies beside it: a chain that is whole says nothing of objects that are gone.
/// </summary>
internal sealed class InventoryCheck(Workspace workspace)
{
    private IObjectStore Objects => workspace.Backend.Objects;

    public static async Task<ChainInventory> ReadAsync(Workspace workspace, CancellationToken cancel)
    {
        var inventory = new ChainInventory(workspace.Tenant);
        await foreach (var (_, bytes) in workspace.Audit.ReadStoredAsync(workspace.Tenant, cancel))
            if (AuditEntry.Decode(bytes.Span).TryGet(out var entry, out _))
                inventory.Add(entry);
        return inventory;
    }

    /// <summary>
    /// <c>OBJECT_MISSING</c>, <c>OBJECT_CHANGED</c>, <c>SEALED_ITEMS_CHANGED</c>, <c>JOURNAL_MISSING</c>; empty where
    /// all is there.
    /// </summary>
    public async Task<IReadOnlyList<Fault>> RunAsync(CancellationToken cancel)
    {
        var (inventory, faults) = (await ReadAsync(workspace, cancel), new List<Fault>());
        foreach (var (path, (sha256, entry)) in inventory.Objects)
            if (await CheckAsync(path, sha256, entry, cancel) is { } fault)
                faults.Add(fault);
        foreach (var (path, positions) in inventory.SealedItems)
            if (await CheckAsync(path, positions, cancel) is { } fault)
                faults.Add(fault);
        foreach (var month in inventory.Months)
            if (await CheckAsync(month, cancel) is { } fault)
                faults.Add(fault);
        if (inventory.HasItems && !await HasItemsAsync(cancel))
            faults.Add(new("OBJECT_MISSING", "imports brought subledger items or bank rows, and there are none"));
        return faults;
    }

    private async Task<Fault?> CheckAsync(ObjectPath path, Digest sha256, long entry, CancellationToken cancel)
    {
        var opened = await Objects.ReadAsync(path, 0, null, cancel);
        if (!opened.TryGet(out var stream, out var fault))
            return new("OBJECT_MISSING", $"audit entry {entry} names {path}, which cannot be read: {fault.Message}");
        await using (stream)
            return Digest.FromBytes(await SHA256.HashDataAsync(stream, cancel)) == sha256
                ? null
                : new("OBJECT_CHANGED", $"{path} is not what audit entry {entry} names");
    }

    private async Task<Fault?> CheckAsync(
        ObjectPath path,
        SortedDictionary<long, Digest> positions,
        CancellationToken cancel
    )
    {
        var info = await Objects.InfoAsync(path, cancel);
        if (!info.IsOk || info.Value.Length < positions.Keys.Last())
            return new("SEALED_ITEMS_CHANGED", $"{path} does not go as far as a close has sealed it, or is gone");
        var opened = await Objects.ReadAsync(path, 0, positions.Keys.Last(), cancel);
        if (!opened.TryGet(out var stream, out var fault))
            return new("SEALED_ITEMS_CHANGED", $"{path} cannot be read: {fault.Message}");
        await using (stream)
            foreach (var (position, found) in await PrefixDigests.ReadAsync(stream, [.. positions.Keys], cancel))
                if (positions[position] != found)
                    return new("SEALED_ITEMS_CHANGED", $"the first {position} bytes of {path} are not as sealed");
        return null;
    }

    /// <summary>Of a closed month's journal every byte is compared with its certificate, elsewhere.</summary>
    private async Task<Fault?> CheckAsync(PeriodCode month, CancellationToken cancel)
    {
        var segments = await workspace.Journals.SegmentsAsync(workspace.Tenant, month, cancel);
        var isWhole = segments
            .Index()
            .All(one => $"{one.Item.Path}".EndsWith($"/{one.Index + 1:D5}.ndjson", StringComparison.Ordinal));
        return isWhole && segments.Any(segment => segment.Length > 0)
            ? null
            : new("JOURNAL_MISSING", $"entries were posted to {month}, and its journal, or a part of it, is gone");
    }

    private async Task<bool> HasItemsAsync(CancellationToken cancel)
    {
        var bank = await Objects.InfoAsync(BankStore.PathOf(workspace.Tenant), cancel);
        return bank is { IsOk: true, Value.Length: > 0 }
            || (await workspace.Subledgers.SealAsync(workspace.Tenant, cancel)).Count > 0;
    }
}
