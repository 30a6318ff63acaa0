using System.Globalization;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Closing.Entries;

namespace Bookseal.Web.Requests;

/// <summary>The query of a search in the journals. Absent and empty are the same.</summary>
internal sealed record EntryQuery(
    string? period,
    string? account,
    string? text,
    string? person,
    string? from,
    string? to,
    string? limit,
    string? continuation
)
{
    private const int ShownByDefault = 50;

    /// <summary><c>QUERY_INVALID</c>, <c>CONTINUATION_INVALID</c>.</summary>
    public Result<(EntryFilter Filter, int Limit, JournalPlace? After)> Read()
    {
        if (!Of("account", account, AccountCode.Parse).TryGet(out var named, out var fault))
            return fault;
        if (!Of("from", from, Dates.Parse).TryGet(out var first, out fault))
            return fault;
        if (!Of("to", to, Dates.Parse).TryGet(out var last, out fault))
            return fault;
        if (!LimitOf(limit, ShownByDefault, Limits.EntriesShown).TryGet(out var most, out fault))
            return fault;
        JournalPlace? after = null;
        if (continuation is { Length: > 0 } && !Continuation.Read(continuation, ReadPlace).TryGet(out after, out fault))
            return fault;
        var filter = new EntryFilter
        {
            Account = named,
            From = first,
            To = last,
            Text = text is { Length: > 0 } ? text : null,
            Person = person is { Length: > 0 } ? person : null,
        };
        return (filter, most, after);
    }

    public static string ContinuationOf(FoundEntry last) => Continuation.Of($"{last.Period}/{last.Line}");

    /// <summary>How many of a list are wanted. <c>QUERY_INVALID</c>.</summary>
    public static Result<int> LimitOf(string? text, int otherwise, int most)
    {
        if (text is not { Length: > 0 })
            return otherwise;
        return
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit >= 1
            && limit <= most
            ? limit
            : new Fault("QUERY_INVALID", $"limit is 1 to {most}");
    }

    private static Result<T?> Of<T>(string name, string? text, Func<string, Result<T>> parse)
        where T : struct
    {
        if (text is not { Length: > 0 })
            return (T?)null;
        return parse(text).TryGet(out var value, out var fault)
            ? value
            : new Fault("QUERY_INVALID", $"{name}: {fault.Message}");
    }

    private static JournalPlace? ReadPlace(string place) =>
        place.Split('/') is [var period, var line]
        && PeriodCode.Parse(period).TryGet(out var code, out _)
        && long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(code, number)
            : null;
}
