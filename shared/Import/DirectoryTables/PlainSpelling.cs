using Bookseal.Books.Values;
using Bookseal.Import.Csv;
using Bookseal.Import.Tables;

namespace Bookseal.Import.DirectoryTables;

/// <summary>
/// Spells the rows of a table as the plain form has them: its columns in their order, ISO dates, decimal points, debit
/// and credit. A cell that cannot be spelt so carries its fault, which whoever reads the cell notes.
/// </summary>
internal sealed class PlainSpelling
{
    private readonly TableForm _form;
    private readonly TableSaid _said;
    private readonly DecimalMark _mark;
    private readonly DateOrder _order;
    private readonly CsvShape _shape;
    private readonly bool _isSigned;
    private readonly bool _hasSide;

    public PlainSpelling(TableForm form, TableSaid said, DecimalMark mark, FormColumns columns)
    {
        (_form, _said, _mark, _order) = (form, said, mark, new(said.IsDayFirst));
        _isSigned = form.HasSides && columns.Has("amount");
        _hasSide = columns.Has("side");
        // What the plain form may leave out is left out where the table does not have it.
        var plain = form.Header.Concat(form.Optional.Where(field => IsGiven(field, columns)));
        _shape = CsvShape.Of(plain.Index().ToDictionary(at => at.Item, at => at.Index, StringComparer.Ordinal));
    }

    public CsvRow Of(CsvRow row)
    {
        var (cells, spoilt) = (new string[_shape.Width], (Dictionary<string, Fault>?)null);
        foreach (var (field, place) in _shape.Columns)
        {
            var spelt = Spell(row, field);
            if (!spelt.TryGet(out var cell, out var fault))
                (spoilt ??= [])[field] = fault;
            cells[place] = cell ?? row[field];
        }

        return new(row, cells, _shape, spoilt);
    }

    private bool IsGiven(string field, FormColumns columns) => columns.Has(field) || _said.Constants.ContainsKey(field);

    private Result<string> Spell(CsvRow row, string field)
    {
        if (_isSigned && field is "debit" or "credit")
            return SideOf(row, field);
        if (!row.Columns.ContainsKey(field))
            return _said.Constants.GetValueOrDefault(field, "");
        var text = row[field];
        if (text.Length == 0)
            return text;
        if (_form.Dates.Contains(field))
            return DateOf(text.Trim());
        if (_form.Amounts.Contains(field))
            return AmountOf(text);
        return field == _form.SideColumn && SideWords.IsCredit(text.Trim(), SideWords.None) is { } isCredit
            ? NameOf(isCredit)
            : text;
    }

    private static string NameOf(bool isCredit) => isCredit ? "credit" : "debit";

    /// <summary>Which number of <c>05/01/2026</c> is the day nobody guesses.</summary>
    private Result<string> DateOf(string text) =>
        _said.IsDayFirst is null && DateOrder.HasOrder(text)
            ? DateHint.Of(text)
            : _order.Parse(text).Map(date => Dates.Text(date));

    private Result<string> AmountOf(string text) =>
        _mark.Plain(text) is { IsOk: false, Fault: var fault }
            ? fault with
            {
                Message = $"{fault.Message}; write all amounts of the file one way",
            }
            : _mark.Plain(text);

    /// <summary>What a signed amount, or one with a side, comes to on one side; nothing on the other.</summary>
    private Result<string> SideOf(CsvRow row, string field)
    {
        if (row["amount"].Length == 0)
            return "";
        if (!AmountOf(row["amount"]).TryGet(out var amount, out var fault))
            return OfDebit(field, fault);
        var isCredit = _said.IsCreditPositive;
        if (_hasSide && row["side"].Length > 0)
        {
            if (SideWords.IsCredit(row["side"].Trim(), _said.Sides) is not { } named)
                return OfDebit(
                    field,
                    new(
                        "AMOUNT_SIDES",
                        $"the side is D or C, Debit or Credit, not {new JsonString(row["side"])}; \"sides\" of "
                            + $"{_form.File} in {TableSettings.FileName} says how the file calls them"
                    )
                );
            isCredit = named;
        }

        if (amount.StartsWith('-'))
            (isCredit, amount) = (!isCredit, amount[1..]);
        return NameOf(isCredit) == field ? amount : "";
    }

    /// <summary>One fault is told once.</summary>
    private static Result<string> OfDebit(string field, Fault fault) => field == "debit" ? fault : "";
}
