using Bookseal.Import.Csv;
using Bookseal.Import.Tables;

namespace Bookseal.Import.DirectoryTables;

/// <summary>Which column of a table's header is which of its form; what is in doubt is refused.</summary>
internal sealed class FormColumns : ColumnChoice
{
    private const string Code = "CSV_HEADER";

    /// <summary>Shorter names are too near to each other for a slip to be told.</summary>
    private const int ShortestSlip = 5;

    private const int MostListed = 30;
    private const string SaysSides = "which says debit or credit, and no amount has a sign";

    private readonly string _file;
    private readonly CsvHead _head;
    private readonly char _delimiter;
    private readonly TableForm _form;
    private readonly TableSaid _said;

    private FormColumns(string file, CsvHead head, char delimiter, TableForm form, TableSaid said)
        : base([.. head.Cells.Select(cell => IsIgnored(cell, said) ? "" : cell)], form.Names, [.. form.Names.Fields]) =>
        (_file, _head, _delimiter, _form, _said) = (file, head, delimiter, form, said);

    public static FormColumns Of(string file, CsvHead head, char delimiter, TableForm form, TableSaid said)
    {
        var columns = new FormColumns(file, head, delimiter, form, said);
        foreach (var (field, name) in said.Columns)
            if (columns.Find(name) is { } column)
                columns.Take(field, column);
        columns.Choose();
        return columns;
    }

    public int Width => _head.Cells.Count;

    public char Delimiter => _delimiter;

    /// <summary>How many columns of the header are known.</summary>
    public int Known => Chosen.Count();

    /// <summary>Where a field of the form stands; null where the table does not have it.</summary>
    public int? PlaceOf(string field) =>
        Chosen.Where(each => each.Field == field).Select(each => (int?)IndexOf(each.Column)).SingleOrDefault();

    public IReadOnlyList<(string Field, string Column)> Renamed =>
        [.. Chosen.Where(each => IsOfForm(each.Field) && each.Field != each.Column)];

    public IReadOnlyList<string> Ignored =>
        [
            .. _head
                .Cells.Index()
                .Where(cell => !Chosen.Any(each => IsOfForm(each.Field) && IndexOf(each.Column) == cell.Index))
                .Select(cell => cell.Item.Length > 0 ? cell.Item : $"column {cell.Index + 1}"),
        ];

    /// <summary>Columns that nothing is taken from, though nobody has said so.</summary>
    public IEnumerable<int> LeftOutPlaces =>
        _head
            .Cells.Index()
            .Where(cell => !Chosen.Any(each => IndexOf(each.Column) == cell.Index) && !IsIgnored(cell.Item, _said))
            .Select(cell => cell.Index);

    /// <summary>That a column says on which side each amount stands, and nothing is taken from it.</summary>
    public Fault Untaken(int place)
    {
        var column = _head.Cells[place];
        var advice = _form.HasSides ? $"say {Example("side", column)}" : _form.ContraryAdvice;
        return At(
            place,
            column.Length == 0
                ? $"nothing is taken from column {place + 1}, {SaysSides}: give it a name"
                : $"nothing is taken from {Shown(column)}, {SaysSides}: {advice}; or, where it changes nothing, say "
                    + Ignoring(column)
        );
    }

    /// <summary>Everything that keeps the table from being read, each with what to do.</summary>
    public IEnumerable<Fault> Check()
    {
        foreach (var twice in _head.Cells.Index().Where(cell => IsSecond(cell.Index)))
            yield return At(twice.Index, $"two columns are called {Shown(twice.Item)}; rename one of them");
        foreach (var (field, name) in _said.Columns.Where(each => Find(each.Value) is null))
            yield return At(
                0,
                $"{_said.Name} says that {field} is {Shown(name)}, and the header has no such column; it has {Listing}"
            );
        foreach (var name in _said.Ignored.Where(name => Find(name) is null))
            yield return At(0, $"{_said.Name} leaves out {Shown(name)}, and the header has no such column");
        foreach (var (field, column) in Chosen.Where(each => _form.Contrary.Contains(each.Field)))
            yield return At(
                IndexOf(column),
                $"nothing is taken from {Shown(column)}, which is known for {field}: {_form.ContraryAdvice}; or, where "
                    + $"it changes nothing, say {Ignoring(column)}"
            );
        foreach (var (field, column) in Chosen.Where(each => _said.Constants.ContainsKey(each.Field)))
            yield return At(
                IndexOf(column),
                $"{_said.Name} says that {field} is always {Shown(_said.Constants[field])}, and column "
                    + $"{Shown(column)} gives it too: leave the constant out, or say {Ignoring(column)}"
            );
        if (_form.HasSides && Says("amount", "side") && Says("debit", "credit"))
            yield return At(
                0,
                $"{_said.Name} names columns for debit or credit and for amount or side: amounts stand in the ones or "
                    + "in the others"
            );
        foreach (var (field, column, others) in Doubtful.Where(each => IsOfForm(each.Field)))
            yield return At(
                IndexOf(others[0]),
                $"{string.Join(" and ", others.Prepend(column).Select(Shown))} may each be {field}; rename the others, "
                    + $"or say which: {Example(field, column)}"
            );
        foreach (var field in Missing)
            yield return SlipOf(field) ?? At(0, $"no column is known for {field} in {Listing}; {Advice(field)}");
        foreach (var slip in _form.All.Where(field => !Has(field) && !Missing.Contains(field)).Select(SlipOf))
            if (slip is not null)
                yield return slip;
    }

