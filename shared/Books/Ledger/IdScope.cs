using System.Globalization;
using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>
/// Which scope an entry's id belongs to. A year is the fiscal one; an entry that names no journal is of the one
/// journal without a name.
/// </summary>
public readonly record struct IdScope(IdScopeKind Kind, FiscalCalendar Calendar)
{
    public static IdScope Of(CompanyProfile profile) => new(profile.IdScope, profile.Calendar);

    public ScopeName? Of(Entry entry)
    {
        var date = entry.OriginalDate ?? entry.Date;
        var name = Kind switch
        {
            IdScopeKind.Company => "",
            IdScopeKind.Journal => $"{entry.Journal}",
            IdScopeKind.Year => Year(date),
            IdScopeKind.JournalAndYear => $"{entry.Journal}:{Year(date)}",
            IdScopeKind.Month => $"{PeriodCode.Of(date)}",
            _ => throw new ArgumentOutOfRangeException(nameof(entry)),
        };
        return name.Length == 0 ? null : ScopeName.Parse(name).Value;
    }

    public Entry Place(Entry entry) =>
        Kind == IdScopeKind.Company && entry.Scope is null ? entry : entry with { Scope = Of(entry) };

    /// <summary>
    /// Whether the two are one entry. One that was posted while ids were the whole company's has no scope of its own:
    /// it is in that of its date and journal.
    /// </summary>
    public bool IsSame(Entry posted, Entry given) =>
        posted.Id == given.Id && (posted.Scope == given.Scope || (posted.Scope is null && Of(posted) == given.Scope));

    private string Year(DateOnly date) =>
        Calendar.YearOf(PeriodCode.Of(date)).ToString("D4", CultureInfo.InvariantCulture);
}
