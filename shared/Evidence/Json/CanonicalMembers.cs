using System.Buffers;
using System.Buffers.Text;
using System.Globalization;

namespace Bookseal.Evidence.Json;

/// <summary>
/// Writes an object member by member, for formats of millions of lines: no tree is built, and no text for an amount.
/// The caller names the members in RFC 8785 order; whatever is null is left out, as <see cref="JsonObject.Of"/> does.
/// </summary>
public ref struct CanonicalMembers
{
    /// <summary>A comma, a colon and the quotes of name and value.</summary>
    private const int AroundBytes = 6;
    private const int IntegerBytes = 20;
    private const int DayBytes = 10;

    private readonly IBufferWriter<byte> _output;
    private bool _hasMember;

    private CanonicalMembers(IBufferWriter<byte> output) => _output = output;

    public static CanonicalMembers Begin(IBufferWriter<byte> output)
    {
        output.Write("{"u8);
        return new(output);
    }

    public void Text(ReadOnlySpan<byte> name, string? value)
    {
        if (value is null)
            return;
        if (CanonicalJson.HasEscapes(value))
        {
            Name(name);
            CanonicalJson.WriteString(_output, value);
            return;
        }

        var span = _output.GetSpan(name.Length + AroundBytes + CanonicalJson.Utf8.GetMaxByteCount(value.Length));
        var at = Lead(span, name);
        span[at++] = (byte)'"';
        at += CanonicalJson.Utf8.GetBytes(value, span[at..]);
        span[at++] = (byte)'"';
        _output.Advance(at);
    }

    /// <summary>A day, as <c>2026-01-31</c>.</summary>
    public void Day(ReadOnlySpan<byte> name, DateOnly? value)
    {
        if (value is not { } day)
            return;
        var span = _output.GetSpan(name.Length + AroundBytes + DayBytes);
        var at = Lead(span, name);
        span[at++] = (byte)'"';
        day.TryFormat(span[at..], out var length, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        at += length;
        span[at++] = (byte)'"';
        _output.Advance(at);
    }

    /// <param name="value">As <see cref="JsonNumber.Of"/> takes it.</param>
    public void Integer(ReadOnlySpan<byte> name, long? value)
    {
        if (value is not { } number)
            return;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, Limits.SafeInteger);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, -Limits.SafeInteger);
        var span = _output.GetSpan(name.Length + AroundBytes + IntegerBytes);
        var at = Lead(span, name);
        Utf8Formatter.TryFormat(number, span[at..], out var length);
        _output.Advance(at + length);
    }

    public void Value(ReadOnlySpan<byte> name, JsonValue? value)
    {
        if (value is null)
            return;
        Name(name);
        CanonicalJson.Write(_output, value);
    }

    /// <summary>The name of a member whose value the caller writes.</summary>
    public void Name(ReadOnlySpan<byte> name)
    {
        var span = _output.GetSpan(name.Length + AroundBytes);
        _output.Advance(Lead(span, name));
    }

    public readonly void End() => _output.Write("}"u8);

    /// <summary>Writes what stands before a value; its length.</summary>
    private int Lead(Span<byte> span, ReadOnlySpan<byte> name)
    {
        var at = 0;
        if (_hasMember)
            span[at++] = (byte)',';
        _hasMember = true;
        span[at++] = (byte)'"';
        name.CopyTo(span[at..]);
        at += name.Length;
        span[at++] = (byte)'"';
        span[at++] = (byte)':';
        return at;
    }
}
