using Bookseal.Books.Company;
using Bookseal.Books.Keys;
using Bookseal.Books.Proof.Intervals;
using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Values;
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
    private async Task<TrustPolicy?> OwnTrustAsync(CancellationToken cancel)
    {
        var roll = await workspace.ReadRollAsync(cancel);
        if (roll.Keys.Count == 0 || await ReadMasterDataAsync(cancel) is not { } master)
            return null;
        var names = master.Profile.Team.ToDictionary(person => person.Id, person => person.Name);
        return new TrustPolicy(
            workspace.Tenant,
            1,
            true,
            workspace.LogOrigin,
            [.. roll.Of(null).Select(key => key.Key)],
            [.. roll.Keys.Where(key => key.Person is not null).Select(key => SignerOf(key, names))]
        )
        {
            PersonalOnly = false,
            AcceptDirect = true, // what the company's own policy let it close is whole
        };
    }

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

    /// <summary>Whoever may have left since: who may certify was decided when they did.</summary>
    private static TrustedSigner SignerOf(EnrolledKey key, Dictionary<PersonId, string> names) =>
        new(
            key.Person!.Value,
            names.GetValueOrDefault(key.Person.Value) ?? key.Person.Value.ToString(),
            Role.Approver,
            key.Person == PersonId.System ? TrustedSigner.Service : TrustedSigner.Personal,
            key.Key,
            null,
            null
        )
        {
            KeyStore = key.Store,
        };
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
