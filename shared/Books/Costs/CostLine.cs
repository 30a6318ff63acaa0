using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>The lines of costs.ndjson, in RFC 8785 form, told apart by <c>type</c>: records and invoices.</summary>
public static class CostLine
{
    internal const string Code = "COST_LINE_INVALID";
    internal const string Record = "record";

    public static byte[] Encode(CostRecord cost) =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("account", cost.Account),
                ("batch", cost.Batch),
                ("batch_sequence", Number(cost.Order.BatchSequence)),
                ("billed", cost.Billed.ToString()),
                ("billing_from", Date(cost.BillingFrom)),
                ("billing_to", Date(cost.BillingTo)),
                ("charge_category", cost.ChargeCategory),
                ("correction", cost.IsCorrection ? (JsonValue)true : null),
                ("currency", cost.Currency.ToString()),
                ("day", Dates.Text(cost.Day)),
                ("effective", cost.Effective.ToString()),
                ("id", cost.Id),
                ("invoice", cost.Invoice),
                ("invoice_issuer", cost.InvoiceIssuer),
                ("lifecycle", cost.Lifecycle.Text()),
                ("period", cost.TakenInto?.ToString()),
                ("provider", cost.Provider),
                ("record_sequence", Number(cost.Order.RecordSequence)),
                ("recorded_at", Dates.Text(cost.RecordedAt)),
                ("service", cost.Service),
                ("service_category", cost.ServiceCategory),
                ("type", Record)
            )
        );

    /// <summary>Whether a canonical line is an invoice's; its type is its last member.</summary>
    public static bool IsInvoice(ReadOnlySpan<byte> line) => line.EndsWith("\"type\":\"invoice\"}"u8);

    /// <summary>Reads a line strictly: a spelling other than the canonical one is a fault.</summary>
    public static Result<CostRecord> Decode(ReadOnlySpan<byte> line)
    {
        if (CostCursor.TryRead(line) is { } known)
            return known;
        if (!JsonText.ParseObject(line).Then(Read).TryGet(out var cost, out var fault))
            return new Fault(Code, fault.Message);
        return Encode(cost).AsSpan().SequenceEqual(line) ? cost : new Fault(Code, "the line is not in canonical form");
    }

    /// <summary>
    /// Digest of what a record's canonical line says: the line without <c>batch</c>, <c>period</c> and
    /// <c>recorded_at</c>, which say how it came here.
    /// </summary>
    public static Digest ContentDigest(ReadOnlySpan<byte> line)
    {
        var rest = new byte[line.Length];
        line.CopyTo(rest);
        var length = line.Length;
        // No text can hold a member's name unescaped, so the bytes tell where each begins.
        foreach (var name in Ways)
            length = Cut(rest.AsSpan(0, length), name);
        return Digest.Of(rest.AsSpan(0, length));
    }

    private static readonly byte[][] Ways =
    [
        "\"batch\":\""u8.ToArray(),
        "\"period\":\""u8.ToArray(),
        "\"recorded_at\":\""u8.ToArray(),
    ];

    /// <summary>Takes a text member and its comma out; each of these has another member after it.</summary>
    private static int Cut(Span<byte> line, ReadOnlySpan<byte> name)
    {
        var start = line.IndexOf(name);
        if (start < 0)
            return line.Length;
        var end = start + name.Length;
        while (end < line.Length && line[end] != '"')
            end += line[end] == '\\' ? 2 : 1;
        end = Math.Min(end + 2, line.Length);
        line[end..].CopyTo(line[start..]);
        return line.Length - (end - start);
    }

    /// <summary>Null where texts and dates of the record can stand in a line; else what is wrong.</summary>
    public static Fault? Check(CostRecord cost)
    {
        (string Name, string? Text, int Most)[] texts =
        [
            ("account", cost.Account, Limits.CostTextCharacters),
            ("batch", cost.Batch, Limits.CostIdCharacters),
            ("charge_category", cost.ChargeCategory, Limits.CostTextCharacters),
            ("id", cost.Id, Limits.CostIdCharacters),
            ("invoice", cost.Invoice, Limits.CostIdCharacters),
            ("invoice_issuer", cost.InvoiceIssuer, Limits.CostTextCharacters),
            ("provider", cost.Provider, Limits.CostTextCharacters),
            ("service", cost.Service, Limits.CostTextCharacters),
            ("service_category", cost.ServiceCategory, Limits.CostTextCharacters),
        ];
        foreach (var (name, text, most) in texts)
            if (text is not null && (text.Length == 0 || text.Length > most))
                return new(Code, $"'{name}' has 1 to {most} characters");
        if (
            cost.Order
            is { BatchSequence: < 0 or > Limits.SafeInteger }
                or { RecordSequence: < 0 or > Limits.SafeInteger }
        )
            return new(Code, $"a sequence is 0 to {Limits.SafeInteger}");
        if (cost.BillingTo < cost.BillingFrom)
            return new(Code, "a billing period does not end before it begins");
        if (cost.TakenInto is { } period && (period.IsAdjustment || period <= PeriodCode.Of(cost.Day)))
            return new(Code, "'period' is a month after that of 'day'");
        return null;
    }

    private static Result<CostRecord> Read(JsonObject source)
    {
        var fields = new Fields(source, Code);
        var batchSequence = fields.Has("batch_sequence") ? (long?)fields.Integer("batch_sequence") : null;
        var recordSequence = fields.Has("record_sequence") ? (long?)fields.Integer("record_sequence") : null;
        var isCorrection = fields.Has("correction") && fields.Boolean("correction");
        if (fields.Text("type") != Record)
            fields.Fail("'type' is record or invoice");
        var cost = new CostRecord(
            fields.Text("id"),
            fields.Text("provider"),
            fields.Text("day", Dates.Parse),
            fields.Text("billed", ExactDecimal.ParseCanonical),
            fields.Text("effective", ExactDecimal.ParseCanonical),
            fields.Text("currency", Currency.Parse),
            fields.Text("lifecycle", CostLifecycles.Parse),
            fields.Text("batch"),
            fields.Text("recorded_at", Dates.ParseInstant)
        )
        {
            Account = fields.OptionalText("account"),
            BillingFrom = fields.OptionalText("billing_from", Dates.Parse),
            BillingTo = fields.OptionalText("billing_to", Dates.Parse),
            ChargeCategory = fields.OptionalText("charge_category"),
            Invoice = fields.OptionalText("invoice"),
            InvoiceIssuer = fields.OptionalText("invoice_issuer"),
            IsCorrection = isCorrection,
            Order = new(batchSequence, recordSequence),
            Service = fields.OptionalText("service"),
            ServiceCategory = fields.OptionalText("service_category"),
            TakenInto = fields.OptionalText("period", PeriodCode.Parse),
        };
        return fields.Finish(() => cost).Then<CostRecord>(read => Check(read) is { } fault ? fault : read);
    }

    internal static JsonValue? Number(long? value) => value is { } number ? (JsonValue)number : null;

    internal static JsonValue? Date(DateOnly? date) => date is { } day ? Dates.Text(day) : null;
}
