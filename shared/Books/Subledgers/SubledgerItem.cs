using Bookseal.Books.Values;

namespace Bookseal.Books.Subledgers;

/// <summary>One transaction of a subledger: an invoice, a payment, a goods receipt.</summary>
/// <param name="AmountMinor">Positive; the side says which way.</param>
/// <param name="AppliesTo">The reference that this settles in whole or part.</param>
public sealed record SubledgerItem(
    SubledgerName Subledger,
    string Entity,
    string Reference,
    DateOnly Date,
    DateOnly? DueDate,
    bool IsDebit,
    long AmountMinor,
    Currency Currency,
    string? AppliesTo,
    string Description
)
{
    private const string Code = "SUBLEDGER_LINE_INVALID";

    /// <summary>
    /// The month that took a late item in; null for an item that came while its own month was open, or before it.
    /// </summary>
    public PeriodCode? TakenInto { get; init; }

    /// <summary>
    /// Not a transaction but a decision: what of the reference settles <c>applies_to</c>. It moves an open amount and
    /// leaves the position as it is.
    /// </summary>
    public bool IsAllocation { get; init; }

    /// <summary>The control account within which an allocation moves; null where a file keeps the subledger.</summary>
    public AccountCode? Account { get; init; }

    /// <summary>Who decided an allocation; null for transactions, and in lines of older programs.</summary>
    public PersonId? By { get; init; }

    /// <summary>It came after its own month was closed: it counts later than it is dated.</summary>
    public bool IsLate => CountsFrom != Date;

    /// <summary>The day on which it counts: its own, or the first of the month that took it in.</summary>
    public DateOnly CountsFrom => TakenInto is { } period && Date < period.FirstDay ? period.FirstDay : Date;

    /// <summary>What it does to the position, debit positive.</summary>
    public long NetMinor => IsAllocation ? 0 : SignedMinor;

    /// <summary>Debit positive; of an allocation, what it does to the reference that it applies to.</summary>
    public long SignedMinor => IsDebit ? AmountMinor : -AmountMinor;

    /// <summary>The line without its line feed, in RFC 8785 form.</summary>
    public byte[] Encode() =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("account", Account?.ToString()),
                ("allocation", IsAllocation ? (JsonValue)true : null),
                ("amount_minor", AmountMinor),
                ("applies_to", AppliesTo),
                ("by", By?.ToString()),
                ("currency", Currency.ToString()),
                ("date", Dates.Text(Date)),
                ("description", Description),
                ("due_date", DueDate is { } due ? Dates.Text(due) : null),
                ("entity", Entity),
                ("period", TakenInto?.ToString()),
                ("reference", Reference),
                ("side", IsDebit ? "debit" : "credit"),
                ("subledger", Subledger.ToString())
            )
        );

    public static Result<SubledgerItem> Decode(ReadOnlySpan<byte> line) =>
        JsonText
            .ParseObject(line)
            .Then(source =>
            {
                var fields = new Fields(source, Code);
                var account = fields.OptionalText("account", AccountCode.Parse);
                var isAllocation = fields.Has("allocation") && fields.Boolean("allocation");
                var amount = fields.Integer("amount_minor");
                var appliesTo = fields.OptionalText("applies_to");
                var by = fields.OptionalText("by", PersonId.Parse);
                var currency = fields.Text("currency", Currency.Parse);
                var date = fields.Text("date", Dates.Parse);
                var description = fields.Text("description");
                var due = fields.OptionalText("due_date", Dates.Parse);
                var entity = fields.Text("entity");
                var period = fields.OptionalText("period", PeriodCode.Parse);
                var reference = fields.Text("reference");
                var side = fields.Text("side", ParseSide);
                var subledger = fields.Text("subledger", SubledgerName.Parse);
                if (amount < 0)
                    fields.Fail("'amount_minor' is not negative");
                if (
                    isAllocation
                        ? appliesTo is null || due is not null
                        : account is not null || by is not null || fields.Has("allocation")
                )
                    fields.Fail("an allocation is of a reference to another, and only it names account and person");
                if (period is { } taken && (taken.IsAdjustment || taken < PeriodCode.Of(date)))
                    fields.Fail("'period' is a month, and none before that of 'date'");
                return fields.Finish(() =>
                    new SubledgerItem(
                        subledger,
                        entity,
                        reference,
                        date,
                        due,
                        side,
                        amount,
                        currency,
                        appliesTo,
                        description
                    )
                    {
                        Account = account,
                        By = by,
                        IsAllocation = isAllocation,
                        TakenInto = period,
                    }
                );
            });

    /// <summary>
    /// What an item's line says, whichever period took it in: by this a line that is imported again is known.
    /// </summary>
    public static Digest ContentDigest(ReadOnlySpan<byte> line)
    {
        // No text can hold the member's name unescaped, so most lines are told by their bytes.
        if (line.IndexOf("\"period\":\""u8) < 0 || !Decode(line).TryGet(out var item, out _))
            return Digest.Of(line);
        return Digest.Of((item with { TakenInto = null }).Encode());
    }

    /// <summary>True for a debit.</summary>
    public static Result<bool> ParseSide(string text) =>
        text switch
        {
            "debit" => true,
            "credit" => false,
            _ => new Fault("SIDE_INVALID", $"a side is debit or credit, not {new JsonString(text)}"),
        };
}
