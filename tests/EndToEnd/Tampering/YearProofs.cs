using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Tests;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.EndToEnd.Tests.Proofs;
using Bookseal.Evidence.Signing;
using Bookseal.TestHost.Scenario;

namespace Bookseal.EndToEnd.Tests.Tampering;

/// <summary>
/// Proofs of a company's whole life, closed in this process: a month that was reopened, a year's end, and a month whose
/// openings an adjustment period restated.
/// </summary>
public sealed class YearProofs : IAsyncLifetime, IDisposable
{
    private readonly TemporaryWorld _temporary = new();
    private readonly Dictionary<string, SealedProof> _proofs = [];

    /// <summary>January's first certificate, which was decertified.</summary>
    internal SealedProof Decertified => _proofs["withdrawn"];

    /// <summary>January again.</summary>
    internal SealedProof Reopened => _proofs["reopened"];

    /// <summary>February.</summary>
    internal SealedProof YearEnd => _proofs["year end"];

    /// <summary>April, after March and the adjustment period.</summary>
    internal SealedProof Restated => _proofs["restated"];

    internal SealedProof Of(string name) => _proofs[name];

    public async Task InitializeAsync()
    {
        var world = new YearWorld(_temporary);
        await world.ImportAsync(YearCompany.Read());
        _proofs["withdrawn"] = Read(await world.CloseAsync(YearBooks.January));
        Good(await world.ReopenAsync(YearBooks.January));
        Good(await world.PostAsync(YearBooks.January, Accrual("JE-LATE", new(2026, 1, 30), "3000")));
        _proofs["reopened"] = Read(await world.CloseAsync(YearBooks.January));
        _proofs["year end"] = Read(await world.CloseAsync(YearBooks.February));
        await world.CloseAsync(YearBooks.March);
        Good(await world.PostAsync(YearBooks.Adjustments, Accrual("AUD-1", new(2026, 2, 28), "6000")));
        await world.CloseAsync(YearBooks.Adjustments);
        _proofs["restated"] = Read(await world.CloseAsync(YearBooks.April));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _temporary.Dispose();

    private static Entry Accrual(string id, DateOnly date, string account)
    {
        var entry = YearBooks.Entry(id, date, 500);
        return entry with
        {
            Lines =
            [
                entry.Lines[0] with
                {
                    Account = AccountCode.Parse(account).Value,
                },
                entry.Lines[1] with
                {
                    Account = AccountCode.Parse("2100").Value,
                },
            ],
        };
    }

    private SealedProof Read(CloseRun run)
    {
        var (certifier, log) = (Key(SmallBooks.Controller.ToString()), Key("_log"));
        var trust = new TrustPolicy(
            SmallBooks.Tenant,
            1,
            true,
            CompanyProfile.OriginOf(SmallBooks.Tenant),
            [log.Key],
            [new(SmallBooks.Controller, "Imani", Role.Approver, "personal", certifier.Key, null, null)]
        );
        var bag = Path.Combine(
            _temporary.World.Root,
            "objects",
            "proofs",
            $"{run.Tenant}",
            $"{run.Period}",
            $"{run.Proof!.ProofId}"
        );
        return new(bag, JsonObject.Of(), trust, "", certifier, log);
    }

    private LocalSigner Key(string name) =>
        LocalSigner
            .FromPem(
                File.ReadAllText(Path.Combine(_temporary.World.Root, "keys", $"{SmallBooks.Tenant}", $"{name}.pem"))
            )
            .Value;

    private static void Good<T>(Result<T> result) =>
        Assert.True(result.IsOk, result.IsOk ? "" : result.Fault.ToString());
}
