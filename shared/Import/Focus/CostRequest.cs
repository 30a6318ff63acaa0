using Bookseal.Books.Costs;
using Bookseal.Books.Values;
using Bookseal.Import.Costs;

namespace Bookseal.Import.Focus;

/// <summary>
/// An import of costs as a person asks for it: FOCUS's Cost and Usage, or any CSV with a mapping of its columns, and
/// what is given beside it.
/// </summary>
/// <param name="Parts">The files of one export, by the names that messages show.</param>
public sealed record CostRequest(IReadOnlyList<(string Name, SourceFile Content)> Parts)
{
    public const string FocusFormat = "focus-csv";
    public const string MappedFormat = "cost-csv";

    /// <summary>Of what lines are made of a file: another one, if the same file would give others.</summary>
    private const int ReaderVersion = 1;

    public CostLifecycle? Lifecycle { get; init; }

    public string? Batch { get; init; }

    public long? BatchSequence { get; init; }

    public SlashDates Slashes { get; init; }

    public string? IdColumn { get; init; }

    public IReadOnlyDictionary<string, string> Constants { get; init; } = new Dictionary<string, string>();

    /// <summary>Null for FOCUS.</summary>
    public (string Name, SourceFile Content)? Mapping { get; init; }

    public (string Name, SourceFile Content)? BillingPeriods { get; init; }

    public bool TakesLatestPeriod { get; init; }

    public (string Name, SourceFile Content)? Invoices { get; init; }

    /// <summary>Reads what is given beside the files; null where something of it is wrong.</summary>
    public CostFile? Open(KnownUnits units, ImportFaults faults)
    {
        if (Batch is { } batch && (batch.Length is 0 or > Limits.CostIdCharacters || !IsVisible(batch)))
            faults.Add(
                "--batch",
                "BATCH_ID_INVALID",
                $"a batch's id is 1 to {Limits.CostIdCharacters} plain characters"
            );
        if (BatchSequence is < 0 or > Limits.SafeInteger)
            faults.Add("--batch-sequence", "SEQUENCE_INVALID", $"a sequence is from 0 to {Limits.SafeInteger}");
        var layout = ReadLayout(faults);
        var periods = BillingPeriods is { } dataset
            ? Focus.BillingPeriods.Read(dataset.Name, dataset.Content, Slashes, TakesLatestPeriod, faults)
            : null;
        var invoices = Invoices is { } detail
            ? InvoiceDetails.Read(detail.Name, detail.Content, Slashes, units, faults)
            : [];
        if (
            layout is not null
            && Lifecycle is null
            && periods is null
            && !layout.Fields.ContainsKey(CostField.Lifecycle)
        )
            faults.Add(
                Parts[0].Name,
                "LIFECYCLE_REQUIRED",
                "the file does not say which costs are final; say --lifecycle preliminary, or --lifecycle final, "
                    + "or give a Billing Period dataset with --billing-periods; of an inbox say it as 'lifecycle'"
            );
        if (layout is null || !faults.IsEmpty)
            return null;
        var reading = new CostReading(layout)
        {
            Batch = Batch,
            BatchSequence = BatchSequence,
            Lifecycle = Lifecycle,
            Periods = periods,
            Slashes = Slashes,
        };
        return new(Parts, reading, units) { Invoices = invoices ?? [], Asked = Describe() };
    }

    private CostLayout? ReadLayout(ImportFaults faults)
    {
        if (Mapping is not { } mapping)
            return FocusLayout.CostAndUsage(Constants, IdColumn);
        var content = mapping.Content.ReadAll();
        if (content.Length > Limits.CostMappingBytes)
        {
            faults.Add(mapping.Name, "INPUT_TOO_LARGE", $"a mapping has at most {Limits.CostMappingBytes} bytes");
            return null;
        }

        var read = CostMapping.Read(content, Constants);
        if (read.IsOk)
            return read.Value;
        faults.Add(read.Fault with { Where = mapping.Name });
        return null;
    }

    private JsonObject Describe() =>
        JsonObject.Of(
            ("batch", Batch),
            ("batch_sequence", BatchSequence is { } sequence ? (JsonValue)sequence : null),
            ("billing_periods", DigestOf(BillingPeriods)),
            ("constants", JsonObject.Of(Constants.Select(pair => KeyValuePair.Create(pair.Key, Text(pair.Value))))),
            ("id_column", IdColumn),
            ("invoices", DigestOf(Invoices)),
            ("latest_billing_period", TakesLatestPeriod),
            ("lifecycle", Lifecycle?.Text()),
            ("mapping", DigestOf(Mapping)),
            ("reader", ReaderVersion),
            ("slashes", Slashes.ToString())
        );

    private static JsonValue? DigestOf((string Name, SourceFile Content)? file)
    {
        if (file is not { } given)
            return null;
        using var stream = new DigestingStream(given.Content.Open());
        return (JsonValue)stream.Finish();
    }

    private static JsonValue Text(string text) => new JsonString(text);

    private static bool IsVisible(string text) => Csv.CellText.Check(text, isProse: false) is null;
}
