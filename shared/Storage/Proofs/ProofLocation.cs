using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;

namespace Bookseal.Storage.Proofs;

/// <summary>Where a proof package lies.</summary>
/// <param name="Versions">
/// Of a sealed proof, where the store keeps versions: each file's. What is written over a file later is then not what
/// is read.
/// </param>
public abstract record BagLocation(TenantId Tenant, Guid ProofId, JsonObject? Versions)
{
    public abstract ObjectPath Folder { get; }

    /// <summary>The file as it was sealed.</summary>
    public ObjectPath PathOf(string file)
    {
        var path = ObjectPath.Of(Folder.ToString(), file);
        return Versions?[file] is JsonString version ? path.AtVersion(version.Value) : path;
    }
}

/// <summary>Where the proof of a close lies.</summary>
/// <inheritdoc cref="BagLocation" path="/param"/>
public sealed record ProofLocation(TenantId Tenant, PeriodCode Period, Guid ProofId, JsonObject? Versions = null)
    : BagLocation(Tenant, ProofId, Versions)
{
    public override ObjectPath Folder =>
        ObjectPath.Of("proofs", Tenant.ToString(), Period.ToString(), ProofId.ToString("D"));

    public static ProofLocation Of(TenantId tenant, PeriodCode period, ProofSealed proof) =>
        new(tenant, period, proof.ProofId, proof.Versions);
}

/// <summary>
/// Where the proof of an interval lies: in the container of the closes' proofs, which is kept from change.
/// </summary>
/// <inheritdoc cref="BagLocation" path="/param"/>
public sealed record IntervalLocation(TenantId Tenant, Guid ProofId, JsonObject? Versions = null)
    : BagLocation(Tenant, ProofId, Versions)
{
    /// <summary>No period is called so.</summary>
    private const string Intervals = "intervals";

    public override ObjectPath Folder => ObjectPath.Of("proofs", Tenant.ToString(), Intervals, ProofId.ToString("D"));
}
