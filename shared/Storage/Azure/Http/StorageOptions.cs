using Azure.Core;

namespace Bookseal.Storage.Azure.Http;

/// <summary>
/// The pipeline's settings. Its own retries are off: it would repeat a conditional write and report the echo as a refusal. The stores repeat instead, and read back
/// (<see cref="Resilience.Retry"/>). Azure.Core logs only query parameters and headers that are named; signatures are not among them.
/// </summary>
internal sealed class StorageOptions : ClientOptions
{
    public StorageOptions()
    {
        Retry.MaxRetries = 0;
        Retry.NetworkTimeout = TimeSpan.FromSeconds(100);
        Diagnostics.IsLoggingContentEnabled = false;
        Diagnostics.ApplicationId = "Bookseal";
        foreach (var parameter in (string[])["comp", "restype", "prefix", "marker", "versionid", "blockid"])
            Diagnostics.LoggedQueryParameters.Add(parameter);
        foreach (var header in (string[])["x-ms-error-code", "x-ms-version", "x-ms-range"])
            Diagnostics.LoggedHeaderNames.Add(header);
    }
}
