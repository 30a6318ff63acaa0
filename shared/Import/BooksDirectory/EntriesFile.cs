using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Import.BooksDirectory;

/// <summary>
/// The entries of one posting: CSV with the columns of journal.csv, or NDJSON. Told by the content: a line of NDJSON
/// begins with a brace.
/// </summary>
public static class EntriesFile
{
    private static readonly string[] Sides = ["credit", "debit"];

    /// <param name="name">Faults begin with it.</param>
    public static IReadOnlyList<Entry> Read(
        string name,
        byte[] content,
        ChartOfAccounts chart,
        KnownUnits units,
        PersonId postedBy,
        ImportFaults faults
    )
    {
        List<Entry> entries = IsJson(content)
            ? ReadLines(name, content, postedBy, faults)
            :
            [
                .. new JournalCsvReader(name, () => new MemoryStream(content), chart, postedBy, faults)
                    .Read(new MemoryStream(content))
                    .Select(row => row.Entry),
            ];
        foreach (var entry in faults.IsEmpty ? entries : [])
        foreach (var unit in entry.Lines.Select(line => line.Currency).Distinct())
            if (units.Check(unit) is { } unknown)
                faults.Add(unknown with { Where = $"{name}:1:1", Message = $"entry {entry.Id}: {unknown.Message}" });
        return entries;
    }

    private static bool IsJson(ReadOnlySpan<byte> content)
    {
        var text = content.TrimStart(" \t\r\n\ufeff"u8);
        return text.IsEmpty || text[0] == (byte)'{';
    }

    private static List<Entry> ReadLines(string name, byte[] content, PersonId postedBy, ImportFaults faults)
    {
        var entries = new List<Entry>();
        var lines = new LineReader(new MemoryStream(content));
        while (!faults.IsFull && lines.TryRead(out var line))
        {
            if (line.Trim(" \t\r"u8).IsEmpty)
                continue;
            if (
                JsonText
                    .ParseObject(line)
                    .Then(InMinorUnits)
                    .Then(source => EntryCodec.FromSource(source, postedBy))
                    .TryGet(out var entry, out var fault)
            )
                entries.Add(entry);
            else
                faults.Add(fault with { Where = $"{name}:{lines.Number}:1" });
        }

        if (lines.IsTooLong)
            faults.Add(
                $"{name}:{lines.Number}:1",
                "LINE_TOO_LONG",
                $"a line is at most {Limits.ImportLineBytes} bytes"
            );
        return entries;
    }

    /// <summary>An amount that is a text is a decimal, <c>"12.50"</c>; a number counts minor units.</summary>
    private static Result<JsonObject> InMinorUnits(JsonObject entry)
    {
        if (entry["lines"] is not JsonArray { Items: var items })
            return entry;
        var lines = new List<JsonValue>();
        foreach (var item in items)
        {
            var line = item;
            foreach (var side in Sides)
                if (line is JsonObject members && members[side] is JsonString amount)
                {
                    var currency = members["currency"] is JsonString code
                        ? Currency.Parse(code.Value)
                        : new Fault("CURRENCY_INVALID", "a line has a currency");
                    if (!currency.Then(unit => Money.Parse(amount.Value, unit)).TryGet(out var money, out var fault))
                        return fault;
                    line = members.With(side, money.AmountMinor);
                }

            lines.Add(line);
        }

        return entry.With("lines", new JsonArray(lines));
    }
}
