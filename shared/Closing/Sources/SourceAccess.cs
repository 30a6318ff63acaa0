using System.Text;
using Bookseal.Books.Sources;
using Bookseal.Books.Values;
using Bookseal.Closing.Notifications.Channels;

namespace Bookseal.Closing.Sources;

/// <summary>
/// What of a company's sources can be reached from here. A company names its sources; where this machine connects to,
/// and which secrets it tells, is its operator's to say.
/// </summary>
/// <param name="BooksDirectory">Null where there is none: then no inbox is here either.</param>
/// <param name="FindGuardAsync">The operator's list of hosts, read when it is needed.</param>
/// <param name="ReadTokenAsync"><c>SECRET_MISSING</c>.</param>
public sealed record SourceAccess(
    DirectoryInfo? BooksDirectory,
    Func<CancellationToken, Task<Result<HostGuard>>> FindGuardAsync,
    Func<SourceToken, CancellationToken, Task<Result<string>>> ReadTokenAsync
)
{
    /// <summary>Nothing is reached.</summary>
    public static SourceAccess None { get; } =
        new(
            null,
            _ => Task.FromResult<Result<HostGuard>>(new HostGuard([], allowsLoopback: false)),
            (_, _) => Task.FromResult<Result<string>>(new Fault(SecretReference.Missing, "no secret is read here"))
        );

    /// <summary>On a person's own machine: hosts as its operator lists them, secrets wherever they are.</summary>
    /// <param name="settingsFile">Of <see cref="NotificationSettings"/>; without it no host is allowed.</param>
    public static SourceAccess OfMachine(DirectoryInfo? booksDirectory, string settingsFile) =>
        new(
            booksDirectory,
            async cancel =>
                (await NotificationSettings.ReadAsync(settingsFile, cancel)).Map(settings => new HostGuard(
                    settings?.AllowedHosts ?? [],
                    settings?.AllowsLoopback ?? false
                )),
            (token, cancel) => new SecretReference(token.Variable, token.File).ReadAsync(cancel)
        );

    /// <summary>
    /// On a host of many companies: of the environment only what is named after the company, and no file. What a
    /// company writes into its settings must not send another's secret anywhere.
    /// </summary>
    public static SourceAccess OfHost(TenantId tenant, IReadOnlyList<string> allowedHosts)
    {
        var prefix = VariablePrefixOf(tenant);
        return new(
            null,
            _ =>
                Task.FromResult<Result<HostGuard>>(
                    new HostGuard(allowedHosts, allowsLoopback: false) { ListedIn = "BOOKSEAL_ALLOWED_HOSTS" }
                ),
            async (token, cancel) =>
                token.Variable?.StartsWith(prefix, StringComparison.Ordinal) == true
                    ? await new SecretReference(token.Variable, null).ReadAsync(cancel)
                    : new Fault(
                        SecretReference.Missing,
                        $"on this host a token is an environment variable whose name begins with {prefix}"
                    )
        );
    }

    /// <summary>A digest has one length, so that no company's prefix begins another's.</summary>
    private static string VariablePrefixOf(TenantId tenant) =>
        $"BOOKSEAL_SOURCE_{$"{Digest.Of(Encoding.UTF8.GetBytes($"{tenant}"))}"[..16].ToUpperInvariant()}_";
}
