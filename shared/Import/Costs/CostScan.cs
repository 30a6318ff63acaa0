using System.Buffers;
using Bookseal.Books.Costs;
using Bookseal.Books.Values;

namespace Bookseal.Import.Costs;

/// <summary>What files of costs come to: checked, counted and numbered, ready to be written.</summary>
public sealed class CostScan
{
    private const int MostTotals = 10_000;
    private readonly CostFile _file;
    private readonly Lazy<Dictionary<(string Issuer, string Id), CostInvoice>> _invoices;
    private readonly SortedDictionary<PeriodCode, long> _months = [];
    private readonly SortedDictionary<(string Provider, Currency Currency), ExactDecimal> _totals = new(
        Comparer<(string Provider, Currency Currency)>.Create(
            (left, right) =>
                string.CompareOrdinal(left.Provider, right.Provider) is not 0 and var order
                    ? order
                    : left.Currency.CompareTo(right.Currency)
        )
    );
    private readonly SortedSet<string> _batches = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> _scratch = new(1024);
    private readonly long[] _lifecycles = new long[2];

    internal CostScan(CostFile file)
    {
        _file = file;
        _invoices = new(() => file.Invoices.ToDictionary(invoice => (invoice.Issuer, invoice.Id)));
        Keys = new(file.Reading.Layout.HasIds);
    }

    public CostKeys Keys { get; }

    /// <summary>Digests of the files, in their order.</summary>
    public IReadOnlyList<Digest> Sources { get; private set; } = [];

    /// <summary>Columns that were not read.</summary>
    public IReadOnlyCollection<string> Ignored { get; private set; } = [];

    /// <summary>Records and invoices by the month of their day.</summary>
    public IReadOnlyDictionary<PeriodCode, long> Months => _months;

    /// <summary>Billed, never added across currencies.</summary>
    public IReadOnlyDictionary<(string Provider, Currency Currency), ExactDecimal> Totals => _totals;

    public DateOnly FirstDay { get; private set; } = DateOnly.MaxValue;

    public DateOnly LastDay { get; private set; } = DateOnly.MinValue;

    public int Invoices => _file.Invoices.Count;

    public long Preliminary => _lifecycles[(int)CostLifecycle.Preliminary];

    public long Records => Keys.Count;

    public long? BatchSequence => _file.Reading.BatchSequence;

    /// <summary>Each record has a place among others of its id: another batch may restate it.</summary>
    public bool IsOrdered { get; private set; } = true;

    /// <summary>Names the import: its files and how they are read.</summary>
    public Digest Import =>
        CanonicalJson.DigestOf(
            JsonObject.Of(
                ("asked", _file.Asked),
                ("sources", JsonArray.OfTexts(Sources.Select(source => source.ToString())))
            )
        );

    /// <summary>The ingestion_batch_ids, in order.</summary>
    public IReadOnlyCollection<string> Batches => _batches;

    /// <summary>The id of records of which neither the file nor a person says one.</summary>
    internal string DefaultBatch { get; private set; } = "";

    /// <summary>Their canonical lines, records first, made as they are read.</summary>
    /// <param name="recordedAt">Stands in each of them.</param>
    /// <param name="placement">The period that takes in what is of a month.</param>
    public CostLines Lines(
        DateTimeOffset recordedAt,
        IReadOnlyDictionary<PeriodCode, PeriodCode> placement,
        IProgress<ImportProgress>? progress
    ) => new(_file, this, recordedAt, placement) { Progress = progress };

    /// <summary>
    /// Whether a stored batch can have records of these ids. What has no ids of its source is known by its charge
    /// period as well.
    /// </summary>
    public bool MayShareIds(CostBatch batch) =>
        _file.Reading.Layout.HasIds
        || (batch.FirstDay <= LastDay && FirstDay <= batch.LastDay)
        || (batch.Invoices > 0 && Invoices > 0);

