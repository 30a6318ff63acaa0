using System.Security.Cryptography;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Imports;

/// <summary>
/// What an import will post, by period. Of an entry it keeps two bytes: which month it goes to, or that it is there
/// already. The entries are read again when they are posted.
/// </summary>
internal sealed class ImportPlan(int maxBatchBytes)
{
    private const ushort Known = 0;
    private readonly List<ushort> _targets = [];
    private readonly List<PlannedMonth> _months = [];

    /// <summary>In order of their periods.</summary>
    public IEnumerable<PlannedMonth> Months => _months.OrderBy(month => month.Period);

    public bool IsEmpty => _months.Count == 0;

    public int LateItems => _months.Sum(month => month.LateItems);

    /// <summary>Takes in the source's next entry.</summary>
    /// <param name="period">Where it goes; null if it is there already.</param>
    public Fault? Add(Entry entry, PeriodCode? period)
    {
        if (period is not { } target)
        {
            _targets.Add(Known);
            return null;
        }

        var month = _months.Find(planned => planned.Period == target);
        if (month is null)
            _months.Add(month = new(target, _months.Count + 1, maxBatchBytes));
        _targets.Add(month.Number);
        return month.Add(entry);
    }

    public void Complete()
    {
        foreach (var month in _months)
            month.Complete();
    }

    /// <summary>Where the source's n-th entry goes, from 0; null if nowhere.</summary>
    public PlannedMonth? TargetOf(int place) =>
        place < _targets.Count && _targets[place] is > Known and var number ? _months[number - 1] : null;
}

/// <summary>A batch as it will be posted.</summary>
/// <param name="Sha256">Of its lines, without a batch header, each with its line feed.</param>
internal readonly record struct PlannedBatch(int Entries, Digest Sha256);

/// <summary>
/// What an import posts to one period: how many entries in which batches, and the digest of each. The entries
/// themselves are not kept.
/// </summary>
/// <param name="maxBatchBytes">A batch that has reached so many bytes is full.</param>
internal sealed class PlannedMonth(PeriodCode period, int number, int maxBatchBytes)
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<PlannedBatch> _batches = [];
    private int _open;
    private int _openBytes;

    public PeriodCode Period { get; } = period;

    /// <summary>How the plan names the month in its list of entries, from 1.</summary>
    public ushort Number { get; } = checked((ushort)number);

    public int Entries { get; private set; }

    /// <summary>How many of the entries are of an earlier, closed month.</summary>
    public int LateItems { get; private set; }

    public IReadOnlyList<PlannedBatch> Batches => _batches;

    /// <summary>The entry as it stands in this period: a late item on its first day, with its own date kept.</summary>
    public static Entry Place(Entry entry, PeriodCode period) =>
        PeriodCode.Of(entry.Date) == period ? entry : entry with { Date = period.FirstDay, OriginalDate = entry.Date };

    public Fault? Add(Entry entry)
    {
        var line = EntryCodec.Encode(Place(entry, Period));
        if (line.Length > Limits.EntryBytes - Limits.BatchHeaderBytes)
            return new(
                "ENTRY_TOO_LARGE",
                $"entry {entry.Id} is over the limit of {Limits.EntryBytes - Limits.BatchHeaderBytes} bytes"
            );
        _hash.AppendData(line);
        _hash.AppendData("\n"u8);
        (Entries, _open, _openBytes) = (Entries + 1, _open + 1, _openBytes + line.Length + 1);
        if (PeriodCode.Of(entry.Date) != Period)
            LateItems++;
        if (_openBytes >= maxBatchBytes)
            Cut();
        return null;
    }

    /// <summary>Ends the last batch: there are no more entries.</summary>
    public void Complete()
    {
        if (_open > 0)
            Cut();
    }

    private void Cut()
    {
        _batches.Add(new(_open, Digest.FromBytes(_hash.GetHashAndReset())));
        (_open, _openBytes) = (0, 0);
    }
}
