using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Pages.Parts;

/// <summary>
/// By which column a reader wants a long table: in the address, <c>sort=bytes</c>, or <c>-bytes</c> from the largest
/// down. A column that a table does not have leaves it as it is.
/// </summary>
public sealed record Sorting(string Path, string Key, bool IsDescending)
{
    internal static Sorting Of(HttpRequest request)
    {
        var asked = $"{request.Query["sort"]}";
        return new($"{request.Path}", asked.TrimStart('-'), asked.StartsWith('-'));
    }

    /// <summary>The same column once more turns it round.</summary>
    public string PathOf(string key) => $"{Path}?sort={(key == Key && !IsDescending ? "-" : "")}{key}";

    /// <summary>Null for a column that the table is not sorted by.</summary>
    public string? AriaOf(string key)
    {
        if (key != Key)
            return null;
        return IsDescending ? "descending" : "ascending";
    }

    public IReadOnlyList<T> Sort<T>(
        IReadOnlyList<T> rows,
        params IEnumerable<(string Key, Func<T, object?> By)> columns
    )
    {
        if (columns.FirstOrDefault(column => column.Key == Key).By is not { } by)
            return rows;
        return [.. IsDescending ? rows.OrderByDescending(by, Order) : rows.OrderBy(by, Order)];
    }

    /// <summary>Texts as they are spelt, on every machine alike.</summary>
    private static Comparer<object?> Order { get; } =
        Comparer<object?>.Create(
            (one, other) =>
                one is string text && other is string next
                    ? string.CompareOrdinal(text, next)
                    : Comparer<object?>.Default.Compare(one, other)
        );
}
