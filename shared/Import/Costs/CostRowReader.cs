using Bookseal.Books.Costs;
using Bookseal.Books.Values;
using Bookseal.Import.Csv;

namespace Bookseal.Import.Costs;

/// <summary>Makes a record of each row of a file of costs; a row with a fault makes none.</summary>
internal sealed class CostRowReader(
    CsvScanner rows,
    CostColumns columns,
    CostReading reading,
    CostTexts texts,
    ImportFaults faults
)
{
    private const string Code = "COST_CELL_MISSING";
    private readonly bool _hasIds = reading.Layout.HasIds;

    /// <summary>Reads the row that the scanner stands at. Null where it has a fault, which is noted.</summary>
    public CostRecord? Read()
    {
        var known = faults.Faults.Count;
        if (rows.Count != columns.Count)
        {
            faults.Add(rows.Where(0), "CSV_CELL_COUNT", $"the row has {rows.Count} cells, the header {columns.Count}");
            return null;
        }

        var from = Date(CostField.BillingFrom);
        var to = Date(CostField.BillingEnd)?.AddDays(-1);
        var issuer = Text(CostField.InvoiceIssuer);
        var provider = Provider();
        var record = new CostRecord(
            _hasIds && Required(CostField.Id) ? Id() : "",
            provider,
            Required(CostField.Day) ? Date(CostField.Day) ?? default : default,
            Amount(CostField.Billed),
            columns.Field(rows, CostField.Effective).IsEmpty && !IsRequired(CostField.Effective)
                ? Amount(CostField.Billed)
                : Amount(CostField.Effective),
            Take(CostField.Currency, static (texts, cell) => texts.Currency(cell)),
            Lifecycle(issuer, provider, from, to),
            Batch(),
            default
        )
        {
            Account = Text(CostField.Account),
            BillingFrom = from,
            BillingTo = to,
            ChargeCategory = Text(CostField.ChargeCategory),
            Invoice = Text(CostField.Invoice),
            InvoiceIssuer = issuer,
            IsCorrection = IsCorrection(),
            Order = new(reading.BatchSequence ?? Number(CostField.BatchSequence), Number(CostField.RecordSequence)),
            Service = Text(CostField.Service),
            ServiceCategory = Text(CostField.ServiceCategory),
        };
        if (record.BillingTo < record.BillingFrom && faults.Faults.Count == known)
            Add(CostField.BillingEnd, "DATE_INVALID", "the billing period ends before it begins");
        return faults.Faults.Count == known && !faults.IsFull ? record : null;
    }

    private string Provider()
    {
        var provider = Required(CostField.Provider) ? Text(CostField.Provider) ?? "" : "";
        if (!CostFilter.CanName(provider))
            Add(
                CostField.Provider,
                "COST_PROVIDER_INVALID",
                "a provider is not called all, and has no blanks around it"
            );
        return provider;
    }

    private string Id()
    {
        var id = Text(CostField.Id) ?? "";
        if (CostId.IsOurs(columns.Field(rows, CostField.Id).Text))
            Add(CostField.Id, "COST_ID_INVALID", "an id that begins with sha256: is one that Bookseal makes");
        else if (id.AsSpan().ContainsAny('"', '\\') || id.AsSpan().ContainsAnyInRange('\0', '\u001f'))
            Add(CostField.Id, "COST_ID_INVALID", "an id has no quotes, backslashes or control characters");
        return id;
    }

    private string Batch()
    {
        if (reading.Batch is { } said)
            return said;
        return Required(CostField.Batch) ? Text(CostField.Batch) ?? "" : "";
    }

    /// <summary>What FOCUS calls a class; a column of another name may say yes.</summary>
    private bool IsCorrection()
    {
        var cell = columns.Field(rows, CostField.ChargeClass);
        if (cell.IsEmpty || cell.Text.SequenceEqual("false"u8))
            return false;
        if (cell.Text.SequenceEqual("Correction"u8) || cell.Text.SequenceEqual("true"u8))
            return true;
        Add(CostField.ChargeClass, "CHARGE_CLASS_INVALID", "a charge's class is Correction, or empty");
        return false;
    }

    private CostLifecycle Lifecycle(string? issuer, string provider, DateOnly? from, DateOnly? to)
    {
        if (!columns.Field(rows, CostField.Lifecycle).IsEmpty)
            return Take(CostField.Lifecycle, static (texts, cell) => texts.Lifecycle(cell));
        if (from is { } first && reading.Periods is not null)
        {
            // Who issues the invoice closes its period; where the dataset does not know that name, the provider does.
            var found = Find(issuer ?? provider, first, to);
            if (found.IsOk && found.Value is null && issuer is not null)
                found = Find(provider, first, to);
            if (!found.TryGet(out var lifecycle, out var fault))
                faults.Add(fault with { Where = columns.Where(rows, CostField.BillingFrom) });
            else if (lifecycle is { } known)
                return known;
            if (!found.IsOk)
                return default;
        }

        if (reading.Lifecycle is { } said)
            return said;
        Add(
            CostField.BillingFrom,
            "LIFECYCLE_REQUIRED",
            "nothing says whether this cost is final; say --lifecycle preliminary, or --lifecycle final"
        );
        return default;
    }

    private Result<CostLifecycle?> Find(string issuer, DateOnly from, DateOnly? to) =>
        reading.Periods!.Find(issuer, from, to);

    private ExactDecimal Amount(CostField field)
    {
        if (!Required(field))
            return default;
        var parsed = CostAmount.Parse(columns.Field(rows, field).Text);
        if (!parsed.IsOk)
            faults.Add(parsed.Fault with { Where = columns.Where(rows, field) });
        return parsed.IsOk ? parsed.Value : default;
    }

    private string? Text(CostField field)
    {
        var cell = columns.Field(rows, field);
        if (cell.IsEmpty)
            return null;
        var isProse = field is CostField.Service or CostField.ServiceCategory or CostField.ChargeCategory;
        var read = isProse ? texts.Prose(cell.Text) : texts.Name(cell.Text);
        if (!read.IsOk)
            faults.Add(read.Fault with { Where = columns.Where(rows, field) });
        return read.IsOk ? read.Value : null;
    }

    private DateOnly? Date(CostField field)
    {
        var cell = columns.Field(rows, field);
        if (cell.IsEmpty)
            return null;
        var read = texts.Instant(cell.Text);
        if (!read.IsOk)
            faults.Add(read.Fault with { Where = columns.Where(rows, field) });
        return read.IsOk ? DateOnly.FromDateTime(read.Value) : null;
    }

    private long? Number(CostField field)
    {
        var cell = columns.Field(rows, field);
        if (cell.IsEmpty)
            return null;
        if (
            System.Buffers.Text.Utf8Parser.TryParse(cell.Text, out long number, out var read)
            && read == cell.Text.Length
            && number is >= 0 and <= Limits.SafeInteger
        )
            return number;
        Add(field, "SEQUENCE_INVALID", $"a sequence is a whole number from 0 to {Limits.SafeInteger}");
        return null;
    }

    private T Take<T>(CostField field, TakeCell<T> read)
        where T : struct
    {
        if (!Required(field))
            return default;
        var result = read(texts, columns.Field(rows, field).Text);
        if (!result.IsOk)
            faults.Add(result.Fault with { Where = columns.Where(rows, field) });
        return result.IsOk ? result.Value : default;
    }

    private bool IsRequired(CostField field) => reading.Layout.Required.Contains(field);

    /// <summary>Whether the cell has a value; that it has none is noted.</summary>
    private bool Required(CostField field)
    {
        if (!columns.Field(rows, field).IsEmpty)
            return true;
        Add(field, Code, $"{reading.Layout.Fields[field][0]} has no value in this row");
        return false;
    }

    private void Add(CostField field, string code, string message) =>
        faults.Add(columns.Where(rows, field), code, message);

    private delegate Result<T> TakeCell<T>(CostTexts texts, ReadOnlySpan<byte> cell);
}
