using System.Security.Cryptography;
using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Imports;

/// <summary>A batch as it will be posted.</summary>
/// <param name="Bytes">Of its lines, without a batch header, each with its line feed.</param>
/// <param name="Sha256">Of those bytes.</param>
internal readonly record struct PlannedBatch(int Entries, int Bytes, Digest Sha256);

/// <summary>
/// What an import posts to one period: how many entries in which batches, and the digest of each. The entries
/// themselves are not kept.
/// </summary>
/// <param name="maxBatchBytes">A batch that has reached so many bytes is full.</param>
internal sealed class PlannedMonth(PeriodCode period, int number, int maxBatchBytes)
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<PlannedBatch> _batches = [];
    private readonly DebitSums _debits = new();

    /// <summary>What the dates of this month begin with.</summary>
    private readonly byte[] _ownDates = Encoding.UTF8.GetBytes($"{period}-");
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

    /// <summary>What the entries that are new come to.</summary>
    public SortedDictionary<Currency, Int128> Debits => _debits.ByCurrency;

    public int Edits { get; private set; }

    /// <summary>Entries that are new, and no part of an edit.</summary>
    public int Added { get; private set; }

    /// <summary>The same of its line.</summary>
    public ReadOnlyMemory<byte> Place(ReadOnlyMemory<byte> line)
    {
        return IsOwn(line) ? line : EntryCodec.Encode(Place(EntryCodec.DecodeOwn(line.Span), Period));
    }

    /// <param name="line">As its source gives it.</param>
    public Fault? Add(ReadOnlyMemory<byte> line)
    {
        if (Write(Place(line).Span) is { } tooLarge)
            return tooLarge;
        Added++;
        _debits.Add(line.Span);
        if (!IsOwn(line))
            LateItems++;
        CutIfFull();
        return null;
    }

    /// <summary>The entries of an edit stay in one batch.</summary>
    public Fault? Add(PlannedEdit edit)
    {
        foreach (var entry in edit.Entries)
            if (Write(EntryCodec.Encode(entry)) is { } tooLarge)
                return tooLarge;
        Edits++;
        CutIfFull();
        return null;
    }

    /// <summary><c>ENTRY_TOO_LARGE</c> where it has no room for a batch's header.</summary>
    public static Fault? CheckSize(Entry entry) => CheckSize(EntryCodec.Encode(entry));

    private bool IsOwn(ReadOnlyMemory<byte> line) => EntryCodec.DateIn(line.Span).StartsWith(_ownDates);

    private static Fault? CheckSize(ReadOnlySpan<byte> line) =>
        line.Length <= Limits.EntryBytes - Limits.BatchHeaderBytes
            ? null
            : new(
                "ENTRY_TOO_LARGE",
                $"entry {Encoding.UTF8.GetString(EntryCodec.IdIn(line))} is over the limit of "
                    + $"{Limits.EntryBytes - Limits.BatchHeaderBytes} bytes"
            );

    private Fault? Write(ReadOnlySpan<byte> line)
    {
        if (CheckSize(line) is { } tooLarge)
            return tooLarge;
        _hash.AppendData(line);
        _hash.AppendData("\n"u8);
        (Entries, _open, _openBytes) = (Entries + 1, _open + 1, _openBytes + line.Length + 1);
        return null;
    }

    private void CutIfFull()
    {
        if (_openBytes >= maxBatchBytes)
            Cut();
    }

    /// <summary>Ends the last batch: there are no more entries.</summary>
    public void Complete()
    {
        if (_open > 0)
            Cut();
    }

    private void Cut()
    {
        _batches.Add(new(_open, _openBytes, Digest.FromBytes(_hash.GetHashAndReset())));
        (_open, _openBytes) = (0, 0);
    }
}
