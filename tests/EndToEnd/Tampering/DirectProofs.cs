using Bookseal.Books.Company;
using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Tests;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.EndToEnd.Tests.Proofs;
using Bookseal.Evidence.Signing;
using Bookseal.TestHost.Scenario;

namespace Bookseal.EndToEnd.Tests.Tampering;

/// <summary>January of the same books, closed with one call and by people, and the keys on the machine.</summary>
public sealed class DirectProofs : IAsyncLifetime, IDisposable
{
    private readonly TemporaryWorld _one = new();
    private readonly TemporaryWorld _people = new();

    /// <summary>Its certifier's key is the service's.</summary>
    internal SealedProof Direct { get; private set; } = null!;

    internal SealedProof Orchestrated { get; private set; } = null!;

    /// <summary>The folder of a world's keys, tenant and all.</summary>
    internal static string PersonsKey => $"{SmallBooks.Controller}";

    public async Task InitializeAsync()
    {
        var one = new YearWorld(_one);
        await one.ImportAsync(YearBooks.Read(DirectWorld.Advisory));
        Assert.True((await DirectWorld.CallAsync(one.Services, YearBooks.January)).Value.IsClosed);
        var trust = await DirectWorld.TrustAsync(one.Services);
        Direct = Read(_one, await one.LoadAsync(YearBooks.January), trust, $"{PersonId.System}");

        var people = new YearWorld(_people);
        await people.ImportAsync(YearBooks.Read(DirectWorld.Advisory));
        var run = await people.CloseAsync(YearBooks.January);
        var (controller, log) = (Key(_people, PersonsKey), Key(_people, "_log"));
        var theirs = trust with
        {
            LogKeys = [log.Key],
            Signers =
            [
                new(SmallBooks.Controller, "Imani", Role.Approver, TrustedSigner.Personal, controller.Key, null, null),
            ],
        };
        Orchestrated = Read(_people, run, theirs, PersonsKey);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _one.Dispose();
        _people.Dispose();
    }

    private static SealedProof Read(TemporaryWorld world, CloseRun run, TrustPolicy trust, string certifier) =>
        new(
            Path.Combine(
                world.World.Root,
                "objects",
                "proofs",
                $"{run.Tenant}",
                $"{run.Period}",
                $"{run.Proof!.ProofId}"
            ),
            JsonObject.Of(),
            trust,
            "",
            Key(world, certifier),
            Key(world, "_log")
        );

    private static LocalSigner Key(TemporaryWorld world, string name) =>
        LocalSigner
            .FromPem(File.ReadAllText(Path.Combine(world.World.Root, "keys", $"{SmallBooks.Tenant}", $"{name}.pem")))
            .Value;
}
