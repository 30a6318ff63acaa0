using System.Globalization;
using Bookseal.Books.Values;

namespace Bookseal.Books.Schedules;

/// <summary>
/// The id of a schedule's entry: <c>DEP-VAN-2026-01</c>, and <c>DEP-VAN-2026-01~2</c> for the second one of the month.
/// What takes one back (<c>-R</c>) names the same schedule.
/// </summary>
/// <param name="Number">From 1.</param>
public readonly record struct ScheduleEntryId(ScheduleKind Kind, ScheduleId Schedule, PeriodCode Month, int Number)
{
    private const string ReversalSuffix = "-R";
    private const int MonthCharacters = 7;

    public EntryId Id => EntryId.Parse(Number == 1 ? Text : $"{Text}~{Number}").Value;

    private string Text => $"{Kind.Prefix()}{Schedule}-{Month}";

    /// <summary>Null for an id of another form.</summary>
    public static ScheduleEntryId? Read(EntryId id)
    {
        var text = id.ToString();
        while (text.EndsWith(ReversalSuffix, StringComparison.Ordinal))
            text = text[..^ReversalSuffix.Length];
        if (Find(text) is not { } kind)
            return null;
        var (named, number) = Cut(text[kind.Prefix().Length..]);
        var dash = named.Length - MonthCharacters - 1;
        return
            dash > 0
            && named[dash] == '-'
            && PeriodCode.Parse(named[(dash + 1)..]).TryGet(out var month, out _)
            && ScheduleId.Parse(named[..dash]).TryGet(out var schedule, out _)
            ? new ScheduleEntryId(kind, schedule, month, number)
            : null;
    }

    private static ScheduleKind? Find(string text)
    {
        foreach (var kind in ScheduleKinds.All)
            if (text.StartsWith(kind.Prefix(), StringComparison.Ordinal))
                return kind;
        return null;
    }

    private static (string Named, int Number) Cut(string text)
    {
        var at = text.LastIndexOf('~');
        return
            at > 0
            && int.TryParse(text[(at + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number > 0
            ? (text[..at], number)
            : (text, 1);
    }
}
