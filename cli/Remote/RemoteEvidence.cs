using System.Net.Http.Headers;
using System.Text;
using Bookseal.Books.Costs;
using Bookseal.Books.Values;

namespace Bookseal.Cli.Remote;

/// <summary>Evidence of costs as a running server makes it: its files, each as its manifest says.</summary>
internal sealed record RemoteEvidence(IReadOnlyDictionary<string, byte[]> Files, Digest Manifest, string Status)
{
    private const string Route = "api/v1/costs/reconciliation/evidence";
    private const string ManifestName = "manifest.json";
    private const string Invalid = "SERVER_ANSWER_INVALID";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>
    /// <c>SERVER_ADDRESS_INVALID</c>, <c>SERVER_UNREACHABLE</c>, <c>SERVER_ANSWER_INVALID</c>, or the server's code.
    /// </summary>
    public static async Task<Result<RemoteEvidence>> CaptureAsync(
        string server,
        string token,
        CostRange range,
        CostFilter filter,
        CancellationToken cancel
    )
    {
        if (!Address(server).TryGet(out var address, out var fault))
            return fault;
        using var client = new HttpClient { BaseAddress = address, Timeout = Limit };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var body = new StringContent(
                JsonObject
                    .Of(
                        ("end_date", Dates.Text(range.To)),
                        ("provider", filter.Asked),
                        ("start_date", Dates.Text(range.From))
                    )
                    .ToString(),
                Encoding.UTF8,
                "application/json"
            );
            using var response = await client.PostAsync(Route, body, cancel);
            var bytes = await response.Content.ReadAsByteArrayAsync(cancel);
            if (!JsonText.ParseObject(bytes).TryGet(out var answer, out _))
                return new Fault(Invalid, $"{address} answered {(int)response.StatusCode}, and nothing that is JSON");
            return response.IsSuccessStatusCode ? Read(answer) : Refused(answer, (int)response.StatusCode);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            return new Fault("SERVER_UNREACHABLE", $"{address} does not answer: {e.Message}");
        }
    }

    /// <summary>A token does not travel in the open: https, or this machine.</summary>
    private static Result<Uri> Address(string text) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : new Fault(
                "SERVER_ADDRESS_INVALID",
                $"--url is an address such as https://books.example.com, http on this machine only, not '{text}'"
            );

    private static Fault Refused(JsonObject problem, int status)
    {
        var (code, detail) = (problem["code"] as JsonString, problem["detail"] as JsonString);
        return new(code?.Value ?? Invalid, detail?.Value ?? $"the server answered {status}");
    }

    /// <summary>What came is what the manifest names, byte for byte; who signed it, openssl tells.</summary>
    private static Result<RemoteEvidence> Read(JsonObject answer)
    {
        var fields = new Fields(answer, Invalid);
        var (status, digest) = (fields.Text("status"), fields.Text("manifest_sha256", Digest.Parse));
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (name, content) in fields.Object("files").Members)
            if (IsPlain(name) && content is JsonString text && Decode(text.Value) is { } bytes)
                files.Add(name, bytes);
            else
                fields.Fail("'files' are names with base64");
        if (!files.TryGetValue(ManifestName, out var manifest) || Digest.Of(manifest) != digest)
            fields.Fail("the manifest is not the one that the server names");
        else if (!JsonText.ParseObject(manifest).TryGet(out var listed, out _) || !AreAsListed(listed, files))
            fields.Fail("a file is not what the manifest says");
        return fields.Finish(() => new RemoteEvidence(files, digest, status), closed: false);
    }

    private static bool AreAsListed(JsonObject manifest, SortedDictionary<string, byte[]> files) =>
        manifest["files"] is JsonArray listed
        && listed.Items.All(item =>
            item is JsonObject file
            && file["name"] is JsonString name
            && file["sha256"] is JsonString sha256
            && files.TryGetValue(name.Value, out var bytes)
            && Digest.Of(bytes).ToString() == sha256.Value
        );

    private static bool IsPlain(string name) =>
        name.Length is > 0 and < 100
        && name[0] != '.'
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    private static byte[]? Decode(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) ? bytes[..count] : null;
    }
}
