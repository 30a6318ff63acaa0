namespace Bookseal.Books.Values;

/// <summary>A period's UUID, derived from tenant and code; <see cref="PeriodCode"/> is its alias within the tenant.</summary>
public readonly record struct PeriodId(Guid Value)
{
    public static PeriodId Of(TenantId tenant, PeriodCode period) =>
        new(DerivedId.From("period", tenant.ToString(), period.ToString()));

    public override string ToString() => Value.ToString("D");
}
