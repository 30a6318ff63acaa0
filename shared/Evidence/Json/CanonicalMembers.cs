using System.Buffers;
using System.Buffers.Text;

namespace Bookseal.Evidence.Json;

/// <summary>
/// Writes an object member by member, for formats of millions of lines: no tree is built, and no text for an amount.
/// The caller names the members in RFC 8785 order; whatever is null is left out, as <see cref="JsonObject.Of"/> does.
/// </summary>
public ref struct CanonicalMembers
{
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
        Name(name);
        CanonicalJson.WriteString(_output, value);
    }

    /// <param name="value">As <see cref="JsonNumber.Of"/> takes it.</param>
    public void Integer(ReadOnlySpan<byte> name, long? value)
    {
        if (value is not { } number)
            return;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, Limits.SafeInteger);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, -Limits.SafeInteger);
        Name(name);
        Utf8Formatter.TryFormat(number, _output.GetSpan(20), out var length);
        _output.Advance(length);
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
        _output.Write(_hasMember ? ",\""u8 : "\""u8);
        _output.Write(name);
        _output.Write("\":"u8);
        _hasMember = true;
    }

    public readonly void End() => _output.Write("}"u8);
}
