using System.Globalization;
using System.Text;
using System.Text.Json;
using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>
/// Reads the canonical line of a record in one pass, without a tree and without writing it again: there are millions of
/// them. It takes nothing that <see cref="CostLine.Decode"/> would not; what it does not take, that says why.
/// </summary>
internal static class CostCursor
{
    /// <summary>Of all members, in the order in which they stand.</summary>
    private static readonly byte[][] Names =
    [
        .. new[]
        {
            "account",
            "batch",
            "batch_sequence",
            "billed",
            "billing_from",
            "billing_to",
            "charge_category",
            "correction",
            "currency",
            "day",
            "effective",
            "id",
            "invoice",
            "invoice_issuer",
            "lifecycle",
            "period",
            "provider",
            "record_sequence",
            "recorded_at",
            "service",
            "service_category",
            "type",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>Null where it is not surely a canonical line.</summary>
    public static CostRecord? TryRead(ReadOnlySpan<byte> line)
    {
        // An escape has more than one spelling.
        if (line.Contains((byte)'\\'))
            return null;
        var values = new string?[Names.Length];
        return TrySplit(line, values) ? Make(values) : null;
    }

    /// <summary>
    /// The members' values by their place; false where one stands out of order, is of another kind than a text, a
    /// number or true, or where there is anything between them.
    /// </summary>
    private static bool TrySplit(ReadOnlySpan<byte> line, string?[] values)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            var (at, length) = (0, 2);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                while (at < Names.Length && !reader.ValueSpan.SequenceEqual(Names[at]))
                    at++;
                if (at == Names.Length || !reader.Read())
                    return false;
                var isText = reader.TokenType == JsonTokenType.String;
                if (!isText && reader.TokenType is not (JsonTokenType.Number or JsonTokenType.True))
                    return false;
                var value = isText ? reader.GetString()! : Encoding.ASCII.GetString(reader.ValueSpan);
                values[at] = isText == IsText(at) ? value : null;
                if (values[at] is null)
                    return false;
                // Quotes, colon and comma; of the last member there is none.
                length += Names[at].Length + 4 + reader.ValueSpan.Length + (isText ? 2 : 0);
                at++;
            }

            return reader.TokenType == JsonTokenType.EndObject && !reader.Read() && length - 1 == line.Length;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool IsText(int at) => at is not (2 or 7 or 17);

    private static CostRecord? Make(string?[] values)
    {
        if (
            values[21] != "record"
            || values[7] is not (null or "true")
            || !TryNumber(values[2], out var batchSequence)
            || !TryNumber(values[17], out var recordSequence)
            || !TryDate(values[4], out var billingFrom)
            || !TryDate(values[5], out var billingTo)
            || !TryDate(values[9], out var day)
            || day is not { } charged
            || !ExactDecimal.ParseCanonical(values[3] ?? "").TryGet(out var billed, out _)
            || !ExactDecimal.ParseCanonical(values[10] ?? "").TryGet(out var effective, out _)
            || !Currency.Parse(values[8] ?? "").TryGet(out var currency, out _)
            || !CostLifecycles.Parse(values[14] ?? "").TryGet(out var lifecycle, out _)
            || !Dates.ParseInstant(values[18] ?? "").TryGet(out var recordedAt, out _)
            || values[11] is not { } id
            || values[16] is not { } provider
            || values[1] is not { } batch
        )
            return null;
        PeriodCode? period = null;
        if (values[15] is { } text)
        {
            if (!PeriodCode.Parse(text).TryGet(out var known, out _))
                return null;
            period = known;
        }

        var cost = new CostRecord(id, provider, charged, billed, effective, currency, lifecycle, batch, recordedAt)
        {
            Account = values[0],
            BillingFrom = billingFrom,
            BillingTo = billingTo,
            ChargeCategory = values[6],
            Invoice = values[12],
            InvoiceIssuer = values[13],
            IsCorrection = values[7] is not null,
            Order = new(batchSequence, recordSequence),
            Service = values[19],
            ServiceCategory = values[20],
            TakenInto = period,
        };
        return CostLine.Check(cost) is null ? cost : null;
    }

    /// <summary>Digits alone, and no zero before others.</summary>
    private static bool TryNumber(string? text, out long? number)
    {
        number = null;
        if (text is null)
            return true;
        if (
            text.AsSpan().ContainsAnyExceptInRange('0', '9')
            || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        )
            return false;
        number = value;
        return true;
    }

    private static bool TryDate(string? text, out DateOnly? date)
    {
        date = null;
        if (text is null)
            return true;
        if (!Dates.Parse(text).TryGet(out var value, out _))
            return false;
        date = value;
        return true;
    }
}
