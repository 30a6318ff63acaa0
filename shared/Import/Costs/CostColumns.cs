using System.Text;
using Bookseal.Import.Csv;

namespace Bookseal.Import.Costs;

/// <summary>A layout's columns as they stand in one file.</summary>
internal sealed class CostColumns
{
    private const int Shown = 20;
    private readonly CellPlace[][] _fields;
    private readonly CellPlace[][] _dimensions;
    private readonly byte[][] _constants;

    private CostColumns(CellPlace[][] fields, CellPlace[][] dimensions, byte[][] constants, int count) =>
        (_fields, _dimensions, _constants, Count) = (fields, dimensions, constants, count);

    /// <summary>Cells of a row.</summary>
    public int Count { get; }

    /// <summary>Columns that are not read.</summary>
    public IReadOnlyList<string> Ignored { get; private init; } = [];

    /// <summary>Of the header, which the rows stand at; what is wrong with it is noted.</summary>
    public static CostColumns? Bind(CsvScanner header, CostLayout layout, string file, ImportFaults faults)
    {
        var names = Enumerable.Range(0, header.Count).Select(i => Encoding.UTF8.GetString(header[i]).Trim()).ToList();
        var known = new HashSet<string>(layout.Columns, StringComparer.OrdinalIgnoreCase);
        if (FindFault(names, known, layout, header, file) is { } fault)
        {
            faults.Add(fault);
            return null;
        }

        var places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < names.Count; i++)
            places.TryAdd(names[i], i); // those that are not read may stand twice
        var constants = layout.Constants.ToList();
        CellPlace[] PlacesOf(IEnumerable<string> columns) =>
            [
                .. columns
                    .Select(name => new CellPlace(
                        places.GetValueOrDefault(name, -1),
                        constants.FindIndex(constant => Same(constant.Key, name))
                    ))
                    .Where(place => place is not { Cell: < 0, Constant: < 0 }),
            ];
        return new(
            [.. Enum.GetValues<CostField>().Select(field => PlacesOf(layout.Fields.GetValueOrDefault(field, [])))],
            [.. layout.Dimensions.Select(dimension => PlacesOf(dimension.Columns))],
            [.. constants.Select(constant => Encoding.UTF8.GetBytes(constant.Value))],
            names.Count
        )
        {
            Ignored = [.. names.Where(name => !known.Contains(name))],
        };
    }

    /// <summary>A field's cell; empty where it has none, or none that has a value.</summary>
    public CostCell Field(CsvScanner row, CostField field) => First(row, _fields[(int)field]);

    public CostCell Dimension(CsvScanner row, int dimension) => First(row, _dimensions[dimension]);

    /// <summary>Where a field's cell stands, or would.</summary>
    public string Where(CsvScanner row, CostField field)
    {
        foreach (var place in _fields[(int)field])
            if (place.Cell >= 0)
                return row.Where(place.Cell);
        return row.Where(0);
    }

    private CostCell First(CsvScanner row, CellPlace[] places)
    {
        var found = CostCell.Null;
        foreach (var place in places)
        {
            found =
                place.Cell >= 0
                    ? new(row[place.Cell], row.IsQuoted(place.Cell))
                    : new CostCell(_constants[place.Constant], false);
            if (!found.IsNull)
                break;
        }

        return found;
    }

    private static Fault? FindFault(
        List<string> names,
        HashSet<string> known,
        CostLayout layout,
        CsvScanner header,
        string file
    )
    {
        if (names is [var only] && only.IndexOfAny([';', '\t', '|']) >= 0)
            return new("CSV_HEADER", "cells are separated by another sign than the comma; save with commas")
            {
                Where = $"{file}:1:1",
            };
        var twice = names.FindIndex(name => known.Contains(name) && names.Count(other => Same(other, name)) > 1);
        if (twice >= 0)
            return new("CSV_HEADER", $"column {names[twice]} stands twice") { Where = header.Where(twice) };
        if (layout.Constants.Keys.FirstOrDefault(name => names.Any(other => Same(other, name))) is { } useless)
            return new("COST_CONSTANT_INVALID", $"the file has a column {useless}, and says it for each row")
            {
                Where = $"{file}:1:1",
            };
        var missing = layout
            .Required.Order()
            .Select(field => layout.Fields.GetValueOrDefault(field, []))
            .Where(columns => !columns.Any(name => layout.Constants.ContainsKey(name) || names.Any(n => Same(n, name))))
            .Select(columns => string.Join(" or ", columns))
            .ToList();
        return missing.Count == 0
            ? null
            : new("COST_COLUMNS_MISSING", Missing(missing, names)) { Where = $"{file}:1:1" };
    }

    private static string Missing(List<string> missing, List<string> names) =>
        $"the header lacks {string.Join(", ", missing)}; what the file does not say is said with "
        + $"--constant NAME=VALUE; it has {string.Join(", ", names.Take(Shown))}"
        + $"{(names.Count > Shown ? $" and {names.Count - Shown} more" : "")}";

    private static bool Same(string left, string right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    /// <summary>A cell of the row, or a constant; -1 for neither.</summary>
    private readonly record struct CellPlace(int Cell, int Constant);
}

/// <summary>A cell, or the constant in its place.</summary>
internal readonly ref struct CostCell(ReadOnlySpan<byte> text, bool isQuoted)
{
    public ReadOnlySpan<byte> Text { get; } = text;

    public static CostCell Null => new([], false);

    /// <summary>Without a value: empty without quotes, <c>NULL</c>, <c>(null)</c>. An empty text is a value.</summary>
    public bool IsNull { get; } =
        text.Length == 0 ? !isQuoted : text.Length is 4 or 6 && (text.SequenceEqual("NULL"u8) || IsWord(text));

    public bool IsEmpty => Text.IsEmpty || IsNull;

    private static bool IsWord(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("(null)"u8) || text.SequenceEqual("null"u8);
}
