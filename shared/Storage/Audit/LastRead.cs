namespace Bookseal.Storage.Audit;

/// <summary>
/// What the bytes that were read last came to: whoever reads the same bytes again, as every request reads the chain's
/// end, works nothing out again. The bytes are compared whole, so that it is never the answer to others.
/// </summary>
internal sealed class LastRead<T>
    where T : notnull
{
    private volatile Kept? _kept;

    public T Of(ReadOnlyMemory<byte> bytes, Func<ReadOnlyMemory<byte>, T> work)
    {
        if (_kept is { } kept && kept.Bytes.Span.SequenceEqual(bytes.Span))
            return kept.Value;
        var value = work(bytes);
        _kept = new(bytes, value);
        return value;
    }

    private sealed record Kept(ReadOnlyMemory<byte> Bytes, T Value);
}
