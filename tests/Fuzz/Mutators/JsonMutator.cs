using Bookseal.Fuzz.Running;

namespace Bookseal.Fuzz.Mutators;

/// <summary>Damage that keeps a JSON text a JSON text, or nearly.</summary>
internal static class JsonMutator
{
    public static byte[] Mutate(Dice dice, byte[] text)
    {
        var spans = JsonScan.Of(text);
        if (spans.Count == 0)
            return ByteMutator.Mutate(dice, text);
        var span = dice.Pick(spans);
        var kind = dice.Below(16);
        dice.Note($"json value at {span.Start} to {span.End}, kind {kind}");
        return kind switch
        {
            0 or 1 => Splice.Replace(text, span.Start, span.End, Splice.Utf8(dice.Pick(OddValues.Json))),
            2 => Copy(text, span, dice.Pick(spans)),
            3 => Duplicate(dice, text, span),
            4 => Drop(text, span),
            5 => AddMember(dice, text, spans, span),
            6 => Swap(text, span, dice.Pick([.. spans.Where(other => other.Parent == span.Parent)])),
            7 => Rename(dice, text, span),
            8 => Splice.Insert(
                text,
                dice.Pick([span.WholeStart, span.Start, span.End]),
                dice.Pick([" ", "\n", "\t", "\r\n", "\u00a0", ",", "/**/"])
            ),
            9 => Respell(dice, text, spans),
            10 => Wrap(dice, text, span),
            11 when dice.OneIn(20) => Splice.Replace(text, span.Start, span.End, Splice.Utf8(Huge(dice))),
            _ => Tweak(
                dice,
                text,
                dice.Pick([.. spans.Where(one => one.Kind is JsonKind.Text or JsonKind.Number).DefaultIfEmpty(span)])
            ),
        };
    }

    /// <summary>A digit for a digit, a letter for a letter: what the parsers are likeliest to accept.</summary>
    private static byte[] Tweak(Dice dice, byte[] text, JsonSpan span)
    {
        var places = Enumerable
            .Range(span.Start, span.End - span.Start)
            .Where(at => char.IsAsciiLetterOrDigit((char)text[at]))
            .ToList();
        if (places.Count == 0)
            return Splice.Replace(text, span.Start, span.End, "\"x\""u8);
        var (tweaked, place) = (text.ToArray(), dice.Pick(places));
        tweaked[place] = Other(dice, text[place]);
        return tweaked;
    }

    private static byte Other(Dice dice, byte letter)
    {
        if (char.IsAsciiDigit((char)letter))
            return (byte)('0' + (letter - '0' + 1 + dice.Below(9)) % 10);
        return dice.OneIn(3) ? (byte)(letter ^ 0x20) : (byte)('a' + dice.Below(26));
    }

    private static byte[] Copy(byte[] text, JsonSpan span, JsonSpan from) =>
        Splice.Replace(text, span.Start, span.End, text.AsSpan(from.Start, from.End - from.Start));

    /// <summary>A name that stands twice, with the same value or with another; in an array the element again.</summary>
    private static byte[] Duplicate(Dice dice, byte[] text, JsonSpan span)
    {
        if (span.Parent < 0)
            return Splice.Insert(text, span.End, text.AsSpan(span.Start, span.End - span.Start));
        var other =
            span.NameStart >= 0 && dice.OneIn(2)
                ?
                [
                    .. text.AsSpan(span.NameStart, span.Start - span.NameStart),
                    .. Splice.Utf8(dice.Pick(OddValues.Json)),
                ]
                : text[span.WholeStart..span.End];
        return Splice.Insert(text, span.WholeStart, [.. other, (byte)',']);
    }

    private static byte[] Drop(byte[] text, JsonSpan span)
    {
        if (span.End < text.Length && text[span.End] == ',')
            return Splice.Replace(text, span.WholeStart, span.End + 1, []);
        var hasBefore = span.WholeStart > 0 && text[span.WholeStart - 1] == ',';
        return Splice.Replace(text, hasBefore ? span.WholeStart - 1 : span.WholeStart, span.End, []);
    }

