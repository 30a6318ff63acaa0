using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Bench;

/// <summary>
/// The same made-up month in two spellings: Bookseal's journal, and the plain text that ledger and hledger read.
/// </summary>
internal static class SyntheticBooks
{
    private const int Accounts = 200;

    public static async Task WriteJournalAsync(string path, int entries)
    {
        await using var file = File.Create(path);
        foreach (var entry in Entries(entries))
        {
            await file.WriteAsync(EntryCodec.Encode(entry));
            file.WriteByte((byte)'\n');
        }
    }

    public static async Task WritePlainTextAsync(string path, int entries)
    {
        await using var file = new StreamWriter(path, false, new UTF8Encoding(false));
        foreach (var entry in Entries(entries))
        {
            await file.WriteLineAsync($"{Dates.Text(entry.Date)} * {entry.Description}");
            foreach (var line in entry.Lines)
                await file.WriteLineAsync($"    Account:{line.Account}  {line.NetMinor / 100m:0.00} {line.Currency}");
            await file.WriteLineAsync();
        }
    }

    private static IEnumerable<Entry> Entries(int count)
    {
        var random = new Random(42);
        var poster = PersonId.Parse("bench").Value;
        var currency = Currency.Parse("USD").Value;
        for (var i = 0; i < count; i++)
        {
            var (debit, credit, amount) = (random.Next(Accounts), random.Next(Accounts), random.Next(1, 1_000_000));
            yield return new(
                EntryId.Parse($"JE-{i:D8}").Value,
                new DateOnly(2026, 1, 1 + i % 31),
                EntryKind.Standard,
                $"entry number {i}",
                poster,
                [new(Code(debit), currency, amount, 0), new(Code(credit), currency, 0, amount)]
            );
        }
    }

    private static AccountCode Code(int number) => AccountCode.Parse($"{1000 + number}").Value;
}
