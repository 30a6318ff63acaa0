using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Verification;
using Bookseal.Closing.Auditing;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Storage;
using Bookseal.Storage.Proofs;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Auditing;

/// <summary>What <c>audit retention</c> reads back, and what it leaves in the chain.</summary>
public sealed class RetentionTests
{
    [Theory]
    [InlineData(Place.Files, RetentionMode.Unlocked)]
    [InlineData(Place.Azurite, RetentionMode.None)]
    public async Task Read_SealedMonth_SaysHowEveryFileIsKeptAndIsRecorded(Place place, RetentionMode mode)
    {
        using var temporary = await TemporaryWorld.OpenAsync(place);
        var services = temporary.World.Open();
        var run = await WholeMonth.RunAsync(services, default);
        var report = await services.Retention.ReadAsync(default);

        var files = (await Snapshot.ProofAsync(temporary.World)).Keys.Select(name => $"proofs/{name}");
        Assert.Equal(files, report.Objects.Select(info => info.Path.ToString()));
        Assert.All(report.Objects, info => Assert.Equal(mode, info.Retention));
        Assert.Equal((true, place == Place.Azurite), (report.IsGood, report.IsDevelopment));
        Assert.Equal(
            mode == RetentionMode.None ? null : new DateTimeOffset(2037, 1, 1, 0, 0, 0, TimeSpan.Zero),
            report.FirstExpiry
        ); // ten years after the fiscal year
        Assert.Null(run.Proof!.Versions); // neither place keeps versions
        var recorded = (await Snapshot.EventsAsync(services))[^1];
        Assert.Contains(RetentionInspector.EventType, recorded, StringComparison.Ordinal);
        Assert.Contains(
            $"\"report_sha256\":\"{Evidence.Json.CanonicalJson.DigestOf(report.ToJson())}\"",
            recorded,
            StringComparison.Ordinal
        );
        Assert.True((await services.Audit.VerifyAsync(default)).IsGood);
    }