    /// <summary>
    /// Why a stored line and one of these cannot both stand: <c>COST_ORDER_UNKNOWN</c>. Null where they can.
    /// </summary>
    /// <exception cref="InvalidDataException">The line is none of costs.</exception>
    public Fault? Compare(ReadOnlySpan<byte> line)
    {
        if (CostLine.IsInvoice(line))
            return Invoices == 0 ? null : Compare(Good(CostInvoice.Decode(line)));
        if (Keys.Recognize(line) is not { } id)
            return null;
        var stored = Good(CostRecord.Decode(line));
        var key = new CostKey(
            id.Id,
            stored.Billed,
            CostKey.ContentOf(stored, _scratch),
            stored.Order,
            stored.Lifecycle
        );
        return Keys.Find(id.Id, id.Ordinal).Any(mine => key.IsUnordered(WithOrder(mine)))
            ? CostOrders.WithBatch($"record {stored.Id}", stored.Batch, stored.Order)
            : null;
    }

    private Fault? Compare(CostInvoice stored)
    {
        var order = new CostOrder(BatchSequence, null);
        var isUnordered =
            _invoices.Value.TryGetValue((stored.Issuer, stored.Id), out var mine)
            && (!mine.SaysTheSame(stored) || stored.Order != order)
            && (stored.Order.Compare(order) ?? 0) == 0;
        return isUnordered ? CostOrders.WithBatch($"invoice line {stored.Id}", stored.Batch, stored.Order) : null;
    }

    private CostKey WithOrder(CostKey key) =>
        BatchSequence is { } said ? key with { Order = new(said, key.Order.RecordSequence) } : key;

    private static T Good<T>(Result<T> line) =>
        line.TryGet(out var value, out var fault) ? value : throw new InvalidDataException($"{fault}");

    /// <summary>Null, or why it cannot be taken in: <c>COST_FILE_TOO_LARGE</c>, <c>AMOUNT_TOO_LARGE</c>.</summary>
    internal Fault? Add(CostRecord record, Digest key)
    {
        // What is said of all rows is not held of each.
        var order = BatchSequence is null ? record.Order : record.Order with { BatchSequence = null };
        Keys.Add(new(CostKey.HalfOf(key), record.Billed, CostKey.ContentOf(record, _scratch), order, record.Lifecycle));
        _batches.Add(record.Batch);
        _lifecycles[(int)record.Lifecycle]++;
        IsOrdered &= record.Order != default;
        Add(record.Day);
        var total = (record.Provider, record.Currency);
        if (!_totals.GetValueOrDefault(total).Plus(record.Billed).TryGet(out var sum, out var fault))
            return fault;
        _totals[total] = sum;
        var excess = Excess();
        return excess is null ? null : new("COST_FILE_TOO_LARGE", $"{excess}; split the file");
    }

    internal void Complete(CostPass pass)
    {
        (Sources, Ignored) = ([.. pass.Sources], pass.Ignored);
        if (_batches.Remove(""))
        {
            DefaultBatch =
                $"sha256:{(Sources is [var one] ? one : Digest.Of([.. Sources.SelectMany(s => s.ToArray())]))}";
            _batches.Add(DefaultBatch);
        }

        foreach (var invoice in _file.Invoices)
            Add(invoice.Day);
        Keys.Complete();
    }

    private void Add(DateOnly day)
    {
        _months[PeriodCode.Of(day)] = _months.GetValueOrDefault(PeriodCode.Of(day)) + 1;
        (FirstDay, LastDay) = (day < FirstDay ? day : FirstDay, day > LastDay ? day : LastDay);
    }

    private string? Excess()
    {
        if (Keys.Count > Limits.CostRecords)
            return $"an import has at most {Limits.CostRecords} rows";
        if (_months.Count > Limits.CostMonths)
            return $"a file is of at most {Limits.CostMonths} months";
        if (_totals.Count > MostTotals)
            return $"a file has at most {MostTotals} providers";
        return _batches.Count > Limits.CostBatchIds ? $"a file has at most {Limits.CostBatchIds} batches" : null;
    }
}
