using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Evidence.Dsse;
using Bookseal.Storage.Keys;
using Bookseal.Storage.Proofs;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Runs;

public sealed class RotationTests
{
    [Fact]
    public async Task Seal_CertifiersKeyRotatedSinceTheCertification_IsSignedWithTheKeyThatTheCertificateNames()
    {
        using var temporary = new TemporaryWorld();
        var world = temporary.World;
        Good(await world.Open().Importer.ImportAsync(SmallBooks.Read(), AdjustingDesk.Bookkeeper, default));

        var refused = await Assert.ThrowsAsync<KeyRefusedException>(() =>
            WholeMonth.RunAsync(world.Open(keys: new WithoutLogKey(Keys(world))), default)
        );
        Assert.Equal("KEY_NOT_FOUND", refused.Fault.Code);
        Assert.NotNull((await world.Open().Runs.LoadAsync(SmallBooks.January, default)).Run.Certification);

        var keys = new RotatedRing(Keys(world), SmallBooks.Controller);
        var run = await WholeMonth.RunAsync(world.Open(keys: keys), default);
        Assert.NotEqual(keys.Next.KeyId, run.Certification!.KeyId);
        Assert.Equal(run.Certification.KeyId, await SignerOfAsync(world, run));
    }

    [Fact]
    public async Task Close_NewerKeysThatNobodyEnrolled_SignNothing()
    {
        using var temporary = new TemporaryWorld();
        var world = temporary.World;
        Good(await world.Open().Importer.ImportAsync(SmallBooks.Read(), AdjustingDesk.Bookkeeper, default));
        var keys = new RotatedRing(new RotatedRing(Keys(world), SmallBooks.Controller), null);

        var run = await WholeMonth.RunAsync(world.Open(keys: keys), default);
        Assert.Equal(Keys(world).KeysOf(SmallBooks.Controller)[0].Key.KeyId, await SignerOfAsync(world, run));
        Assert.Empty((await world.Open().Audit.VerifyAsync(default)).Findings);
    }

    private static async Task<string> SignerOfAsync(World world, CloseRun run)
    {
        var envelope = await world
            .Open()
            .Workspace.Proofs.ReadAsync(
                new ProofLocation(run.Tenant, run.Period, run.Proof!.ProofId),
                BagLayout.Envelope,
                default
            );
        return Assert.Single(DsseEnvelope.Parse(envelope).Value.Signatures).KeyId;
    }

    private static T Good<T>(Evidence.Result<T> result) =>
        result.IsOk ? result.Value : throw new InvalidOperationException(result.Fault.ToString());

    private static PemKeyRing Keys(World world) => new(Path.Combine(world.Root, "keys"), SmallBooks.Tenant);
}