    protected override void Settle()
    {
        if (_form.HasSides)
            SettleSides();
        foreach (var field in _form.Required.Where(field => !Has(field) && !_said.Constants.ContainsKey(field)))
            Missing.Add(field);
    }

    /// <summary>What somebody says goes before what names tell.</summary>
    private void SettleSides()
    {
        var isOfAmounts = Has("amount") && (_said.Sides.Count > 0 || _said.IsCreditPositive);
        if ((isOfAmounts || Says("amount", "side")) && !Says("debit", "credit"))
        {
            Drop("debit", "credit");
            if (!Has("amount"))
                Missing.Add("amount");
            return;
        }

        var sides = (Has("debit"), Has("credit"));
        Drop(sides == (true, true) ? ["amount", "side"] : []);
        if (sides is (true, false) or (false, true))
            Missing.Add(Has("debit") ? "credit" : "debit");
        else if (sides == (false, false) && !Has("amount"))
            Missing.AddRange(["debit", "credit"]);
    }

    private bool Says(params IEnumerable<string> fields) => fields.Any(_said.Columns.ContainsKey);

    private static bool IsIgnored(string cell, TableSaid said) =>
        cell.Length > 0
        && !said.Columns.Values.Contains(cell)
        && said.Ignored.Any(name => TableColumns.Plain(name) == TableColumns.Plain(cell));

    private bool IsOfForm(string field) => TableSettings.FieldsOf(_form).Contains(field);

    private int IndexOf(string column) => _head.Cells.Index().First(cell => cell.Item == column).Index;

    private bool IsSecond(int place) =>
        _head.Cells[place].Length > 0
        && _head.Cells.Take(place).Contains(_head.Cells[place], StringComparer.OrdinalIgnoreCase);

    /// <summary>The column that a person means: as it is written, else by its letters and digits.</summary>
    private string? Find(string name) =>
        _head.Cells.FirstOrDefault(cell => cell == name.Trim())
        ?? _head.Cells.FirstOrDefault(cell => cell.Length > 0 && TableColumns.Plain(cell) == TableColumns.Plain(name));

    /// <summary>A column that nothing is taken from and that is nearly called as a column that is not there.</summary>
    private Fault? SlipOf(string field)
    {
        var slip = LeftOut.FirstOrDefault(column =>
            column.Length >= ShortestSlip
            && _form.Names.RankOf(field, column) is null // else somebody's word has left it out
            && NearestName.Of(column.ToLowerInvariant().Replace(' ', '_'), [field], column.Length / 3) is not null
        );
        return slip is null ? null : At(IndexOf(slip), $"{Shown(slip)} is no column here; write {Shown(field)}");
    }

    private string Listing =>
        string.Join(", ", _head.Cells.Where(cell => cell.Length > 0).Take(MostListed).Select(Shown))
        + (_head.Cells.Count > MostListed ? ", ..." : "");

    private string Advice(string field) =>
        $"rename its column, or say which it is: {Example(field, "NAME")}"
        + (
            _form.Constant.Contains(field)
                ? $"; or \"constants\": {{\"{field}\": ...}} where it is always the same"
                : ""
        );

    private string Example(string field, string column) =>
        $"{TableSettings.FileName}: {{\"{TableSettings.Member}\": {{\"{_form.File}\": {{\"columns\": "
        + $"{{\"{field}\": {Shown(column)}}}}}}}}}";

    private string Ignoring(string column) =>
        $"{TableSettings.FileName}: {{\"{TableSettings.Member}\": {{\"{_form.File}\": {{\"ignored\": "
        + $"[{Shown(column)}]}}}}}}";

    private Fault At(int cell, string message) =>
        new(Code, message) { Where = $"{_file}:{_head.Line}:{CsvRow.ColumnOf(_head.Raw, cell, _delimiter)}" };

    private static string Shown(string text) =>
        $"{new JsonString(text.Length > 40 ? string.Concat(text.EnumerateRunes().Take(40)) : text)}";
}
