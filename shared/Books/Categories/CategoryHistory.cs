using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Categories;

/// <summary>
/// How lines like those of a queue were booked before: of entries with the same text (<see cref="TextLikeness"/>) or
/// the same entity, the lines of the same side on accounts of revenue and expense.
/// </summary>
public sealed class CategoryHistory
{
    private const int MostAccounts = 3;
    private readonly ChartOfAccounts _chart;
    private readonly Dictionary<Likeness, Dictionary<AccountCode, EntryTally>> _tallies;
    private readonly ILookup<string, Likeness> _byText;
    private readonly ILookup<string, Likeness> _byEntity;

    public CategoryHistory(ChartOfAccounts chart, IEnumerable<QueuedLine> queue)
    {
        _chart = chart;
        _tallies = queue
            .Select(Likeness.Of)
            .Distinct()
            .ToDictionary(like => like, _ => new Dictionary<AccountCode, EntryTally>());
        _byText = _tallies.Keys.Where(like => like.Text.Length > 0).ToLookup(like => like.Text);
        _byEntity = _tallies.Keys.Where(like => like.Entity.Length > 0).ToLookup(like => like.Entity);
    }

    public bool IsNeeded => _tallies.Count > 0;

    public void Add(Entry entry)
    {
        if (entry.Kind is EntryKind.Opening or EntryKind.Closing or EntryKind.Reversing || entry.Edit is not null)
            return;
        var lines = entry.Lines.Where(IsAnswer).ToList();
        if (lines.Count == 0)
            return;
        var entities = entry.Lines.Select(line => line.Entity).OfType<string>().Distinct();
        var alike = _byText[TextLikeness.Of(entry.Description)]
            .Concat(entities.SelectMany(entity => _byEntity[entity]));
        foreach (var like in alike.Distinct())
        foreach (
            var account in lines
                .Where(line => line.NetMinor > 0 == like.IsDebit)
                .Select(line => line.Account)
                .Distinct()
        )
        {
            if (!_tallies[like].TryGetValue(account, out var tally))
                _tallies[like][account] = tally = new();
            tally.Add(entry);
        }
    }

    /// <summary>The accounts that were used most, each with the latest entries that say so.</summary>
    public IReadOnlyList<CategorySuggestion> Suggest(QueuedLine line) =>
        [
            .. _tallies[Likeness.Of(line)]
                .OrderByDescending(pair => pair.Value.Times)
                .ThenBy(pair => pair.Key)
                .Take(MostAccounts)
                .Select(pair => new CategorySuggestion(pair.Key, pair.Value.Times, [.. pair.Value.Latest])),
        ];

    private bool IsAnswer(EntryLine line) =>
        line.NetMinor != 0
        && _chart.Find(line.Account) is { IsResult: true, IsUncategorised: false, IsSuspenseOrClearing: false };

    private sealed record Likeness(string Text, string Entity, bool IsDebit)
    {
        public static Likeness Of(QueuedLine line) =>
            new(TextLikeness.Of(line.Entry.Description), line.Line.Entity ?? "", line.Line.NetMinor > 0);
    }
}

/// <param name="Times">How many entries were booked so.</param>
/// <param name="Entries">The latest of them.</param>
public sealed record CategorySuggestion(AccountCode Account, int Times, IReadOnlyList<EntryId> Entries);
