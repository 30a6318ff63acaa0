using Bookseal.Books.Costs;
using Bookseal.Books.Values;
using Bookseal.Import.Csv;

namespace Bookseal.Import.Costs;

/// <summary>Goes through the files of an export once, row by row.</summary>
internal sealed class CostPass(
    IReadOnlyList<(string Name, SourceFile Content)> parts,
    CostReading reading,
    KnownUnits units,
    ImportFaults faults
)
{
    private readonly CostTexts _texts = new(units, reading.Slashes);
    private readonly List<Digest> _sources = [];
    private readonly SortedSet<string> _ignored = new(StringComparer.OrdinalIgnoreCase);
    private CsvScanner? _rows;

    /// <summary>Digests of the files that were read to their end.</summary>
    public IReadOnlyList<Digest> Sources => _sources;

    public IReadOnlyCollection<string> Ignored => _ignored;

    /// <summary>Where the row stands.</summary>
    public string Where => _rows?.Where(0) ?? parts[0].Name;

    /// <summary>The records, and what each is known by if its source has no id.</summary>
    public IEnumerable<(CostRecord Record, Digest Key)> Read()
    {
        foreach (var (name, content) in parts)
        {
            using var stream = new DigestingStream(content.Open());
            using var rows = new CsvScanner(name, stream, Limits.CostRowBytes);
            _rows = rows;
            if (Bind(rows, name) is { } columns)
                foreach (var item in Read(rows, columns))
                    yield return item;
            if (rows.Fault is { } fault)
                faults.Add(fault);
            if (faults.IsFull)
                yield break;
            _sources.Add(stream.Finish());
        }
    }

    private CostColumns? Bind(CsvScanner rows, string name)
    {
        if (!rows.Read())
        {
            if (rows.Fault is null)
                faults.Add($"{name}:1:1", "CSV_HEADER", "there is no header");
            return null;
        }

        var columns = CostColumns.Bind(rows, reading.Layout, name, faults);
        _ignored.UnionWith(columns?.Ignored ?? []);
        return columns;
    }

    private IEnumerable<(CostRecord, Digest)> Read(CsvScanner rows, CostColumns columns)
    {
        var reader = new CostRowReader(rows, columns, reading, _texts, faults);
        var identity = reading.Layout.HasIds ? null : new CostIdentity(columns, reading.Layout, _texts);
        while (!faults.IsFull && rows.Read())
            if (reader.Read() is { } record)
                yield return (record, identity?.Of(rows) ?? CostId.KeyOf(record.Provider, record.Id));
    }
}
