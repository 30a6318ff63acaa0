using System.Security.Cryptography;

namespace Bookseal.Evidence;

/// <summary>What is read through it is digested, so that one pass gives content and digest.</summary>
public sealed class DigestingStream(Stream inner) : ReadOnlyStream
{
    private const int BufferBytes = 64 * 1024;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Of what was read so far.</summary>
    public Digest Sha256 => Digest.FromBytes(_hash.GetCurrentHash());

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        _hash.AppendData(buffer[..read]);
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        _hash.AppendData(buffer.Span[..read]);
        return read;
    }

    /// <summary>Of all that the stream has, read or not.</summary>
    public Digest Finish()
    {
        var rest = new byte[BufferBytes];
        while (Read(rest.AsSpan()) > 0) { }
        return Sha256;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
