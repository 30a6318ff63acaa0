using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>What the debits of entries come to by currency, taken from their canonical lines.</summary>
public sealed class DebitSums
{
    private static ReadOnlySpan<byte> Debit => "\",\"debit\":"u8;

    private readonly Dictionary<byte[], Int128> _sums = new(NameBytes.Comparer);

    public SortedDictionary<Currency, Int128> ByCurrency =>
        new(_sums.ToDictionary(sum => Currency.Parse(Encoding.UTF8.GetString(sum.Key)).Value, sum => sum.Value));

    /// <param name="line">Of an entry that this process checked and wrote.</param>
    public void Add(ReadOnlySpan<byte> line)
    {
        // No text can hold the member's name unescaped, and in a canonical line the currency stands before the debit.
        for (int at; (at = line.IndexOf(Debit)) >= 0; line = line[(at + Debit.Length)..])
        {
            var currency = line[(line[..at].LastIndexOf((byte)'"') + 1)..at];
            if (!Utf8Parser.TryParse(line[(at + Debit.Length)..], out long minor, out _))
                throw new InvalidDataException("a debit is no number");
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(
                _sums.GetAlternateLookup<ReadOnlySpan<byte>>(),
                currency,
                out _
            );
            sum = checked(sum + minor);
        }
    }
}
