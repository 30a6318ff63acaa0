namespace Bookseal.Import.Costs;

/// <summary>
/// Says which columns of any CSV are which fields of a cost: <c>{"columns":{"provider":"Vendor", ...},
/// "constants":{"currency":"USD"}, "dimensions":["Project"]}</c>. Columns are named as they stand in the file, fields
/// as below.
/// </summary>
public static class CostMapping
{
    private const string Code = "COST_MAPPING_INVALID";

    private static readonly (string Name, CostField Field, bool IsRequired)[] Names =
    [
        ("account", CostField.Account, false),
        ("amount", CostField.Billed, true),
        ("batch", CostField.Batch, false),
        ("batch_sequence", CostField.BatchSequence, false),
        ("billing_end", CostField.BillingEnd, false),
        ("billing_from", CostField.BillingFrom, false),
        ("category", CostField.ChargeCategory, false),
        ("correction", CostField.ChargeClass, false),
        ("currency", CostField.Currency, true),
        ("day", CostField.Day, true),
        ("effective_amount", CostField.Effective, false),
        ("id", CostField.Id, false),
        ("invoice", CostField.Invoice, false),
        ("invoice_issuer", CostField.InvoiceIssuer, false),
        ("lifecycle", CostField.Lifecycle, false),
        ("provider", CostField.Provider, true),
        ("sequence", CostField.RecordSequence, false),
        ("service", CostField.Service, false),
        ("service_category", CostField.ServiceCategory, false),
    ];

    /// <summary>What a record without an id is known by, beside the columns that the mapping adds.</summary>
    private static readonly CostField[] Known =
    [
        CostField.Account,
        CostField.BillingFrom,
        CostField.ChargeCategory,
        CostField.ChargeClass,
        CostField.Currency,
        CostField.Day,
        CostField.Provider,
        CostField.Service,
    ];

    /// <summary><c>COST_MAPPING_INVALID</c>.</summary>
    /// <param name="constants">Said beside the mapping, by columns' or fields' names.</param>
    public static Result<CostLayout> Read(ReadOnlySpan<byte> json, IReadOnlyDictionary<string, string> constants) =>
        JsonText
            .ParseObject(json)
            .Then(source =>
            {
                var fields = new Fields(source, Code);
                var columns = TextsOf(fields, "columns");
                var all = TextsOf(fields, "constants").Concat(constants);
                var said = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                foreach (var (name, value) in all)
                    said[name] = value;
                var added = fields.Has("dimensions") ? fields.Texts("dimensions") : [];
                if (columns.Keys.Concat(said.Keys).FirstOrDefault(name => !IsKnown(name)) is { } unknown)
                    fields.Fail(
                        $"{new JsonString(unknown)} is no field of a cost; those are {string.Join(", ", NamesOfFields)}"
                    );
                if (said.Keys.FirstOrDefault(columns.ContainsKey) is { } twice)
                    fields.Fail($"{new JsonString(twice)} is a column or a constant, and not both");
                var missing = Names.Where(name => name.IsRequired && !Has(name.Name, columns, said)).ToList();
                if (missing.Count > 0)
                    fields.Fail($"it says nothing of {string.Join(", ", missing.Select(name => name.Name))}");
                return fields.Finish(() => LayoutOf(columns, said, added));
            });

    private static IEnumerable<string> NamesOfFields => Names.Select(name => name.Name);

    private static bool Has(string field, Dictionary<string, string> columns, Dictionary<string, string> constants) =>
        columns.ContainsKey(field) || constants.ContainsKey(field);

    private static bool IsKnown(string name) => NamesOfFields.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static CostLayout LayoutOf(
        Dictionary<string, string> columns,
        Dictionary<string, string> constants,
        IReadOnlyList<string> added
    )
    {
        // A constant stands in for a column of the field's own name, which no file has: names with a colon.
        var fields = Names
            .Where(name => Has(name.Name, columns, constants))
            .ToDictionary(
                name => name.Field,
                name => (IReadOnlyList<string>)[columns.GetValueOrDefault(name.Name) ?? ConstantOf(name.Name)]
            );
        var required = fields.Keys.Where(field =>
            field == CostField.Id || Names.Any(name => name.Field == field && name.IsRequired)
        );
        var dimensions = Names
            .Where(name => Known.Contains(name.Field) && fields.ContainsKey(name.Field))
            .Select(name => new CostDimension(
                name.Name,
                fields[name.Field],
                name.Field is CostField.Day or CostField.BillingFrom
            ))
            .Concat(added.Select(column => new CostDimension($"column:{column}", [column])))
            .OrderBy(dimension => dimension.Name, StringComparer.Ordinal);
        return new(fields, required.ToHashSet(), [.. dimensions])
        {
            Constants = constants.ToDictionary(
                pair => ConstantOf(pair.Key.ToLowerInvariant()),
                pair => pair.Value,
                StringComparer.OrdinalIgnoreCase
            ),
        };
    }

    private static string ConstantOf(string field) => $"{field}:";

    private static Dictionary<string, string> TextsOf(Fields fields, string name)
    {
        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in fields.Has(name) ? fields.Object(name).Members : JsonObject.Of().Members)
            if (value is JsonString { Value: { Length: > 0 } text })
                texts[key] = text;
            else
                fields.Fail($"'{name}' has texts");
        return texts;
    }
}
