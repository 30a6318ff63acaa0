using Bookseal.Books.Health;
using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Schedules;
using Bookseal.Books.Values;
using Bookseal.Closing;
using Bookseal.EndToEnd.Tests.Programs;
using Bookseal.EndToEnd.Tests.Proofs;

namespace Bookseal.EndToEnd.Tests.Samples;

/// <summary>
/// Made once, used by many: the sample's year as docs tell it. January is closed, February looked at and mended, and
/// then every month is closed in order.
/// </summary>
public sealed class SampleYear : IAsyncLifetime, IDisposable
{
    private readonly SampleCompany _company = new();

    internal static IReadOnlyList<PeriodCode> Periods { get; } =
    [.. Enumerable.Range(1, 12).Select(month => new PeriodCode(2026, month))];

    /// <summary>The books themselves, for who copies them; what is recorded there is in no proof.</summary>
    internal Workspace Workspace => _company.Workspace;

    internal HealthReport January { get; private set; } = null!;

    internal HealthReport February { get; private set; } = null!;

    internal HealthReport MendedFebruary { get; private set; } = null!;

    internal Dictionary<PeriodCode, SampleMonth> Months { get; } = [];

    internal Dictionary<PeriodCode, VerificationReport> Verified { get; } = [];

    internal Dictionary<PeriodCode, ScheduleStatement> Schedules { get; } = [];

    public async Task InitializeAsync()
    {
        _company.GoTo(Periods[0]);
        await _company.ImportAsync(SampleCompany.Folder);
        January = await _company.CheckAsync(Periods[0]);
        await CloseAsync(Periods[0]);
        _company.GoTo(Periods[1]);
        February = await _company.CheckAsync(Periods[1]);
        await _company.ImportAsync(SampleCompany.MendedFolder);
        MendedFebruary = await _company.CheckAsync(Periods[1]);
        foreach (var period in Periods.Skip(1))
            await CloseAsync(period);
        foreach (var period in Periods)
            Schedules.Add(period, await _company.SchedulesAsync(period));
        await VerifyAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _company.Dispose();

    private async Task CloseAsync(PeriodCode period) =>
        Months.Add(period, new SampleMonth(period, MemoryBag.Load(await _company.CloseAsync(period))));

    private async Task VerifyAsync()
    {
        var trust = (
            await ProgramRunner.BooksealAsync(
                Repository.Root,
                "keys",
                "trust",
                "--tenant",
                "harbor-supply",
                "--data",
                _company.Data
            )
        )
            .Exits(0)
            .Output;
        var policy = TrustPolicy.FromBytes(System.Text.Encoding.UTF8.GetBytes(trust)).Value;
        foreach (var (period, month) in Months)
            Verified.Add(period, await month.Bag.VerifyAsync(policy));
    }
}
