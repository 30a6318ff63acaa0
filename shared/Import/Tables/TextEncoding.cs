using System.Text;
using System.Text.Unicode;
using Bookseal.Import.Csv;

namespace Bookseal.Import.Tables;

/// <summary>
/// The encoding that a whole file is in: what its first bytes mark, UTF-8 where all of it is that, Windows-1252 where
/// it reads as such, or what somebody says. What may be several is refused: a name that is read in another encoding is
/// another name.
/// </summary>
internal sealed record TextEncoding(string Name, Encoding Encoding)
{
    public const string Utf8 = "utf-8";
    public const string Western = "windows-1252";
    private const string Utf16 = "utf-16";
    private const int WesternCodePage = 1252;

    /// <summary>What may be said.</summary>
    public static readonly IReadOnlyList<string> Words = [Utf8, Utf16, Western];

    private const string Advice =
        $"save it as UTF-8, or say \"encoding\": \"{Western}\" of it in mapping.json if all of it is that";

    private static readonly TextEncoding OfUtf8 = new(Utf8, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    private static readonly TextEncoding OfWestern = new(
        Western,
        CodePagesEncodingProvider.Instance.GetEncoding(WesternCodePage)
            ?? throw new InvalidOperationException("Windows-1252 is not there")
    );

    /// <summary><c>ENCODING_INVALID</c>, at the first place that does not read so.</summary>
    /// <param name="said">One of <see cref="Words"/>; null where nobody says.</param>
    public static Result<TextEncoding> Of(string file, Func<Stream> open, string? said)
    {
        var isBig = IsUtf16(open, said);
        if (isBig is not null)
            return CheckUtf16(file, open, isBig.Value);
        if (said == Western)
            return Find(open, new WesternScan(isSaid: true)) is { } gap
                ? Invalid(file, gap, "this byte is no character of Windows-1252")
                : OfWestern;
        (int Line, int Column)? invalid;
        using (var stream = open())
            invalid = Utf8Scan.FindInvalid(stream);
        if (invalid is not { } place)
            return OfUtf8;
        if (said is not null)
            return CsvFile.NotUtf8(file, place);
        if (Find(open, new Utf8Trace()) is not null)
            return Mixture(file, place);
        return Find(open, new WesternScan(isSaid: false)) is { } doubt
            ? Invalid(
                file,
                doubt,
                $"the file is not UTF-8, and what stands here does not read as Windows-1252: {Advice}"
            )
            : OfWestern;
    }

    /// <summary>Of a file that has letters of UTF-8 and what is none.</summary>
    /// <param name="at">What is none.</param>
    public static Fault Mixture(string file, (int Line, int Column) at) =>
        Invalid(
            file,
            at,
            $"this byte is no UTF-8, and other letters of the file are: parts of it are in two encodings; {Advice}"
        );

    private static Fault Invalid(string file, (int Line, int Column) at, string message) =>
        new(CsvFile.EncodingInvalid, message) { Where = $"{file}:{at.Line}:{at.Column}" };

    /// <summary>Whether the first byte of two is the higher one; null where it is no UTF-16.</summary>
    private static bool? IsUtf16(Func<Stream> open, string? said)
    {
        using var stream = open();
        var start = new byte[4];
        var head = start.AsSpan(0, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
        if (said is not (null or Utf16))
            return null;
        return head switch
        {
            [0xff, 0xfe, ..] or [not 0, 0, not 0, 0] => false,
            [0xfe, 0xff, ..] or [0, not 0, 0, not 0] => true,
            _ => said is null ? null : false,
        };
    }

    private static Result<TextEncoding> CheckUtf16(string file, Func<Stream> open, bool isBig) =>
        Find(open, new Utf16Scan(isBig)) is { } at
            ? Invalid(file, at, "the file begins as UTF-16, and is cut or damaged here; export it anew")
            : new TextEncoding($"utf-16{(isBig ? "be" : "le")}", new UnicodeEncoding(isBig, byteOrderMark: false));

    private static (int Line, int Column)? Find(Func<Stream> open, ByteScan scan)
    {
        using var stream = open();
        var bytes = new byte[64 * 1024];
        int read;
        while ((read = stream.Read(bytes)) > 0)
            foreach (var value in bytes.AsSpan(0, read))
                if (!scan.Takes(value))
                    return scan.Place;
        return scan.Ends ? null : scan.Place;
    }
}
