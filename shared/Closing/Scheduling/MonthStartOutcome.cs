using Bookseal.Books.Values;

namespace Bookseal.Closing.Scheduling;

/// <summary>What became of a company whose month's close was due.</summary>
/// <param name="Close">Null where it was not even found out which.</param>
/// <param name="Refusal">Null when the close began.</param>
public sealed record MonthStartOutcome(TenantId Tenant, CloseAddress? Close, Fault? Refusal);
