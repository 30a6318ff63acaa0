namespace Bookseal.Books.Tests.Ledger;

/// <summary>Gives its bytes in pieces of at most this many, as networks do.</summary>
internal sealed class TricklingStream(byte[] bytes, int atMost) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(atMost, buffer.Length)], cancellationToken);
}
