using Bookseal.Books.Keys;
using Bookseal.Books.Runs;
using Bookseal.Closing.Hosting;
using Bookseal.Storage.Keys;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Lifecycle;

/// <summary>Two sign, with the books in a store, and with keys that only they can open.</summary>
public sealed class QuorumPlacesTests
{
    [Theory]
    [InlineData(Place.Files)]
    [InlineData(Place.Azurite)]
    public async Task Signed_ByTwo_IsSealedOnce(Place place)
    {
        using var temporary = await TemporaryWorld.OpenAsync(place);
        var resting = await QuorumScenario.CertifyAsync(temporary.World.Open(), new TeamDesk());
        Assert.Equal((RunStatus.AwaitingSignature, 1), (resting.Status, resting.Signatures.Length));
        var run = await QuorumScenario.RunAsync(temporary.World.Open());
        Assert.Equal((RunStatus.Certified, 2), (run.Status, run.Signatures.Length));
        Assert.True((await temporary.World.Open().Audit.VerifyAsync(default)).IsGood);
    }

    [Fact]
    public async Task Signed_WithEncryptedKeys_EachOpensTheirOwn()
    {
        using var temporary = new TemporaryWorld();
        var (imani, lea) = (AdjustingDesk.Controller.Id, QuorumBooks.SecondApprover.Id);
        using (var maker = Ring(temporary, null))
        {
            maker.Create(imani, [], "imani's words");
            maker.Create(lea, [], "lea's words");
        }

        await QuorumScenario.CertifyAsync(Open(temporary, "imani's words"), new TeamDesk());
        // On imani's machine lea's key stays shut, whatever imani types.
        foreach (var words in new[] { null, "imani's words" })
            Assert.Equal(
                KeyCode.Locked,
                (await QuorumScenario.SignAsync(Open(temporary, words), QuorumBooks.SecondApprover)).Fault.Code
            );
        QuorumScenario.Good(await QuorumScenario.SignAsync(Open(temporary, "lea's words"), QuorumBooks.SecondApprover));
        var run = await QuorumScenario.DriveAsync(Open(temporary, null), new Driving.NobodyAtTheDesk());
        Assert.Equal(
            [(imani, KeyStore.EncryptedFile), (lea, KeyStore.EncryptedFile)],
            run.Signatures.Select(signature => (signature.By, signature.Signed!.Store))
        );
        Assert.NotNull(run.Proof);
    }

    private static CloseServices Open(TemporaryWorld temporary, string? words) =>
        temporary.World.Open(keys: Ring(temporary, words));

    private static PemKeyRing Ring(TemporaryWorld temporary, string? words) =>
        new(Path.Combine(temporary.World.Root, "keys"), SmallBooks.Tenant, _ => words);
}
