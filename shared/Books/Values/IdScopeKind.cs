namespace Bookseal.Books.Values;

/// <summary>Within what a company's sources give an entry's id once; from the widest on.</summary>
public enum IdScopeKind
{
    Company,
    Journal,
    Year,
    JournalAndYear,
    Month,
}

public static class IdScopeKinds
{
    public static string Text(this IdScopeKind kind) =>
        kind switch
        {
            IdScopeKind.Company => "company",
            IdScopeKind.Journal => "journal",
            IdScopeKind.Year => "year",
            IdScopeKind.JournalAndYear => "journal_and_year",
            IdScopeKind.Month => "month",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    public static Result<IdScopeKind> Parse(string text)
    {
        foreach (var kind in Enum.GetValues<IdScopeKind>())
            if (kind.Text() == text)
                return kind;
        return new Fault(
            "ID_SCOPE_INVALID",
            $"id_scope is company, journal, year, journal_and_year or month, not {new JsonString(text)}"
        );
    }
}
