using System.Text;
using Bookseal.Import.Csv;

namespace Bookseal.Import.DirectoryTables;

/// <summary>
/// Reads the CSVs of one import, each as its plain form where it is in it, and keeps how the others were read.
/// </summary>
internal sealed class TableSet(TableSettings settings, ImportFaults faults)
{
    private readonly List<TableReading> _readings = [];

    public ImportFaults Faults => faults;

    public IReadOnlyList<TableReading> Readings => _readings;

    public IReadOnlyList<Fault> Notices => [.. _readings.Select(reading => reading.Notice).OfType<Fault>()];

    /// <summary>Of a file about which nobody says anything.</summary>
    public static TableSet Unsaid(ImportFaults faults) => new(TableSettings.Of(TableWishes.None), faults);

    /// <summary>What is said of a file that is read elsewhere.</summary>
    public TableSaid SaidOf(TableForm form) => settings.Of(form);

    public void Add(TableReading? reading)
    {
        if (reading is not null)
            _readings.Add(reading);
    }

    /// <summary>The rows of the plain form, whatever form they are in; faults are noted.</summary>
    public IEnumerable<CsvRow> Rows(TableForm form, byte[] content)
    {
        Stream Open() => new MemoryStream(content, writable: false);
        if (Read(form.File, Open, form, SaidOf(form), faults, out var reading) is not { } rows)
            return [];
        Add(reading);
        return rows;
    }

    /// <param name="reading">Null where the file is in its plain form.</param>
    public static IEnumerable<CsvRow>? Read(
        string file,
        Func<Stream> open,
        TableForm form,
        TableSaid said,
        ImportFaults faults,
        out TableReading? reading
    )
    {
        reading = null;
        if (!said.IsSaid && IsPlain(file, open, form))
            return ReadPlainly(file, open, form, faults);
        var table = TolerantTable.Decide(file, open, form, said, faults);
        reading = table?.Reading;
        return table?.Rows(faults);
    }

    private static IEnumerable<CsvRow> ReadPlainly(string file, Func<Stream> open, TableForm form, ImportFaults faults)
    {
        using var stream = open();
        foreach (var row in CsvFile.Read(file, stream, form.Header, faults, optional: form.Optional))
            yield return row;
    }

    /// <summary>
    /// UTF-8 with the columns of the form in their order, parted by commas. Where amounts have commas in them, their
    /// decimals are not parted as there.
    /// </summary>
    private static bool IsPlain(string file, Func<Stream> open, TableForm form)
    {
        using (var stream = open())
            if (Utf8Scan.FindInvalid(stream) is not null)
                return false;
        using var head = open();
        if (
            CsvFile.HeadOf(head, ',', Encoding.UTF8) is not { Line: 1 } first
            || !first.Cells.SequenceEqual(form.Header.Concat(form.Optional.Where(first.Cells.Contains)))
        )
            return false;
        return !HasQuote(open) || !ReadPlainly(file, open, form, new()).Any(row => HasComma(form, row));
    }

    /// <summary>Without one no cell has a comma.</summary>
    private static bool HasQuote(Func<Stream> open)
    {
        using var stream = open();
        var bytes = new byte[64 * 1024];
        int read;
        while ((read = stream.Read(bytes)) > 0)
            if (bytes.AsSpan(0, read).Contains((byte)'"'))
                return true;
        return false;
    }

    public static bool HasComma(TableForm form, CsvRow row) =>
        form.Amounts.Any(column => row.Optional(column)?.Contains(',', StringComparison.Ordinal) == true);
}