    [Fact]
    public async Task Read_PoliciesShortenedByHand_FindsThem()
    {
        using var temporary = new TemporaryWorld();
        var run = await WholeMonth.RunAsync(temporary.World.Open(), default);
        var files = (
            await temporary.World.Objects.ListAsync(
                ProofLocation.Of(run.Tenant, run.Period, run.Proof!).Folder,
                default
            )
        )
            .Take(3)
            .ToList();
        foreach (var file in files)
            await temporary.World.Objects.RetainAsync(
                file.Path,
                new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero),
                RetentionMode.Unlocked,
                default
            );
        var findings = (await temporary.World.Open().Retention.ReadAsync(default)).Findings;
        Assert.Equal(files.Select(_ => "RETENTION_MISSING"), findings.Select(finding => finding.Code));
    }

    [Fact]
    public async Task Read_AfterTheCompanysYears_FindsNothing()
    {
        using var temporary = new TemporaryWorld();
        await WholeMonth.RunAsync(temporary.World.Open(), default);
        Assert.True(
            (
                await temporary
                    .World.Open(clock: new FixedClock(new(2037, 1, 1, 0, 0, 1, TimeSpan.Zero)))
                    .Retention.ReadAsync(default)
            ).IsGood
        );
    }

    [Fact]
    public async Task Seal_OfBooksThatAreOlderThanTheirRetention_RetainsNothingAndSeals()
    {
        using var temporary = new TemporaryWorld();
        var run = await WholeMonth.RunAsync(
            temporary.World.Open(clock: new FixedClock(new(2037, 2, 3, 9, 0, 0, TimeSpan.Zero))),
            default
        );
        Assert.NotNull(run.Proof);
        Assert.All(
            await temporary.World.Objects.ListAsync(
                ProofLocation.Of(run.Tenant, run.Period, run.Proof).Folder,
                default
            ),
            info => Assert.Equal(RetentionMode.None, info.Retention)
        );
    }

    [Fact]
    public async Task Read_InAStoreWithVersions_IsOfTheVersionsThatWereSealedAndFindsWhatWasWrittenOverThem()
    {
        using var temporary = new TemporaryWorld();
        var store = new VersioningObjectStore(temporary.World.Objects);
        var run = await WholeMonth.RunAsync(temporary.World.Open(store: store), default);
        var location = ProofLocation.Of(run.Tenant, run.Period, run.Proof!);
        var services = temporary.World.Open(store: store);
        var report = await services.Retention.ReadAsync(default);
        Assert.True(report.IsGood);
        Assert.Equal(
            run.Proof!.Versions!.Members.Keys,
            report.Objects.Select(info => info.Path.ToString()[(location.Folder.ToString().Length + 1)..])
        );
        Assert.All(
            report.Objects,
            info => Assert.Equal((RetentionMode.Unlocked, true), (info.Retention, info.Version is not null))
        );

        store.Overwrite(
            new ProofLocation(run.Tenant, run.Period, run.Proof.ProofId).PathOf(BagLayout.Certificate),
            "{}"u8.ToArray()
        );
        store.Delete(new ProofLocation(run.Tenant, run.Period, run.Proof.ProofId).PathOf(BagLayout.Journal));

        Assert.Equal(
            ["RETENTION_SUPERSEDED", "RETENTION_SUPERSEDED"],
            (await services.Retention.ReadAsync(default)).Findings.Select(finding => finding.Code)
        );
        // Who reads the proof reads what was sealed.
        Assert.True((await ProofVerifier.VerifyAsync(services.Workspace.Proofs.Bag(location), null, default)).IsValid);
    }

    [Fact]
    public async Task Seal_WhereTheCompanyLocksRetention_RetainsForItsYearsLocked()
    {
        using var temporary = new TemporaryWorld();
        var world = new YearWorld(temporary);
        await world.ImportAsync(
            YearBooks.Read(
                """
                "segregation":"enforced"},"retention":{"lock":true,"years":7
                """,
                endMonth: 12
            )
        );
        await world.CloseAsync(YearBooks.January);
        var report = await temporary.World.Open().Retention.ReadAsync(default);
        Assert.All(
            report.Objects,
            info =>
                Assert.Equal(
                    (RetentionMode.Locked, new DateTimeOffset(2034, 1, 1, 0, 0, 0, TimeSpan.Zero)),
                    (info.Retention, info.RetainUntil)
                )
        );
    }

    [Fact]
    public async Task Read_FileGone_FindsTheProofThatLostIt()
    {
        using var temporary = new TemporaryWorld();
        var run = await WholeMonth.RunAsync(temporary.World.Open(), default);
        var location = ProofLocation.Of(run.Tenant, run.Period, run.Proof!);
        File.Delete(temporary.World.Files.PathOf(location.PathOf(BagLayout.Certificate)));
        var finding = Assert.Single((await temporary.World.Open().Retention.ReadAsync(default)).Findings);
        Assert.Equal("RETENTION_FILE_MISSING", finding.Code);
        Assert.Contains(BagLayout.Certificate, finding.Message, StringComparison.Ordinal);

        // Whoever mends the manifest as well, or puts nonsense into it, gains nothing.
        var manifest = temporary.World.Files.PathOf(location.PathOf("manifest-sha256.txt"));
        foreach (
            var text in (string[])
                [
                    string.Join(
                        '\n',
                        (await File.ReadAllLinesAsync(manifest)).Where(line =>
                            !line.EndsWith(BagLayout.Certificate, StringComparison.Ordinal)
                        )
                    ),
                    $"{new string('0', 64)}  data/a b?.txt\n",
                    "\0",
                ]
        )
        {
            await File.WriteAllTextAsync(manifest, text);
            var tampered = Assert.Single((await temporary.World.Open().Retention.ReadAsync(default)).Findings);
            Assert.Contains("manifest", tampered.Message, StringComparison.Ordinal);
        }

        Directory.Delete(temporary.World.Files.PathOf(location.Folder), recursive: true);
        Assert.All(
            (await temporary.World.Open().Retention.ReadAsync(default)).Findings,
            gone => Assert.Equal("RETENTION_FILE_MISSING", gone.Code)
        );
    }
}
