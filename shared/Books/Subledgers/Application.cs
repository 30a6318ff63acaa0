using Bookseal.Books.Values;

namespace Bookseal.Books.Subledgers;

/// <summary>What somebody wants to settle with what: a receipt with a bill, a credit note with another.</summary>
/// <param name="From">The reference of the receipt.</param>
/// <param name="To">The reference of the bill.</param>
/// <param name="AmountMinor">Null: as much as there is on both sides.</param>
public sealed record Application(
    SubledgerName Subledger,
    string Entity,
    string From,
    string To,
    Currency Currency,
    long? AmountMinor,
    DateOnly Date
)
{
    public const string TypeName = "items_applied/1";

    /// <summary>
    /// The allocation, judged by what is open: <c>ITEM_NOT_OPEN</c>, <c>APPLICATION_ONE_SIDED</c> where both stand on
    /// one side, <c>APPLICATION_TOO_LARGE</c>.
    /// </summary>
    public Result<SubledgerItem> Judge(IReadOnlyCollection<OpenItem> open)
    {
        var pairs =
            from source in open.Where(item => IsOf(item, From))
            from target in open.Where(item => IsOf(item, To) && item.Account == source.Account)
            select (Source: source, Target: target);
        if (From == To || pairs.Select(pair => ((OpenItem, OpenItem)?)pair).FirstOrDefault() is not { } found)
            return new Fault(
                "ITEM_NOT_OPEN",
                $"{From} and {To} of {Entity} are not both open in {Subledger} on one control account in {Currency}"
            );
        var (from, to) = found;
        if (from.AmountMinor < 0 == to.AmountMinor < 0)
            return new Fault(
                "APPLICATION_ONE_SIDED",
                $"{From} and {To} are both {(from.AmountMinor < 0 ? "credits" : "debits")}"
            );
        var most = Int128.Min(Int128.Abs(from.AmountMinor), Int128.Abs(to.AmountMinor));
        var amount = AmountMinor ?? (long)Int128.Min(most, Limits.SafeInteger);
        if (amount <= 0 || amount > most)
            return new Fault(
                "APPLICATION_TOO_LARGE",
                $"between {From} and {To} at most {Money.Display(most, Currency)} {Currency} can be applied"
            );
        return new SubledgerItem(
            Subledger,
            Entity,
            From,
            Date,
            null,
            from.AmountMinor > 0,
            amount,
            Currency,
            To,
            $"{From} applied to {To}"
        )
        {
            Account = from.Account,
            IsAllocation = true,
        };
    }

    /// <summary>Whether an allocation is of this application, whatever amount it found.</summary>
    public bool IsDecidedBy(SubledgerItem allocation) =>
        allocation.IsAllocation
        && (allocation.Subledger, allocation.Entity, allocation.Reference) == (Subledger, Entity, From)
        && (allocation.AppliesTo, allocation.Currency, allocation.Date) == (To, Currency, Date)
        && (AmountMinor is null || AmountMinor == allocation.AmountMinor);

    private bool IsOf(OpenItem item, string reference) =>
        item.Subledger == Subledger
        && item.Currency == Currency
        && item.Entity == Entity
        && item.Reference == reference;
}
