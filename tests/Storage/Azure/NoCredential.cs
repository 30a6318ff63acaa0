using Azure.Core;

namespace Bookseal.Storage.Tests.Azure;

/// <summary>Nobody is signed in.</summary>
internal sealed class NoCredential : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("nobody is signed in");

    public override ValueTask<AccessToken> GetTokenAsync(
        TokenRequestContext requestContext,
        CancellationToken cancellationToken
    ) => throw new InvalidOperationException("nobody is signed in");
}
