using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Closing.Imports;
using Bookseal.Storage;
using Bookseal.Storage.Items;

namespace Bookseal.Closing.Backups;

/// <summary>
/// What has to lie beside a chain for its books to be whole, by what its entries say: objects with their digests, how
/// far append objects go and with which bytes, journals. A fold, and pure.
/// </summary>
internal sealed class ChainInventory(TenantId tenant)
{
    private readonly Dictionary<ObjectPath, (Digest Sha256, long Entry)> _objects = [];
    private readonly Dictionary<ObjectPath, SortedDictionary<long, Digest>> _sealedItems = [];
    private readonly SortedSet<PeriodCode> _months = [];
    private readonly HashSet<MasterDigests> _masterData = [];

    /// <summary>Each with the first entry that names it.</summary>
    public IReadOnlyDictionary<ObjectPath, (Digest Sha256, long Entry)> Objects => _objects;

    /// <summary>
    /// Of subledgers and bank statements: the digest of the bytes up to each length at which a run closed them. They
    /// only grow, so that it holds whatever became of the run.
    /// </summary>
    public IReadOnlyDictionary<ObjectPath, SortedDictionary<long, Digest>> SealedItems => _sealedItems;

    /// <summary>The months that imports and adjustments posted to.</summary>
    public IEnumerable<PeriodCode> Months => _months;

    /// <summary>Imports brought items of subledgers, or rows of bank statements.</summary>
    public bool HasItems { get; private set; }

    /// <summary>All that were ever current or pinned.</summary>
    public IEnumerable<MasterDigests> MasterData => _masterData;

    public void Add(AuditEntry entry)
    {
        foreach (var (path, digest) in NamedObjects.In(tenant, entry))
            _objects.TryAdd(path, (digest, entry.Sequence));
        if (NamedObjects.MasterIn(entry) is { } master)
            _masterData.Add(master);
        if (BooksImporter.IsImported(entry.Type))
            AddImport(entry.Data);
        if (entry.Type == AdjustmentPosted.TypeName && entry.Period is { } adjusted)
            _months.Add(adjusted);
        if (entry.Type is SubledgerClosed.TypeName or BankClosed.TypeName)
            AddSealed(entry);
    }

    private void AddImport(JsonObject import)
    {
        HasItems |= IsPositive(import["subledger_items"]);
        if (import["entries"] is not JsonObject entries)
            return;
        foreach (var (month, count) in entries.Members)
            if (IsPositive(count) && PeriodCode.Parse(month).TryGet(out var period, out _))
                _months.Add(period);
    }

    private void AddSealed(AuditEntry entry)
    {
        if (!RunEventCodec.Read(entry.Type, entry.Actor, entry.Data).TryGet(out var closed, out _))
            return;
        switch (closed)
        {
            case SubledgerClosed items:
                Add(SubledgerStore.PathOf(tenant, items.Subledger), items.PositionBytes, items.Sha256);
                break;
            case BankClosed bank:
                Add(BankStore.PathOf(tenant), bank.PositionBytes, bank.Sha256);
                break;
        }
    }

    private void Add(ObjectPath path, long position, Digest sha256)
    {
        if (!_sealedItems.TryGetValue(path, out var positions))
            _sealedItems.Add(path, positions = []);
        positions[position] = sha256;
    }

    private static bool IsPositive(JsonValue? count) => count is JsonNumber { IsSafeInteger: true, Value: > 0 };
}
