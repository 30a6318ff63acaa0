using Bookseal.Books.Values;

namespace Bookseal.Closing.Scheduling;

/// <summary>
/// Which close: ids only, as texts, so that it travels in queues and in the history of an orchestration.
/// </summary>
public sealed record CloseAddress(string Tenant, string Period)
{
    /// <summary>There is one driver for one close: its name follows from the address.</summary>
    public string InstanceId => $"close-{Tenant}-{Period}";

    public static CloseAddress Of(TenantId tenant, PeriodCode period) => new(tenant.ToString(), period.ToString());

    public Result<(TenantId Tenant, PeriodCode Period)> Parse() =>
        TenantId.Parse(Tenant).Then(tenant => PeriodCode.Parse(Period).Map(period => (tenant, period)));
}
