using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Tests.Runs;
using Bookseal.Evidence;
using Bookseal.Evidence.Json;
using Bookseal.Import.BooksDirectory;
using Bookseal.Storage.Journals;
using Bookseal.Storage.Proofs;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Lifecycle;

/// <summary>A world in which years are closed, long after they ended.</summary>
internal sealed class YearWorld : IDisposable
{
    private readonly TemporaryWorld _temporary;
    private readonly WorkspaceLimits? _limits;

    public YearWorld(TemporaryWorld? temporary = null, WorkspaceLimits? limits = null) =>
        (_temporary, _limits) = (temporary ?? new TemporaryWorld(), limits);

    public CloseServices Services => Open(null);

    public CloseServices Open(FaultPlan? plan) =>
        _temporary.World.Open(
            plan,
            clock: new FixedClock(new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.Zero)),
            limits: _limits
        );

    /// <summary>Every file of the data directory, with its bytes' digest.</summary>
    public SortedDictionary<string, string> Files() =>
        new(
            Directory
                .EnumerateFiles(_temporary.World.Root, "*", SearchOption.AllDirectories)
                .ToDictionary(path => path, path => Digest.Of(File.ReadAllBytes(path)).ToString()),
            StringComparer.Ordinal
        );

    public async Task ImportAsync(ImportedBooks books) =>
        Good(await Services.Importer.ImportAsync(books, AdjustingDesk.Bookkeeper, default));

    /// <summary>Closes a period with nobody but the team; the proof has to verify.</summary>
    public async Task<CloseRun> CloseAsync(PeriodCode period)
    {
        var services = Services;
        Good(await services.Host.BeginAsync(period, AdjustingDesk.Bookkeeper, default));
        var run = Good(await services.Host.DriveAsync(period, new TeamDesk(), new Progress<CloseProgress>(), default));
        Assert.Equal(RunStatus.Certified, run.Status);
        await AssertVerifiesAsync(run);
        return run;
    }

    public async Task AssertVerifiesAsync(CloseRun run)
    {
        var report = await ProofVerifier.VerifyAsync(Services.Workspace.Proofs.Bag(Location(run)), null, default);
        Assert.True(
            report.IsValid,
            string.Join(
                '\n',
                report
                    .Checks.Where(check => check.Outcome == CheckOutcome.Failed)
                    .Select(check => $"{check.Name}: {check.Code} {check.Detail}")
            )
        );
    }

    public async Task<byte[]> ReadProofAsync(CloseRun run, string file) =>
        (await Services.Workspace.Proofs.ReadAsync(Location(run), file, default))!;

    /// <summary>Blanks the first byte of a sealed file, as somebody with access to the store can.</summary>
    public async Task DamageProofAsync(CloseRun run, string file)
    {
        var path = _temporary.World.Files.PathOf(Location(run).PathOf(file));
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[0] = (byte)' ';
        await File.WriteAllBytesAsync(path, bytes);
    }

    public async Task<Result<CloseRun>> TryBeginAsync(PeriodCode period) =>
        await Services.Host.BeginAsync(period, AdjustingDesk.Bookkeeper, default);

    public async Task<CloseRun> LoadAsync(PeriodCode period) => (await Services.Runs.LoadAsync(period, default)).Run;

    public async Task<Result<PostOutcome>> PostAsync(PeriodCode period, params Entry[] entries)
    {
        var services = Services;
        return await services.Posting.PostAsync(
            period,
            entries[0].Id.ToString(),
            entries,
            AdjustingDesk.Bookkeeper,
            Good(await services.Workspace.ReadMasterDataAsync(default)),
            default
        );
    }

    public async Task<Result<CloseRun>> ReopenAsync(PeriodCode period, Actor? actor = null)
    {
        var services = Services;
        var decertified = await services.RunDesk.ReopenAsync(
            period,
            actor ?? AdjustingDesk.Controller,
            "an invoice was missing",
            default
        );
        return decertified.IsOk
            ? await services.Host.DriveAsync(period, new NobodyDesk(), new Progress<CloseProgress>(), default)
            : decertified;
    }

    public async Task<PeriodBooks> BooksAsync(PeriodCode period)
    {
        var services = Services;
        return Good(
            await services.Reader.ReadAsync(
                period,
                Good(await services.Workspace.ReadMasterDataAsync(default)),
                default
            )
        ).Books;
    }

    public async Task<List<Entry>> EntriesAsync(PeriodCode period) =>
        await Services.Workspace.ReadEntriesAsync(period, default).ToListAsync();

    public async Task<JsonObject> CertificateAsync(CloseRun run) =>
        JsonText
            .ParseObject(await Services.Workspace.Proofs.ReadAsync(Location(run), BagLayout.Certificate, default))
            .Value;

    public void Dispose() => _temporary.Dispose();

    private static ProofLocation Location(CloseRun run) => new(run.Tenant, run.Period, run.Proof!.ProofId);

    private static T Good<T>(Result<T> result) =>
        result.IsOk ? result.Value : throw new InvalidOperationException(result.Fault.ToString());
}
