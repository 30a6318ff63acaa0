using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Reconciliation;

/// <summary>
/// The lines of an interval's entries on the accounts that some pair compares. What an edit in the source took back is
/// left out with its taking back, and so is an entry of the interval that was reversed in it.
/// </summary>
public sealed class LedgerLines(IEnumerable<PairRule> pairs, IntervalRules rules)
{
    private readonly HashSet<AccountCode> _accounts = [.. pairs.SelectMany(pair => pair.Ledger)];
    private readonly Dictionary<EntryKey, List<HeldLine>> _entries = [];

    /// <summary>They are held one by one.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a journal line that can be read; no other has lines.</summary>
    public void Add(ReadOnlySpan<byte> journalLine)
    {
        if (_accounts.Count == 0 || !Touches(journalLine))
            return;
        if (!EntryCodec.Decode(journalLine).TryGet(out var entry, out _))
            return;
        var lines = entry
            .Lines.Where(line => _accounts.Contains(line.Account))
            .Select(line => Of(entry, line))
            .ToList();
        if (TakesBackWhole(entry, lines) is { } reversed && _entries.Remove(reversed, out var gone))
        {
            Count -= gone.Count;
            return;
        }

        Count += lines.Count;
        if (!_entries.TryAdd(entry.Key, lines))
            _entries[entry.Key].AddRange(lines);
    }

    /// <summary>Those that a pair compares.</summary>
    public PairLines Of(PairRule pair)
    {
        var accounts = pair.Ledger.ToHashSet();
        var ours = _entries
            .Values.SelectMany(lines => lines)
            .Where(held => accounts.Contains(held.Account) && (pair.Entity is null || held.Entity == pair.Entity))
            .Select(held => held.On(pair.Side))
            .ToLookup(held => pair.Side == LedgerSide.Both || held.Line.AmountMinor > 0);
        if (rules == IntervalRules.V1)
            return new([.. ours[true].Select(held => held.Line)], []);
        // A correction belongs to what it corrects, on whichever side it stands.
        return new(
            [.. ours[true].Concat(ours[false].Where(held => held.TakesBack)).Select(held => held.Line)],
            [.. ours[false].Where(held => !held.TakesBack).Select(held => held.Line)]
        );
    }

    /// <summary>
    /// The entry that this one takes back, line for line; null where it takes none back or a part. Of an edit in the
    /// source the planner has seen to it.
    /// </summary>
    private EntryKey? TakesBackWhole(Entry entry, List<HeldLine> lines)
    {
        if (entry.Reverses is not { } reversed)
            return null;
        var key = new EntryKey(entry.Scope, reversed);
        if (entry.Edit is not null)
            return key;
        var isWhole =
            rules != IntervalRules.V1
            && _entries.TryGetValue(key, out var standing)
            && Amounts(standing, sign: 1).SequenceEqual(Amounts(lines, sign: -1));
        return isWhole ? key : null;
    }

    private static IEnumerable<(AccountCode, string?, string, Currency, long)> Amounts(
        List<HeldLine> lines,
        int sign
    ) =>
        lines
            .Select(held =>
                (held.Account, held.Entity, held.Line.Reference, held.Line.Currency, sign * held.Line.AmountMinor)
            )
            .Order();

    private bool Touches(ReadOnlySpan<byte> journalLine)
    {
        try
        {
            var cursor = new EntryCursor(journalLine);
            while (cursor.NextLine())
                if (_accounts.Contains(NameBytes.Parse(cursor.Account, AccountCode.Parse)))
                    return true;
            return false;
        }
        catch (System.Text.Json.JsonException)
        {
            return false; // the fold says so
        }
    }

    private static HeldLine Of(Entry entry, EntryLine line) =>
        new(
            line.Account,
            line.Entity,
            entry.Reverses is not null || entry.Corrects is not null,
            new(entry.Id.ToString(), entry.Date, line.Reference ?? "", line.Currency, line.NetMinor)
        );

    private sealed record HeldLine(AccountCode Account, string? Entity, bool TakesBack, ComparedLine Line)
    {
        /// <summary>With the amount as a pair of this side sees it.</summary>
        public HeldLine On(LedgerSide side) =>
            side == LedgerSide.Credit ? this with { Line = Line with { AmountMinor = -Line.AmountMinor } } : this;
    }
}

/// <summary>The lines of the accounts of one pair.</summary>
/// <param name="Own">Of its side, and what takes such lines back.</param>
/// <param name="Opposite">
/// Of the other side, negative: sales into the account that payouts leave, and among them payouts that took money back.
/// </param>
public sealed record PairLines(IReadOnlyList<ComparedLine> Own, IReadOnlyList<ComparedLine> Opposite)
{
    /// <summary>In one currency.</summary>
    public PairLines In(Currency currency) =>
        new([.. Own.Where(line => line.Currency == currency)], [.. Opposite.Where(line => line.Currency == currency)]);
}
