using Azure.Core;
using Azure.Core.Pipeline;
using Bookseal.Storage.Keys;

namespace Bookseal.Storage.Azure.KeyVault;

/// <summary>Asks without a token first, learns from the 401 which one the vault wants, and keeps that for the calls that follow. The base class keeps and renews the token.</summary>
internal sealed class ChallengePolicy(VaultAddress vault, TokenCredential credential) : BearerTokenAuthenticationPolicy(credential, [])
{
    private volatile VaultChallenge? _known;

    protected override ValueTask AuthorizeRequestAsync(HttpMessage message) => _known is { } challenge ? AuthorizeAsync(message, challenge) : ValueTask.CompletedTask;

    /// <returns>True: send again, with the token.</returns>
    protected override async ValueTask<bool> AuthorizeRequestOnChallengeAsync(HttpMessage message)
    {
        if (!message.Response.Headers.TryGetValue("WWW-Authenticate", out var header)) return false;
        var challenge = VaultChallenge.Parse(vault, header);
        if (!challenge.IsOk) throw new KeyRefusedException(challenge.Fault);
        _known = challenge.Value;
        await AuthorizeAsync(message, challenge.Value);
        return true;
    }

    protected override void AuthorizeRequest(HttpMessage message) => throw new NotSupportedException("vaults are called asynchronously");

    protected override bool AuthorizeRequestOnChallenge(HttpMessage message) => throw new NotSupportedException("vaults are called asynchronously");

    private async ValueTask AuthorizeAsync(HttpMessage message, VaultChallenge challenge)
    {
        try
        {
            await AuthenticateAndAuthorizeRequestAsync(message, new TokenRequestContext([challenge.Scope], message.Request.ClientRequestId, tenantId: challenge.DirectoryTenant));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // What a credential says of its failure is its own affair, and may quote what nobody should read: its kind is enough here.
            throw new KeyRefusedException(new Fault(KeyCode.AccessDenied, $"no token could be had for {vault} ({e.GetType().Name}); sign in (az login), or give this machine an identity"));
        }
    }
}
