using Bookseal.Import.Csv;
using Bookseal.Import.Tables;

namespace Bookseal.Import.DirectoryTables;

/// <summary>
/// A CSV of a books directory that is not in its plain form: encoding, delimiter, columns and decimal mark are decided
/// once, by the whole file, before a row is read. Its rows are those of the plain form, spelt so.
/// </summary>
internal sealed class TolerantTable
{
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    private readonly string _file;
    private readonly Func<Stream> _open;
    private readonly TableForm _form;
    private readonly TableSaid _said;
    private readonly TextEncoding _encoding;
    private readonly FormColumns _columns;
    private readonly CsvShape _shape;
    private DecimalMark _mark;

    private TolerantTable(
        string file,
        Func<Stream> open,
        TableForm form,
        TableSaid said,
        TextEncoding encoding,
        FormColumns columns
    )
    {
        (_file, _open, _form, _said, _encoding, _columns) = (file, open, form, said, encoding, columns);
        _shape = new(PlacesOf(columns), columns.Width, columns.Delimiter);
        _mark = said.DecimalMark is { } mark ? DecimalMark.Known(mark, said.Name) : new();
    }

    /// <summary>What was decided, for whoever gave the file.</summary>
    public TableReading Reading =>
        new(
            _file,
            _encoding.Name,
            _columns.Delimiter,
            _mark.Mark,
            _form.Dates.Count > 0 ? _said.IsDayFirst : null,
            _columns.Renamed,
            _columns.Ignored
        );

    /// <summary>Null, and said why, where the file cannot be read.</summary>
    /// <param name="file">Faults begin with it.</param>
    public static TolerantTable? Decide(
        string file,
        Func<Stream> open,
        TableForm form,
        TableSaid said,
        ImportFaults faults
    )
    {
        if (!TextEncoding.Of(file, open, said.Encoding).TryGet(out var encoding, out var fault))
        {
            faults.Add(fault);
            return null;
        }

        if (ColumnsOf(file, open, form, said, encoding) is not { } columns)
        {
            faults.Add(
                $"{file}:1:1",
                "CSV_HEADER",
                $"there is no header, or it has more than {Limits.TableColumns} columns; it is "
                    + string.Join(',', form.Header)
            );
            return null;
        }

        var known = faults.Faults.Count;
        foreach (var wrong in columns.Check())
            faults.Add(wrong);
        if (faults.Faults.Count > known)
            return null;
        var table = new TolerantTable(file, open, form, said, encoding, columns);
        if ((table.DecideMark() ?? table.FindUntakenSide()) is not { } doubt)
            return table;
        faults.Add(doubt);
        return null;
    }

    public IEnumerable<CsvRow> Rows(ImportFaults faults)
    {
        var spelling = new PlainSpelling(_form, _said, _mark, _columns);
        using var stream = _open();
        foreach (var row in CsvFile.ReadBehindHead(_file, stream, _shape, _encoding.Encoding, faults))
            yield return spelling.Of(row);
    }

    /// <summary>By the delimiter that parts the first row into the most columns that are known.</summary>
    private static FormColumns? ColumnsOf(
        string file,
        Func<Stream> open,
        TableForm form,
        TableSaid said,
        TextEncoding encoding
    )
    {
        FormColumns? best = null;
        foreach (var delimiter in said.Delimiter is { } only ? [only] : Delimiters)
        {
            using var stream = open();
            if (
                CsvFile.HeadOf(stream, delimiter, encoding.Encoding) is not { Cells.Count: <= Limits.TableColumns } head
            )
                return null;
            var columns = FormColumns.Of(file, head, delimiter, form, said);
            if (best is null || (columns.Known, columns.Width).CompareTo((best.Known, best.Width)) > 0)
                best = columns;
        }

        return best;
    }

    /// <summary>
    /// Goes through the amounts until one tells; <c>AMOUNT_AMBIGUOUS</c> where none does and it matters.
    /// </summary>
    private Fault? DecideMark()
    {
        var amounts = _form.Amounts.Append("amount").Where(_shape.Columns.ContainsKey).Distinct().ToList();
        if (_mark.Mark is not null || amounts.Count == 0)
            return null;
        using var stream = _open();
        foreach (var row in CsvFile.ReadBehindHead(_file, stream, _shape, _encoding.Encoding, new()))
        {
            foreach (var column in amounts)
                if (row[column].AsSpan().ContainsAny('.', ','))
                    _mark.Look(row[column], row.Where(column));
            if (_mark.Mark is not null)
                return null;
        }

        if (_mark.Check() is null)
            return null;
        if (_said.DoubtfulMark is { } said)
            _mark = DecimalMark.Known(said, "what was said of all files");
        return _mark.Check() is { } doubt
            ? doubt with
            {
                Message =
                    $"{doubt.Message}; or say --decimals point or --decimals comma, or \"decimal_mark\" of "
                    + $"{_form.File} in {TableSettings.FileName}",
            }
            : null;
    }

    private Fault? FindUntakenSide()
    {
        if (_columns.PlaceOf("amount") is not { } amount || _columns.PlaceOf("side") is not null)
            return null;
        var side = new UntakenSide(amount, _columns.LeftOutPlaces);
        if (!side.IsOpen)
            return null;
        using var stream = _open();
        foreach (var row in CsvFile.ReadBehindHead(_file, stream, _shape, _encoding.Encoding, new()))
        {
            side.Look(row);
            if (!side.IsOpen)
                return null;
        }

        return side.Place is { } place ? _columns.Untaken(place) : null;
    }

    /// <summary>Debit and credit stand where the amount stands that they are made of.</summary>
    private Dictionary<string, int> PlacesOf(FormColumns columns)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var field in TableSettings.FieldsOf(_form))
            if (columns.PlaceOf(field) is { } place)
                places[field] = place;
        if (_form.HasSides && places.TryGetValue("amount", out var amount))
            (places["debit"], places["credit"]) = (amount, amount);
        return places;
    }
}
