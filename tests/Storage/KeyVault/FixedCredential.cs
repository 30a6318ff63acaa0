using System.Collections.Concurrent;
using Azure.Core;

namespace Bookseal.Storage.Tests.KeyVault;

/// <summary>
/// A credential whose token is known, so that a test can look for it where it must not be; it keeps what it was asked
/// for.
/// </summary>
internal sealed class FixedCredential(string token) : TokenCredential
{
    public ConcurrentQueue<TokenRequestContext> Asked { get; } = [];

    /// <summary>Thrown instead of a token.</summary>
    public Exception? Failure { get; init; }

    public override ValueTask<AccessToken> GetTokenAsync(
        TokenRequestContext requestContext,
        CancellationToken cancellationToken
    )
    {
        Asked.Enqueue(requestContext);
        return Failure is null
            ? new(new AccessToken(token, TimeProvider.System.GetUtcNow().AddHours(1)))
            : throw Failure;
    }

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
