using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;

namespace Bookseal.Storage.Proofs;

/// <param name="Versions">
/// Of a sealed proof, where the store keeps versions: each file's. What is written over a file later is then not what
/// is read.
/// </param>
public sealed record ProofLocation(TenantId Tenant, PeriodCode Period, Guid ProofId, JsonObject? Versions = null)
{
    public ObjectPath Folder => ObjectPath.Of("proofs", Tenant.ToString(), Period.ToString(), ProofId.ToString("D"));

    public static ProofLocation Of(TenantId tenant, PeriodCode period, ProofSealed proof) =>
        new(tenant, period, proof.ProofId, proof.Versions);

    /// <summary>The file as it was sealed.</summary>
    public ObjectPath PathOf(string file)
    {
        var path = ObjectPath.Of(Folder.ToString(), file);
        return Versions?[file] is JsonString version ? path.AtVersion(version.Value) : path;
    }
}
