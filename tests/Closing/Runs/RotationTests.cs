using Bookseal.Books.Proof;
using Bookseal.Evidence.Dsse;
using Bookseal.Storage.Keys;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Runs;

public sealed class RotationTests
{
    [Fact]
    public async Task Seal_CertifiersKeyRotatedSinceTheCertification_IsSignedWithTheKeyThatTheCertificateNames()
    {
        using var temporary = new TemporaryWorld();
        var world = temporary.World;
        await Assert.ThrowsAsync<KeyRefusedException>(() =>
            WholeMonth.RunAsync(world.Open(keys: new WithoutLogKey(Keys(world))), default)
        );
        Assert.NotNull((await world.Open().Runs.LoadAsync(SmallBooks.January, default)).Run.Certification);

        var keys = new RotatedCertifier(Keys(world));
        var run = await WholeMonth.RunAsync(world.Open(keys: keys), default);

        var envelope = await world
            .Open()
            .Workspace.Proofs.ReadAsync(new(run.Tenant, run.Period, run.Proof!.ProofId), BagLayout.Envelope, default);
        Assert.NotEqual(keys.Of(SmallBooks.Controller).Key.KeyId, run.Certification!.KeyId);
        Assert.Equal(run.Certification.KeyId, Assert.Single(DsseEnvelope.Parse(envelope).Value.Signatures).KeyId);
    }

    private static PemKeyRing Keys(World world) => new(Path.Combine(world.Root, "keys"), SmallBooks.Tenant);
}
