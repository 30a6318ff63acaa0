using Bookseal.Books.Proof.Intervals;
using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Proof.Verification;
using Bookseal.Closing.Auditing;
using Bookseal.Closing.Signing;
using Bookseal.Storage.Company;
using Bookseal.Storage.Proofs;

namespace Bookseal.Closing.Backups;

/// <summary>
/// Whether the books of a tenant hold, wherever they lie: chain, checkpoints, closed journals, projections, everything
/// that the chain names, and every sealed proof, verified as a stranger would.
/// </summary>
internal sealed class TenantInspection(Workspace workspace)
{
    /// <param name="trust">What somebody pinned; null: the keys that the chain itself enrolled.</param>
    public async Task<InspectionReport> RunAsync(TrustPolicy? trust, CancellationToken cancel)
    {
        var inspector = new AuditInspector(workspace, new SigningKeys(workspace), new ClosedPeriodCheck(workspace));
        var audit = await inspector.VerifyAsync(cancel);
        var proofs = new List<CheckedProof>();
        if (audit.Findings.Count > 0) // of a broken chain nobody knows which proofs there are
            return new(audit, [], proofs);
        var inventory = await new InventoryCheck(workspace).RunAsync(cancel);
        var pinned = trust ?? await OwnTrustAsync(cancel);
        foreach (var (location, _) in await SealedLocations.ReadAsync(workspace, cancel))
            proofs.Add(await VerifyAsync(location, pinned, cancel));
        return new(audit, inventory, proofs);
    }

    private async Task<CheckedProof> VerifyAsync(BagLocation location, TrustPolicy? trust, CancellationToken cancel)
    {
        try
        {
            var bag = workspace.Proofs.Bag(location);
            var report =
                location is IntervalLocation
                    ? (await IntervalVerifier.VerifyAsync(bag, trust, cancel, BagLimits.OfFriends)).Report
                    : await ProofVerifier.VerifyAsync(bag, trust, cancel, BagLimits.OfFriends);
            var failed = report.Checks.FirstOrDefault(check => check.Outcome == CheckOutcome.Failed);
            return new(location, failed is null ? null : new(failed.Code!, $"{location.Folder}: {failed.Detail}"));
        }
        catch (IOException e)
        {
            return new(location, new(Books.Runs.Refusal.ProofDamaged, e.Message));
        }
    }

    /// <summary>
    /// Null of a chain that enrolled no keys, or whose team is gone, which is a finding: then the bags are checked, and
    /// not who signed them.
    /// </summary>
    private async Task<TrustPolicy?> OwnTrustAsync(CancellationToken cancel) =>
        await ReadMasterDataAsync(cancel) is { } master
            ? await EnrolledTrust.ReadAsync(workspace, master.Profile, cancel)
            : null;

    private async Task<MasterData?> ReadMasterDataAsync(CancellationToken cancel)
    {
        try
        {
            return (await workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out _) ? master : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}

/// <param name="Fault">Why it does not verify; null where it does.</param>
public sealed record CheckedProof(BagLocation Location, Fault? Fault);

/// <summary>What an inspection has found.</summary>
/// <param name="Inventory">Of what the chain names: what is gone, or is another.</param>
public sealed record InspectionReport(
    AuditReport Audit,
    IReadOnlyList<Fault> Inventory,
    IReadOnlyList<CheckedProof> Proofs
)
{
    public bool IsGood => Findings.Count == 0;

    public IReadOnlyList<Fault> Findings =>
        [
            .. Audit.Findings.Select(finding => new Fault(finding.Code, finding.Message)),
            .. Audit.Journals,
            .. Audit.Projections,
            .. Inventory,
            .. Proofs.Select(proof => proof.Fault).OfType<Fault>(),
        ];
}
