using Bookseal.Import.Tables;

namespace Bookseal.Import.DirectoryTables;

/// <summary>
/// <c>"tables"</c> of a books directory's mapping.json: how single files of the directory are laid out, as far as that
/// does not follow from the file: <c>{"tables":{"journal.csv":{"columns":{"entry_id":"Voucher"},"dates":"dmy"}}}</c>.
/// What else stands in that file is of journals of other programs.
/// </summary>
internal sealed class TableSettings
{
    public const string FileName = "mapping.json";
    public const string Member = "tables";

    private static readonly string[] Members =
    [
        "columns",
        "constants",
        "ignored",
        "delimiter",
        "decimal_mark",
        "dates",
        "encoding",
    ];

    private static readonly string[] OfSides = ["positive", "sides"];

    private readonly Dictionary<string, TableSaid> _files = [];
    private readonly TableWishes _wishes;

    private TableSettings(TableWishes wishes) => _wishes = wishes;

    /// <summary>Whether the file says anything of tables.</summary>
    public bool IsSaid => _files.Count > 0;

    /// <param name="json">Null without the file.</param>
    public static TableSettings Read(
        byte[]? json,
        TableWishes wishes,
        IReadOnlyList<TableForm> forms,
        ImportFaults faults
    )
    {
        var settings = new TableSettings(wishes);
        if (json is null || MappingText.Read(FileName, json, faults)?.Section(Member) is not { } tables)
            return settings;
        tables.Check([.. forms.Select(form => form.File)]);
        foreach (var form in forms)
            if (tables.Section(form.File) is { } text)
                settings._files[form.File] = Read(text, form);
        return settings;
    }

    public static TableSettings Of(TableWishes wishes) => new(wishes);

    /// <summary>Of a file without dates or amounts an option on them says nothing.</summary>
    public TableSaid Of(TableForm form)
    {
        var said = _files.GetValueOrDefault(form.File, TableSaid.Nothing);
        return said with
        {
            IsDayFirst = said.IsDayFirst ?? (form.Dates.Count > 0 ? _wishes.IsDayFirst : null),
            DoubtfulMark = form.Amounts.Count > 0 ? _wishes.DecimalMark : null,
        };
    }

    private static TableSaid Read(MappingText text, TableForm form)
    {
        text.Check([.. Members, .. form.HasSides ? OfSides : []]);
        var (columns, constants) = (text.Texts("columns"), text.Texts("constants"));
        text.CheckFields(columns, constants, [.. FieldsOf(form)], form.Constant);
        return new(FileName, columns, constants)
        {
            Ignored = text.List("ignored"),
            Delimiter = text.Delimiter(),
            DecimalMark = text.DecimalMark(),
            IsDayFirst = text.IsDayFirst(),
            Encoding = text.Word("encoding", TextEncoding.Words),
            IsCreditPositive = form.HasSides && text.Word("positive", "debit", "credit") == "credit",
            Sides = form.HasSides ? text.Sides() : SideWords.None,
        };
    }

    /// <summary>What a person may name a column for.</summary>
    public static IEnumerable<string> FieldsOf(TableForm form) =>
        form.HasSides ? form.All.Concat(["amount", "side"]) : form.All;
}
