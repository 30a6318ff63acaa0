using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Answers;

/// <summary>
/// What a request is called in answers and logs: as the client calls it, as its trace does (W3C Trace Context), or a
/// name of our own. A client's is taken only where it is a plain word: it ends up in logs.
/// </summary>
internal static class CorrelationId
{
    public const string Header = "X-Correlation-Id";
    private const int MostCharacters = 64;
    private static readonly object Key = new();

    public static string Of(HttpContext context)
    {
        if (context.Items.TryGetValue(Key, out var known) && known is string id)
            return id;
        id = Find(context.Request.Headers);
        context.Items[Key] = id;
        return id;
    }

    private static string Find(IHeaderDictionary headers)
    {
        if (headers[Header] is [{ Length: > 0 and <= MostCharacters } named] && named.All(IsPlain))
            return named;
        if (headers.TraceParent is [{ } parent] && ActivityContext.TryParse(parent, null, out var trace))
            return trace.TraceId.ToHexString();
        return (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString();
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-';
}
