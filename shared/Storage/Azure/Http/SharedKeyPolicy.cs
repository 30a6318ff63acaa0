using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Bookseal.Storage.Azure.Http;

/// <summary>
/// Signs requests with the account's key: learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key. The two services sign different texts. The date is
/// the machine's, whatever clock the books run on: the service refuses one that is off by more than 15 minutes.
/// </summary>
internal sealed class SharedKeyPolicy(string account, byte[] key, bool isTable) : HttpPipelineSynchronousPolicy
{
    private static readonly string[] Signed =
    [
        "Content-Encoding",
        "Content-Language",
        "Content-Length",
        "Content-MD5",
        "Content-Type",
        "Date",
        "If-Modified-Since",
        "If-Match",
        "If-None-Match",
        "If-Unmodified-Since",
        "Range",
    ];

    public override void OnSendingRequest(HttpMessage message)
    {
        var request = message.Request;
        request.Headers.SetValue("x-ms-date", TimeProvider.System.GetUtcNow().ToString("R"));
        var text = isTable ? TableText(request) : BlobText(request);
        request.Headers.SetValue(
            "Authorization",
            $"SharedKey {account}:{Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)))}"
        );
    }

    private string BlobText(Request request)
    {
        var text = new StringBuilder().Append(request.Method.Method).Append('\n');
        foreach (var name in Signed)
            text.Append(name == "Content-Length" ? LengthOf(request) : Header(request, name)).Append('\n');
        var own = request
            .Headers.Where(header => header.Name.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase))
            .Select(header => (Name: header.Name.ToLowerInvariant(), header.Value))
            .OrderBy(header => header.Name, StringComparer.Ordinal);
        foreach (var (name, value) in own)
            text.Append(name).Append(':').Append(value.Trim()).Append('\n');
        var uri = request.Uri.ToUri();
        text.Append('/').Append(account).Append(uri.AbsolutePath);
        foreach (var (name, value) in Parameters(uri).OrderBy(parameter => parameter.Name, StringComparer.Ordinal))
            text.Append('\n').Append(name).Append(':').Append(value);
        return text.ToString();
    }

    /// <summary>Of the query only <c>comp</c> is signed.</summary>
    private string TableText(Request request)
    {
        var uri = request.Uri.ToUri();
        var comp = Parameters(uri).FirstOrDefault(parameter => parameter.Name == "comp").Value;
        return $"{request.Method.Method}\n{Header(request, "Content-MD5")}\n{Header(request, "Content-Type")}\n{Header(request, "x-ms-date")}\n/{account}{uri.AbsolutePath}{(comp is null ? "" : $"?comp={comp}")}";
    }

    private static IEnumerable<(string Name, string Value)> Parameters(Uri uri) =>
        uri
            .Query.TrimStart('?')
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .Select(part =>
                (
                    Uri.UnescapeDataString(part[0]).ToLowerInvariant(),
                    part.Length == 1 ? "" : Uri.UnescapeDataString(part[1])
                )
            );

    private static string Header(Request request, string name) =>
        request.Headers.TryGetValue(name, out var value) ? value ?? "" : "";

    private static string LengthOf(Request request) =>
        request.Content is { } content && content.TryComputeLength(out var length) && length > 0 ? $"{length}" : "";
}
