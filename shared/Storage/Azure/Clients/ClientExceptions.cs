using Azure;

namespace Bookseal.Storage.Azure.Clients;

internal static class ClientExceptions
{
    /// <summary>The service's code: from its header, and where there is none from its body; empty for none.</summary>
    public static string Code(this RequestFailedException e) =>
        e.GetRawResponse() is { } raw && raw.Headers.TryGetValue("x-ms-error-code", out var code)
            ? code
            : e.ErrorCode ?? "";

    /// <summary>Nobody wanted it to end: the client gave up waiting.</summary>
    public static bool IsTimeout(this Exception e, CancellationToken cancel) =>
        e is OperationCanceledException && !cancel.IsCancellationRequested;
}
