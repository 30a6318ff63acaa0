using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Reconciliation;

/// <summary>
/// The lines of an interval's entries on the accounts that some pair compares. What an edit in the source took back is
/// left out with its taking back.
/// </summary>
public sealed class LedgerLines(IEnumerable<PairRule> pairs)
{
    private readonly HashSet<AccountCode> _accounts = [.. pairs.SelectMany(pair => pair.Ledger)];
    private readonly Dictionary<EntryKey, List<(AccountCode Account, string? Entity, ComparedLine Line)>> _entries = [];

    /// <summary>They are held one by one.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a journal line that can be read; no other has lines.</summary>
    public void Add(ReadOnlySpan<byte> journalLine)
    {
        if (_accounts.Count == 0 || !Touches(journalLine))
            return;
        if (!EntryCodec.Decode(journalLine).TryGet(out var entry, out _))
            return;
        if (
            entry is { Edit: not null, Reverses: { } reversed }
            && _entries.Remove(new(entry.Scope, reversed), out var gone)
        )
        {
            Count -= gone.Count;
            return;
        }

        var lines = entry
            .Lines.Where(line => _accounts.Contains(line.Account))
            .Select(line => Of(entry, line))
            .ToList();
        Count += lines.Count;
        if (!_entries.TryAdd(entry.Key, lines))
            _entries[entry.Key].AddRange(lines);
    }

    /// <summary>Those that a pair compares, by currency.</summary>
    public ILookup<Currency, ComparedLine> Of(PairRule pair)
    {
        var accounts = pair.Ledger.ToHashSet();
        return _entries
            .Values.SelectMany(lines => lines)
            .Where(held => accounts.Contains(held.Account) && (pair.Entity is null || held.Entity == pair.Entity))
            .Select(held => held.Line)
            .Where(line => pair.Side == LedgerSide.Both || (line.AmountMinor > 0) == (pair.Side == LedgerSide.Debit))
            .Select(line => pair.Side == LedgerSide.Credit ? line with { AmountMinor = -line.AmountMinor } : line)
            .ToLookup(line => line.Currency);
    }

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

    private static (AccountCode, string?, ComparedLine) Of(Entry entry, EntryLine line) =>
        (
            line.Account,
            line.Entity,
            new(entry.Id.ToString(), entry.Date, line.Reference ?? "", line.Currency, line.NetMinor)
        );
}
