using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Bookseal.Web.Requests;

/// <summary>Where a list goes on, as clients are given it: a text that means nothing to them.</summary>
internal static class Continuation
{
    private const int MostCharacters = 200;

    public static string Of(string place) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(place));

    public static string Of(long place) => Of(place.ToString(CultureInfo.InvariantCulture));

    /// <summary><c>CONTINUATION_INVALID</c> for what was never given out.</summary>
    public static Result<T> Read<T>(string text, Func<string, T?> read)
        where T : class =>
        text.Length <= MostCharacters
        && Base64Url.IsValid(text)
        && read(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text))) is { } place
            ? place
            : new Fault("CONTINUATION_INVALID", "send the continuation as it came, or none to begin anew");
}
