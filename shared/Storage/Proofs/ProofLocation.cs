using Bookseal.Books.Values;

namespace Bookseal.Storage.Proofs;

/// <summary>Where one proof lies.</summary>
public sealed record ProofLocation(TenantId Tenant, PeriodCode Period, Guid ProofId)
{
    public ObjectPath Folder => ObjectPath.Of("proofs", Tenant.ToString(), Period.ToString(), ProofId.ToString("D"));

    public ObjectPath PathOf(string file) => ObjectPath.Of(Folder.ToString(), file);
}
