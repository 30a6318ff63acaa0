using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>An entry that somebody names as the accrual of what a provider may still change.</summary>
public sealed record CostAccrual(string Provider, EntryId Entry);

/// <summary>
/// Finds named entries in one pass over a journal: what they have on each account, less what reversed or corrected them
/// in the same month.
/// </summary>
public sealed class AccruedCosts
{
    private readonly HashSet<EntryId> _named;
    private readonly List<byte[]> _members;
    private readonly HashSet<EntryId> _found = [];
    private readonly Dictionary<(EntryId Entry, AccountCode Account, Currency Currency), Int128> _nets = [];

    /// <param name="before">Those that the month begins with, of which it may take something back.</param>
    public AccruedCosts(IReadOnlyCollection<CostAccrual> accruals, IEnumerable<OpenAccrual>? before = null)
    {
        Named = accruals;
        _named = [.. accruals.Select(accrual => accrual.Entry), .. (before ?? []).Select(accrual => accrual.Entry)];
        _members = [.. _named.Select(id => System.Text.Encoding.UTF8.GetBytes($"\"{id}\""))];
    }

    public static AccruedCosts None { get; } = new([]);

    public IReadOnlyCollection<CostAccrual> Named { get; }

    /// <summary>As who looks at each line of a journal; nobody where no entry is named.</summary>
    public IEnumerable<LineSplitter.LineAction> Looks => _named.Count == 0 ? [] : [Add];

    public bool Has(EntryId entry) => _found.Contains(entry);

    /// <summary>Debit positive, in minor units.</summary>
    public Int128 NetOf(EntryId entry, AccountCode account, Currency currency) =>
        _nets.GetValueOrDefault((entry, account, currency));

    /// <summary>A line that is no entry is a matter of the guards.</summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        if (NamesOne(line) && EntryCodec.Decode(line).TryGet(out var entry, out _))
            Add(entry);
    }

    private void Add(Entry entry)
    {
        if (_named.Contains(entry.Id))
            _found.Add(entry.Id);
        foreach (var id in new[] { entry.Id, entry.Reverses, entry.Corrects }.OfType<EntryId>().Where(_named.Contains))
        foreach (var line in entry.Lines)
        {
            var key = (id, line.Account, line.Currency);
            _nets[key] = checked(_nets.GetValueOrDefault(key) + line.NetMinor);
        }
    }

    /// <summary>The bytes tell first, so that a journal of a million lines costs a search each.</summary>
    private bool NamesOne(ReadOnlySpan<byte> line)
    {
        foreach (var member in _members)
            if (line.IndexOf(member) >= 0)
                return true;
        return false;
    }
}
