using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Categories;

/// <summary>
/// What the rules make of a period's uncategorised lines: entries that are booked, and the queue of those that a person
/// decides on.
/// </summary>
public sealed record CategorySheet(IReadOnlyList<Categorised> Known, IReadOnlyList<QueuedLine> Queue)
{
    public static CategorySheet Of(IEnumerable<UncategorisedEntry> open, CategoryRules rules)
    {
        var (known, queue) = (new List<Categorised>(), new List<QueuedLine>());
        foreach (var entry in open)
        {
            var found = entry.Lines.Select(line => (Line: line, Rules: rules.Find(entry.Entry, line))).ToList();
            // An entry is categorised once, and so as a whole.
            var isKnown = !entry.IsTakenBack && !entry.IsMaybeMoved && found.TrueForAll(pair => pair.Rules.Count == 1);
            var whole = isKnown ? new Categorised(entry, [.. found.Select(pair => (pair.Line, pair.Rules[0]))]) : null;
            if (whole is not null && Fits(whole, rules))
                known.Add(whole);
            else
                queue.AddRange(
                    found.Select(pair => new QueuedLine(
                        entry.Entry,
                        pair.Line,
                        isKnown ? QueueReason.TooLarge : ReasonOf(entry, pair.Rules.Count),
                        pair.Rules
                    ))
                );
        }

        return new(known, queue);
    }

    /// <summary>The entry that moves what is known, dated as the one that it categorises.</summary>
    public static Entry EntryOf(Categorised known, CategoryRules rules, PersonId postedBy) =>
        new(
            known.Id,
            known.Entry.Date,
            EntryKind.Adjusting,
            known.Entry.Description,
            postedBy,
            [
                .. known.Lines.SelectMany(pair =>
                    (EntryLine[])
                        [
                            Move(known.Entry, pair.Line) with
                            {
                                Account = rules.Rules[pair.Rule - 1].Account,
                            },
                            Move(known.Entry, pair.Line) with
                            {
                                DebitMinor = Math.Max(0, -pair.Line.NetMinor),
                                CreditMinor = Math.Max(0, pair.Line.NetMinor),
                            },
                        ]
                ),
            ]
        )
        {
            Journal = known.Entry.Journal,
        };

    /// <summary>With room for what a batch and a run add to it.</summary>
    private static bool Fits(Categorised known, CategoryRules rules) =>
        2 * known.Lines.Count <= Limits.EntryLines
        && EntryCodec.Encode(EntryOf(known, rules, known.Entry.PostedBy)).Length
            <= Limits.EntryBytes - 2 * Limits.BatchHeaderBytes;

    private static EntryLine Move(Entry entry, EntryLine line) =>
        new(line.Account, line.Currency, Math.Max(0, line.NetMinor), Math.Max(0, -line.NetMinor))
        {
            Entity = line.Entity,
            Job = line.Job,
            Reference = $"{entry.Id}",
        };

    private static QueueReason ReasonOf(UncategorisedEntry entry, int rules) =>
        (entry, rules) switch
        {
            ({ IsTakenBack: true }, _) => QueueReason.TakenBack,
            ({ IsMaybeMoved: true }, _) => QueueReason.MaybeMoved,
            (_, 0) => QueueReason.NoRule,
            (_, 1) => QueueReason.OtherLine,
            _ => QueueReason.SeveralRules,
        };
}

/// <param name="Id">Of the entry that categorises it.</param>
/// <param name="Lines">Each with the number of the one rule that knows it.</param>
public sealed record Categorised(Entry Entry, EntryId Id, IReadOnlyList<(EntryLine Line, int Rule)> Lines)
{
    internal Categorised(UncategorisedEntry entry, IReadOnlyList<(EntryLine Line, int Rule)> lines)
        : this(entry.Entry, entry.CategoryId, lines) { }
}

/// <param name="Rules">Numbers of the rules that know it.</param>
public sealed record QueuedLine(Entry Entry, EntryLine Line, QueueReason Reason, IReadOnlyList<int> Rules)
{
    /// <summary>Of the entry's lines, from 1; by the line itself, since an entry may have two that are equal.</summary>
    public int Number => Entry.Lines.Index().First(pair => ReferenceEquals(pair.Item, Line)).Index + 1;
}

public enum QueueReason
{
    NoRule,
    SeveralRules,

    /// <summary>One rule knows the line, but not one each of the entry's other lines.</summary>
    OtherLine,
    TakenBack,

    /// <summary>A person moved a part of it, or its amount without saying of which entry.</summary>
    MaybeMoved,

    /// <summary>Its lines do not go into one entry.</summary>
    TooLarge,
}

public static class QueueReasons
{
    public static string Text(this QueueReason reason) =>
        reason switch
        {
            QueueReason.NoRule => "no_rule",
            QueueReason.SeveralRules => "several_rules",
            QueueReason.OtherLine => "other_line",
            QueueReason.TakenBack => "taken_back",
            QueueReason.MaybeMoved => "maybe_moved",
            QueueReason.TooLarge => "too_large",
            _ => throw new ArgumentOutOfRangeException(nameof(reason)),
        };
}
