using Bookseal.Books.Company;
using Bookseal.Books.Proof.EntryProofs;
using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Values;
using Bookseal.Closing;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.Storage.Proofs;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Fuzz.Fixtures;

/// <summary>
/// The proofs that are mutated: a company's first month, the month after it, and that month reopened and closed again.
/// Made by the product in a folder that is gone afterwards.
/// </summary>
public sealed record SealedMonths(IReadOnlyList<SealedMonth> Months, IReadOnlyList<EntryProof> Entries)
{
    private static readonly PeriodCode February = new(2026, 2);

    public static TrustPolicy Trust { get; } =
        new(
            SmallBooks.Tenant,
            1,
            true,
            $"bookseal.local/{SmallBooks.Tenant}",
            [SteadyKeys.LogSigner.Key],
            [new(SmallBooks.Controller, "Imani", Role.Approver, "personal", SteadyKeys.Certifier.Key, null, null)]
        );

    public static async Task<SealedMonths> MakeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("bookseal-fuzz");
        try
        {
            using var world = new World(folder.FullName);
            using var keys = new SteadyKeys();
            var services = world.Open(
                clock: new FixedClock(new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.Zero)),
                keys: keys
            );
            Good(await services.Importer.ImportAsync(FuzzBooks.Read(), AdjustingDesk.Bookkeeper, default));
            var months = new List<SealedMonth>
            {
                await CloseAsync(services, SmallBooks.January, "first"),
                await CloseAsync(services, February, "second"),
            };
            EntryProof[] entries = [await ProveAsync(services, "JE-3"), await ProveAsync(services, "JE-5")];
            Good(
                await services.RunDesk.ReopenAsync(
                    February,
                    AdjustingDesk.Controller,
                    "an invoice was missing",
                    default
                )
            );
            months.Add(await CloseAsync(services, February, "again"));
            return new(months, entries);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<SealedMonth> CloseAsync(CloseServices services, PeriodCode period, string name)
    {
        Good(await services.Host.DriveAsync(period, new TeamDesk(), new Progress<CloseProgress>(), default));
        Good(await services.Host.BeginAsync(period, AdjustingDesk.Bookkeeper, default));
        var run = Good(await services.Host.DriveAsync(period, new TeamDesk(), new Progress<CloseProgress>(), default));
        if (run.Proof is not { } proof)
            throw new InvalidOperationException($"{period} did not close: {run.Status}");
        return new(
            name,
            await FuzzBag.LoadAsync(
                services.Workspace.Proofs.Bag(new ProofLocation(run.Tenant, period, proof.ProofId))
            ),
            Trust
        );
    }

    private static async Task<EntryProof> ProveAsync(CloseServices services, string id) =>
        Good(await services.Prover.ProveAsync(EntryId.Parse(id).Value, null, default)).Proof;

    private static T Good<T>(Result<T> result) =>
        result.IsOk ? result.Value : throw new InvalidOperationException(result.Fault.ToString());
}
