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
            if (!entry.IsTakenBack && found.TrueForAll(pair => pair.Rules.Count == 1))
                known.Add(new(entry.Entry, [.. found.Select(pair => (pair.Line, pair.Rules[0]))]));
            else
                queue.AddRange(
                    found.Select(pair => new QueuedLine(
                        entry.Entry,
                        pair.Line,
                        ReasonOf(entry, pair.Rules.Count),
                        pair.Rules
                    ))
                );
        }

        return new(known, queue);
    }

    /// <summary>The entry that moves what is known, dated as the one that it categorises.</summary>
    public static Entry EntryOf(Categorised known, CategoryRules rules, PersonId postedBy) =>
        new(
            CategoryEntryId.Of(known.Entry),
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

    private static EntryLine Move(Entry entry, EntryLine line) =>
        new(line.Account, line.Currency, Math.Max(0, line.NetMinor), Math.Max(0, -line.NetMinor))
        {
            Entity = line.Entity,
            Job = line.Job,
            Reference = $"{entry.Id}",
        };

    private static QueueReason ReasonOf(UncategorisedEntry entry, int rules) =>
        (entry.IsTakenBack, rules) switch
        {
            (true, _) => QueueReason.TakenBack,
            (false, 0) => QueueReason.NoRule,
            (false, 1) => QueueReason.OtherLine,
            (false, _) => QueueReason.SeveralRules,
        };
}

/// <param name="Lines">Each with the number of the one rule that knows it.</param>
public sealed record Categorised(Entry Entry, IReadOnlyList<(EntryLine Line, int Rule)> Lines);

/// <param name="Rules">Numbers of the rules that know it.</param>
public sealed record QueuedLine(Entry Entry, EntryLine Line, QueueReason Reason, IReadOnlyList<int> Rules);

public enum QueueReason
{
    NoRule,
    SeveralRules,

    /// <summary>One rule knows the line, but not one each of the entry's other lines.</summary>
    OtherLine,
    TakenBack,
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
            _ => throw new ArgumentOutOfRangeException(nameof(reason)),
        };
}
