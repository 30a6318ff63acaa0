using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>A journal entry. It balances per currency, or the journal says that it does not.</summary>
public sealed record Entry(
    EntryId Id,
    DateOnly Date,
    EntryKind Kind,
    string Description,
    PersonId PostedBy,
    IReadOnlyList<EntryLine> Lines
)
{
    public BatchHeader? Batch { get; init; }

    /// <summary>Who made it in its source and when, as far as the source says so.</summary>
    public EntryOrigin? Origin { get; init; }

    /// <summary>The source's journal that it comes from (sales, bank), where ids are counted by journal.</summary>
    public JournalName? Journal { get; init; }

    /// <summary>
    /// Within which the id is unique, and the ids that it names are meant; null for all of the company.
    /// </summary>
    public ScopeName? Scope { get; init; }

    public EntryKey Key => new(Scope, Id);

    /// <summary>The entry whose lines these complete; the fold judges both together.</summary>
    public EntryId? Corrects { get; init; }

    public EntryId? Reverses { get; init; }

    /// <summary>
    /// The entry, as its source first gave it, in whose place this one stands; of an edit, whose place it clears.
    /// </summary>
    public EntryId? Replaces { get; init; }

    /// <summary>Why this takes an entry back: its source was edited. Null for every other entry.</summary>
    public EntryEdit? Edit { get; init; }

    /// <summary>An accrual whose reversal is posted on the first day of the next period.</summary>
    public bool AutoReverse { get; init; }

    /// <summary>
    /// The accounting date of a late item: it came after its own period was closed, and stands in the first open one.
    /// </summary>
    public DateOnly? OriginalDate { get; init; }

    /// <summary>The close run that posted this, with its task; null for everyday postings.</summary>
    public RunId? Run { get; init; }

    public int? Task { get; init; }

    /// <summary>Whether the lines of each currency net to zero. Most entries have one currency.</summary>
    public bool IsBalanced
    {
        get
        {
            var (currency, net) = (Lines.Count > 0 ? Lines[0].Currency : default, (Int128)0);
            foreach (var line in Lines)
            {
                if (line.Currency != currency)
                    return Imbalances.Count == 0;
                net += line.NetMinor;
            }

            return net == 0;
        }
    }

    /// <summary>The currencies whose lines do not net to zero, with the net amount.</summary>
    public IReadOnlyList<(Currency Currency, Int128 NetMinor)> Imbalances =>
        [
            .. Lines
                .GroupBy(line => line.Currency)
                .Select(group => (group.Key, Net: group.Aggregate((Int128)0, (sum, line) => sum + line.NetMinor)))
                .Where(pair => pair.Net != 0),
        ];
}

/// <summary>What an entry is known by: its id within its scope.</summary>
public readonly record struct EntryKey(ScopeName? Scope, EntryId Id)
{
    private const char Separator = '\u001f';

    /// <summary>One text for both; neither part can hold the separator.</summary>
    public string Text => Scope is { } scope ? $"{scope}{Separator}{Id}" : Id.ToString();

    public override string ToString() => Scope is { } scope ? $"{Id} of {scope}" : Id.ToString();
}

/// <summary>One line of an entry: a debit or a credit, never both, never negative.</summary>
public sealed record EntryLine(AccountCode Account, Currency Currency, long DebitMinor, long CreditMinor)
{
    /// <summary>Where the line belongs in a subledger; null for a line that belongs in none.</summary>
    public SubledgerName? Subledger { get; init; }

    public string? Entity { get; init; }

    public string? Reference { get; init; }

    public string? Job { get; init; }

    /// <summary>When it is due; null where the entity's terms say so.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>The reference that this settles in whole or part.</summary>
    public string? AppliesTo { get; init; }

    /// <summary>Debit less credit.</summary>
    public long NetMinor => DebitMinor - CreditMinor;
}
