using System.Text.RegularExpressions;
using Bookseal.Books.Runs;
using Bookseal.Closing.Backups;
using Bookseal.Closing.Hosting;
using Bookseal.Storage;
using Bookseal.Storage.Azure;
using Bookseal.Storage.Backups;
using Bookseal.Storage.Files;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Azurite;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Backups;

/// <summary>Backups from every kind of store to every other, and while others write.</summary>
public sealed partial class BackupPlacesTests
{
    [Theory]
    [InlineData(Place.Files, Place.Files)]
    [InlineData(Place.Files, Place.Azurite)]
    [InlineData(Place.Azurite, Place.Files)]
    [InlineData(Place.Azurite, Place.Azurite)]
    public async Task Restore_FromAnyPlaceToAny_IsTheSameAndSound(Place from, Place to)
    {
        using var world = await BackupWorld.OpenAsync(from);
        var before = await RestoredStore.DescribeAsync(world.Source.Open().Workspace, hasState: false);
        var target = to == Place.Files ? world.Target("restored") : world.Target(await NewAccountAsync());
        var restored = await world.RestoreAsync(target);
        Assert.True(restored.IsGood, string.Join('\n', restored.Findings));
        Assert.Equal(1, restored.State.Leases);
        Assert.Equal(["log", "imani"], restored.State.KeysMissing);
        Assert.Equal(Without(before), Without(await RestoredStore.DescribeAsync(target, hasState: false)));
        Assert.True((await new CloseServices(target).Audit.VerifyAsync(default)).IsGood);
        var run = (await new CloseServices(target).Runs.LoadAsync(SmallBooks.January, default)).Run;
        Assert.Equal(RunStatus.Certified, run.Status);

        // From an emulator, which keeps no policies, the company's own retention comes back.
        var kept = await new CloseServices(target).Retention.ReadAsync(default);
        Assert.True(kept.IsGood, string.Join('\n', kept.Findings));
        Assert.Equal(to == Place.Files, kept.FirstExpiry is not null);
    }

    /// <summary>Posting goes on and events come in: what is copied fits all the same.</summary>
    [Fact]
    public async Task Create_WhileOthersPostAndDecide_IsSound()
    {
        using var world = await BackupWorld.OpenAsync(Place.Files);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            var services = world.Source.Open();
            for (var number = 0; !stop.IsCancellationRequested; number++)
            {
                await services.Retention.ReadAsync(default);
                var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
                var february = new Books.Values.PeriodCode(2026, 2);
                var entry = SmallBooks.Entry($"W-{number}") with { Date = new DateOnly(2026, 2, 1) };
                await services.Posting.PostAsync(
                    february,
                    $"w{number}",
                    [entry],
                    AdjustingDesk.Bookkeeper,
                    master,
                    default
                );
                await Task.Delay(30);
            }

            return services;
        });
        try
        {
            for (var round = 0; round < 5; round++)
            {
                var made = await world.CreateAsync(world.NewFolder($"backup-{round}"));
                Assert.True(made.IsGood, string.Join('\n', made.Findings));
                var restored = await world.RestoreAsync(
                    world.Target($"restored-{round}"),
                    world.NewFolder($"backup-{round}")
                );
                Assert.True(restored.IsGood, string.Join('\n', restored.Findings));
            }
        }
        finally
        {
            await stop.CancelAsync();
            await writing;
        }
    }

    /// <summary>
    /// A store that keeps versions gives restored files other ones than the chain names; what was written over a sealed
    /// file does not come into the backup.
    /// </summary>
    [Fact]
    public async Task Restore_StoreThatKeepsVersions_ReadsSealedFilesAtTheVersionsOfHere()
    {
        using var source = await TemporaryWorld.OpenAsync(Place.Files);
        var versioned = new VersioningObjectStore(source.World.Objects);
        var services = source.World.Open(store: versioned);
        var run = await WholeMonth.RunAsync(services, default);
        var certificate = ObjectPath.Of(
            "proofs",
            $"{SmallBooks.Tenant}",
            $"{run.Period}",
            $"{run.Proof!.ProofId:D}",
            "data/close_certificate.json"
        );
        versioned.Overwrite(certificate, "{}"u8.ToArray());

        using var world = await BackupWorld.OpenAsync(Place.Files);
        var made = await world.CreateAsync(world.NewFolder("versioned"), services);
        Assert.True(made.IsGood, string.Join('\n', made.Findings));

        var (path, clock) = (world.NewFolder("target"), new FixedClock(World.Now));
        var elsewhere = new VersioningObjectStore(new FileObjectStore(path, clock), "2026-05-05");
        var target = world.Target(new Backend(elsewhere, new FileTableStore(path)));
        var restored = await world.RestoreAsync(target, world.NewFolder("versioned"));
        Assert.True(restored.IsGood, string.Join('\n', restored.Findings));
        Assert.True((await new CloseServices(target).Retention.ReadAsync(default)).IsGood);

        // And from there again.
        var second = await new BackupService(target).CreateAsync(world.NewFolder("second"), "a test", default);
        Assert.True(second.Value.IsGood, string.Join('\n', second.Value.Findings));
    }

    /// <summary>A container that a store writes to and that no backup reads would be lost.</summary>
    [Fact]
    public void Places_Containers_AreThoseThatTheCodeNames()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Serverless.sln")))
            root = root.Parent!;
        var named = Directory
            .EnumerateFiles(Path.Combine(root.FullName, "shared"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
            .SelectMany(file => Container().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["name"].Value)
            .Except(["check"]) // what 'store check' tries is no tenant's
            .Distinct()
            .Order(StringComparer.Ordinal);
        Assert.Equal(TenantPlaces.Containers.Order(StringComparer.Ordinal), named);
    }

    private static string Without(string text) =>
        string.Join('\n', text.Split('\n').Where(line => !line.Contains("audit ") && !line.StartsWith("retention/")));

    private static async Task<Backend> NewAccountAsync() =>
        AzureBackend.Raw(
            AzureAccount
                .Parse(await AzuriteServer.NewStoreAsync(), () => throw new InvalidOperationException("no sign-in"))
                .Value
        );

    [GeneratedRegex("""ObjectPath\.Of\("(?<name>[a-z-]+)"[,)]""")]
    private static partial Regex Container();
}