    private static byte[] AddMember(Dice dice, byte[] text, List<JsonSpan> spans, JsonSpan near)
    {
        var into = near.Kind == JsonKind.Object || near.Parent < 0 ? near : spans[near.Parent];
        var known = spans
            .Where(span => span.NameStart >= 0)
            .Select(span => Splice.Text(text, span.NameStart, span.NameEnd))
            .DefaultIfEmpty("\"x\"");
        string[] names = dice.OneIn(2)
            ? [.. known]
            : ["\"\"", "\"~\"", "\"a\"", "\"batch\"", "\"v\"", "\"\\u0061\"", "\"__proto__\""];
        var member = $"{(into.Kind == JsonKind.Array ? "" : $"{dice.Pick(names)}:")}{dice.Pick(OddValues.Json)}";
        var isEmpty = into.End - into.Start <= 2;
        return dice.OneIn(2)
            ? Splice.Insert(text, Math.Min(into.Start + 1, text.Length), isEmpty ? member : $"{member},")
            : Splice.Insert(text, Math.Max(into.End - 1, into.Start), isEmpty ? member : $",{member}");
    }

    private static byte[] Swap(byte[] text, JsonSpan one, JsonSpan other)
    {
        var (first, second) = one.Start <= other.Start ? (one, other) : (other, one);
        if (first.End > second.WholeStart)
            return Drop(text, one);
        return
        [
            .. text[..first.WholeStart],
            .. text[second.WholeStart..second.End],
            .. text[first.End..second.WholeStart],
            .. text[first.WholeStart..first.End],
            .. text[second.End..],
        ];
    }

    private static byte[] Rename(Dice dice, byte[] text, JsonSpan span)
    {
        if (span.NameStart < 0)
            return Drop(text, span);
        var name = Splice.Text(text, span.NameStart, span.NameEnd).Trim('"');
        var other = dice.Pick([
            name.ToUpperInvariant(),
            $"{name} ",
            $"{name}s",
            $"\\u{(int)(name.Length > 0 ? name[0] : 'x'):x4}{(name.Length > 0 ? name[1..] : "")}",
            "",
            "v",
            $"{name}\\u0000",
        ]);
        return Splice.Replace(text, span.NameStart, span.NameEnd, Splice.Utf8($"\"{other}\""));
    }

    /// <summary>The same value, spelt otherwise: what only a canonical form refuses.</summary>
    private static byte[] Respell(Dice dice, byte[] text, List<JsonSpan> spans)
    {
        var span = dice.Pick([
            .. spans.Where(one => one.Kind is JsonKind.Text or JsonKind.Number).DefaultIfEmpty(spans[0]),
        ]);
        var value = Splice.Text(text, span.Start, span.End);
        if (span.Kind == JsonKind.Number)
            return Splice.Replace(
                text,
                span.Start,
                span.End,
                Splice.Utf8(
                    dice.Pick([
                        $"{value}.0",
                        $"{value}e0",
                        $"{value}E0",
                        $"0{value}",
                        $"+{value}",
                        $"-{value}",
                        $"{value}0e-1",
                        $"\"{value}\"",
                    ])
                )
            );
        var at = span.Start + 1 + dice.Below(span.End - span.Start - 2);
        if (at >= span.End - 1 || text[at] is >= 0x80 or (byte)'\\' or (byte)'"')
            return Splice.Insert(text, span.End, " ");
        return Splice.Replace(text, at, at + 1, Splice.Utf8(Escaped(dice, text[at])));
    }

    private static string Escaped(Dice dice, byte letter)
    {
        if (letter == '/' && dice.OneIn(2))
            return "\\/";
        return dice.OneIn(2) ? $"\\u{(int)letter:x4}" : $"\\u{(int)letter:X4}";
    }

    private static byte[] Wrap(Dice dice, byte[] text, JsonSpan span)
    {
        var depth = dice.OneIn(4) ? dice.Pick([62, 64, 65, 1_000, 50_000]) : 1;
        var (open, close) = dice.OneIn(2) ? ("[", "]") : ("{\"a\":", "}");
        var value = Splice.Text(text, span.Start, span.End);
        return Splice.Replace(
            text,
            span.Start,
            span.End,
            Splice.Utf8(
                $"{string.Concat(Enumerable.Repeat(open, depth))}{value}"
                    + $"{(dice.OneIn(6) ? "" : string.Concat(Enumerable.Repeat(close, depth)))}"
            )
        );
    }

    private static string Huge(Dice dice)
    {
        var length = dice.Pick([129, 1_025, 61_441, 262_145, 600_000]);
        return dice.Below(4) switch
        {
            0 => $"\"{new string('x', length)}\"",
            1 => new string('9', length),
            2 => $"[{string.Concat(Enumerable.Repeat("0,", Math.Min(length, 60_000)))}0]",
            _ => $"\"{string.Concat(Enumerable.Repeat("\\u0001", length / 6))}\"",
        };
    }
}
