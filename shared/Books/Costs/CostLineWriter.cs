using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>
/// The hot writer of records' lines, for files of millions: the bytes of <see cref="CostLine.Encode(CostRecord)"/>,
/// which is the complete one; a property test holds them together.
/// </summary>
public static class CostLineWriter
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create([
        .. Enumerable.Range(0, ' ').Select(c => (char)c),
        '"',
        '\\',
    ]);

    /// <summary>The record's canonical line, without a line feed.</summary>
    public static void Write(ArrayBufferWriter<byte> output, CostRecord cost) => Write(output, cost, isWhole: true);

    /// <summary>
    /// What the record says beside its id, its batch and its order, whenever it was recorded: two records of one id
    /// that agree on this are no restatement.
    /// </summary>
    public static void WriteContent(ArrayBufferWriter<byte> output, CostRecord cost) =>
        Write(output, cost, isWhole: false);

    private static void Write(ArrayBufferWriter<byte> output, CostRecord cost, bool isWhole)
    {
        var line = new Members(output);
        line.Text("account"u8, cost.Account);
        if (isWhole)
        {
            line.Text("batch"u8, cost.Batch);
            line.Number("batch_sequence"u8, cost.Order.BatchSequence);
        }

        line.Amount("billed"u8, cost.Billed);
        line.Date("billing_from"u8, cost.BillingFrom);
        line.Date("billing_to"u8, cost.BillingTo);
        line.Text("charge_category"u8, cost.ChargeCategory);
        if (cost.IsCorrection)
            line.Name("correction"u8, "true"u8);
        line.Text("currency"u8, cost.Currency.ToString());
        line.Date("day"u8, cost.Day);
        line.Amount("effective"u8, cost.Effective);
        line.Text("id"u8, isWhole ? cost.Id : null);
        line.Text("invoice"u8, cost.Invoice);
        line.Text("invoice_issuer"u8, cost.InvoiceIssuer);
        line.Text("lifecycle"u8, cost.Lifecycle.Text());
        if (isWhole)
            line.Text("period"u8, cost.TakenInto?.ToString());
        line.Text("provider"u8, cost.Provider);
        if (isWhole)
        {
            line.Number("record_sequence"u8, cost.Order.RecordSequence);
            line.Instant("recorded_at"u8, cost.RecordedAt);
        }

        line.Text("service"u8, cost.Service);
        line.Text("service_category"u8, cost.ServiceCategory);
        line.Text("type"u8, CostLine.Record);
        output.Write("}"u8);
    }

    /// <summary>Writes members one after the other; those without a value are left out.</summary>
    private struct Members(ArrayBufferWriter<byte> output)
    {
        private bool _hasOne;

        /// <param name="value">As it stands in JSON.</param>
        public void Name(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
        {
            output.Write(_hasOne ? ",\""u8 : "{\""u8);
            _hasOne = true;
            output.Write(name);
            output.Write("\":"u8);
            output.Write(value);
        }

        public void Text(ReadOnlySpan<byte> name, string? text)
        {
            if (text is null)
                return;
            Name(name, []);
            if (text.AsSpan().ContainsAny(Escaped))
            {
                CanonicalJson.WriteString(output, text);
                return;
            }

            output.Write("\""u8);
            Encoding.UTF8.GetBytes(text, output);
            output.Write("\""u8);
        }

        public void Amount(ReadOnlySpan<byte> name, ExactDecimal amount)
        {
            Span<byte> text = stackalloc byte[ExactDecimal.MostCharacters];
            Quoted(name, text[..amount.Format(text)]);
        }

        public void Number(ReadOnlySpan<byte> name, long? number)
        {
            if (number is not { } value)
                return;
            Span<byte> text = stackalloc byte[20];
            Utf8Formatter.TryFormat(value, text, out var length);
            Name(name, text[..length]);
        }

        public void Date(ReadOnlySpan<byte> name, DateOnly? date)
        {
            if (date is not { } day)
                return;
            Span<byte> text = stackalloc byte[10];
            day.TryFormat(text, out var length, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            Quoted(name, text[..length]);
        }

        public void Instant(ReadOnlySpan<byte> name, DateTimeOffset instant)
        {
            Span<byte> text = stackalloc byte[24];
            const string format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            instant.UtcDateTime.TryFormat(text, out var length, format, CultureInfo.InvariantCulture);
            Quoted(name, text[..length]);
        }

        private void Quoted(ReadOnlySpan<byte> name, ReadOnlySpan<byte> plain)
        {
            Name(name, "\""u8);
            output.Write(plain);
            output.Write("\""u8);
        }
    }
}
