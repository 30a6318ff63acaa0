using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>
/// One line of a provider's invoice (a row of FOCUS's Invoice Detail): what the billed costs that name the invoice have
/// to add up to, together with the invoice's other lines.
/// </summary>
/// <param name="Id">Unique among the invoice's lines: the source's, or of its content with an ordinal.</param>
/// <param name="Billed">Of this line, signed as costs are.</param>
public sealed record CostInvoice(
    string Id,
    string Invoice,
    string Issuer,
    ExactDecimal Billed,
    Currency Currency,
    DateOnly Day,
    string Batch,
    DateTimeOffset RecordedAt
)
{
    private const string Type = "invoice";

    /// <summary>As the source says: Issued, Open, Voided, ...</summary>
    public string? Status { get; init; }

    public CostOrder Order { get; init; }

    /// <summary>The month that took it in, where that of its day was closing or closed; null for its own.</summary>
    public PeriodCode? TakenInto { get; init; }

    public PeriodCode Period => TakenInto ?? PeriodCode.Of(Day);

    /// <summary>Whatever batch brought it, and whenever.</summary>
    public bool SaysTheSame(CostInvoice other) =>
        this == other with { Batch = Batch, Order = Order, RecordedAt = RecordedAt, TakenInto = TakenInto };

    /// <summary>The line without its line feed, in RFC 8785 form.</summary>
    public byte[] Encode() =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("batch", Batch),
                ("batch_sequence", CostLine.Number(Order.BatchSequence)),
                ("billed", Billed.ToString()),
                ("currency", Currency.ToString()),
                ("day", Dates.Text(Day)),
                ("id", Id),
                ("invoice", Invoice),
                ("issuer", Issuer),
                ("period", TakenInto?.ToString()),
                ("record_sequence", CostLine.Number(Order.RecordSequence)),
                ("recorded_at", Dates.Text(RecordedAt)),
                ("status", Status),
                ("type", Type)
            )
        );

    public static Result<CostInvoice> Decode(ReadOnlySpan<byte> line)
    {
        if (!JsonText.ParseObject(line).Then(Read).TryGet(out var invoice, out var fault))
            return new Fault(CostLine.Code, fault.Message);
        return invoice.Encode().AsSpan().SequenceEqual(line)
            ? invoice
            : new Fault(CostLine.Code, "the line is not in canonical form");
    }

    /// <summary>Null where its texts can stand in a line; else what is wrong.</summary>
    public static Fault? Check(CostInvoice invoice)
    {
        foreach (
            var text in new[] { invoice.Id, invoice.Invoice, invoice.Issuer, invoice.Batch, invoice.Status ?? "-" }
        )
            if (text.Length is 0 or > Limits.CostIdCharacters)
                return new(CostLine.Code, $"a text of an invoice has 1 to {Limits.CostIdCharacters} characters");
        if (invoice.TakenInto is { } period && (period.IsAdjustment || period <= PeriodCode.Of(invoice.Day)))
            return new(CostLine.Code, "'period' is a month after that of 'day'");
        return null;
    }

    private static Result<CostInvoice> Read(JsonObject source)
    {
        var fields = new Fields(source, CostLine.Code);
        var batchSequence = fields.Has("batch_sequence") ? (long?)fields.Integer("batch_sequence") : null;
        var recordSequence = fields.Has("record_sequence") ? (long?)fields.Integer("record_sequence") : null;
        if (fields.Text("type") != Type)
            fields.Fail("'type' is record or invoice");
        var invoice = new CostInvoice(
            fields.Text("id"),
            fields.Text("invoice"),
            fields.Text("issuer"),
            fields.Text("billed", ExactDecimal.ParseCanonical),
            fields.Text("currency", Currency.Parse),
            fields.Text("day", Dates.Parse),
            fields.Text("batch"),
            fields.Text("recorded_at", Dates.ParseInstant)
        )
        {
            Order = new(batchSequence, recordSequence),
            Status = fields.OptionalText("status"),
            TakenInto = fields.OptionalText("period", PeriodCode.Parse),
        };
        return fields.Finish(() => invoice).Then<CostInvoice>(read => Check(read) is { } fault ? fault : read);
    }
}
