using Azure.Core;
using Bookseal.Storage.Azure.KeyVault.Client;

namespace Bookseal.Storage.Azure.KeyVault;

/// <summary>
/// How a vault is called: throttling and failures are met with pauses of 1, 2, 4, 8 and 16 seconds, as the service's
/// throttling guidance wants, or longer where <c>Retry-After</c> says so, and with patience for
/// <see cref="Deadline"/> in all.
/// </summary>
public sealed class KeyVaultOptions : KeyClientOptions
{
    public KeyVaultOptions()
    {
        Retry.Mode = RetryMode.Exponential;
        Retry.MaxRetries = 5;
        Retry.Delay = TimeSpan.FromSeconds(1);
        Retry.MaxDelay = TimeSpan.FromSeconds(16);
        Retry.NetworkTimeout = TimeSpan.FromSeconds(30);
        Diagnostics.IsLoggingContentEnabled = false;
        // Written by whoever answers, and may quote what it was sent.
        Diagnostics.LoggedHeaderNames.Remove("WWW-Authenticate");
    }

    /// <summary>
    /// For one call with all its retries; it also ends a <c>Retry-After</c> of a day and an answer that trickles.
    /// </summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromMinutes(2);
}
