using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using Azure.Core.Diagnostics;
using Bookseal.Storage.Azure.KeyVault;
using Bookseal.Storage.Keys;

namespace Bookseal.Storage.Tests.KeyVault;

/// <summary>
/// What a failing call leaves behind, in exceptions, faults and the pipeline's own log, is searched for the token.
/// </summary>
public sealed class KeyVaultSecrecyTests
{
    private const string Name = "grace-signing";

    [Fact]
    public async Task Sign_FailingInManyWays_LeavesNoTokenBehind()
    {
        var left = new ConcurrentQueue<string>();
        using (
            new AzureEventSourceListener(
                (log, _) => left.Enqueue($"{log.EventName} {log.Message} {string.Join(' ', log.Payload ?? new([]))}"),
                EventLevel.Verbose
            )
        )
        {
            await using var server = await VaultServer.StartAsync(Name);
            var signer = (await KeyVaultSigner.OpenAsync(server.Connect(), Name, CancellationToken.None)).Value;
            foreach (var answer in Failures())
            {
                server.Interfere = proper => answer with { Body = answer.Body.Length > 0 ? answer.Body : proper.Body };
                left.Enqueue(
                    (
                        await Assert.ThrowsAnyAsync<Exception>(async () =>
                            await signer.SignAsync(Digest.Of("message"u8), CancellationToken.None)
                        )
                    ).ToString()
                );
            }

            server.Challenge =
                "Bearer authorization=\"https://login.test/contoso\", resource=\"https://evil.test\", "
                + $"error=\"{VaultServer.Token}\"";
            left.Enqueue(
                (
                    await KeyVaultSigner.OpenAsync(
                        server.Connect(new FixedCredential("stale")),
                        Name,
                        CancellationToken.None
                    )
                ).Fault.ToString()
            );
        }

        // Something was written down at all.
        Assert.Contains(left, text => text.Contains("acme.vault.test", StringComparison.Ordinal));
        Assert.Contains(left, text => text.Contains("Authorization:REDACTED", StringComparison.Ordinal));
        Assert.DoesNotContain(
            left,
            text =>
                text.Contains(VaultServer.Token, StringComparison.OrdinalIgnoreCase)
                || text.Contains("Bearer ey", StringComparison.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public async Task Open_ACredentialThatFails_ItsWordsStayWithIt()
    {
        await using var server = await VaultServer.StartAsync(Name);
        var credential = new FixedCredential(VaultServer.Token)
        {
            Failure = new InvalidOperationException($"client_secret={VaultServer.Token}"),
        };
        var refused = await KeyVaultSigner.OpenAsync(server.Connect(credential), Name, CancellationToken.None);
        Refusal.Is(KeyCode.AccessDenied, refused);
        Assert.DoesNotContain(VaultServer.Token, refused.Fault.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Each quotes the token where an answer can; an empty body means the proper one.</summary>
    private static IEnumerable<VaultAnswer> Failures() =>
        [
            VaultAnswer.Error(403, "Forbidden", "ForbiddenByRbac", $"Bearer {VaultServer.Token}"),
            VaultAnswer.Error(403, $"Bearer{VaultServer.Token}", message: VaultServer.Token),
            VaultAnswer.Error(429, "Throttled", message: VaultServer.Token),
            VaultAnswer.Error(500, "InternalServerError", message: VaultServer.Token),
            VaultAnswer.Of(200, $$"""{"kid":"{{VaultServer.Token}}","value":"{{VaultServer.Token}}"}"""),
            VaultAnswer.Of(200, $"{{ {VaultServer.Token}"),
            VaultAnswer.Of(302, VaultServer.Token) with
            {
                Location = $"https://evil.test/{VaultServer.Token}",
            },
            new VaultAnswer(200, []) { CutAfter = 0 },
            new VaultAnswer(200, []) { CutAfter = 20 },
        ];
}
