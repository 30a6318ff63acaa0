using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>Which entries somebody looks for; what is not said fits every entry.</summary>
public sealed record EntryFilter
{
    /// <summary>The entry of this id.</summary>
    public EntryId? Id { get; init; }

    public JournalName? Journal { get; init; }

    public EntryKind? Kind { get; init; }

    /// <summary>A line of this account.</summary>
    public AccountCode? Account { get; init; }

    /// <summary>
    /// The amount of a line (of the account, where one is named), in whatever currency; without an account also what an
    /// entry comes to in one.
    /// </summary>
    public AmountRange Amount { get; init; } = AmountRange.Any;

    /// <summary>
    /// Part of id, description, journal, or of a line's entity, reference or job; capitals do not matter.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>Who posted it, or who created or approved it in its source.</summary>
    public string? Person { get; init; }

    public DateOnly? From { get; init; }

    /// <summary>The last day, too.</summary>
    public DateOnly? To { get; init; }

    public bool Fits(Entry entry) =>
        (Id is null || entry.Id == Id)
        && (Journal is null || entry.Journal == Journal)
        && (Kind is null || entry.Kind == Kind)
        && (From is null || entry.Date >= From)
        && (To is null || entry.Date <= To)
        && (Account is null || entry.Lines.Any(IsOfAccount))
        && (Person is null || IsBy(entry, Person))
        && (Amount == AmountRange.Any || HasAmount(entry))
        && (Text is null || Texts(entry).Any(text => text.Contains(Text, StringComparison.OrdinalIgnoreCase)));

    private bool IsOfAccount(EntryLine line) => Account is null || line.Account == Account;

    private bool HasAmount(Entry entry) =>
        entry.Lines.Where(IsOfAccount).Any(line => Amount.Holds(line.NetMinor, line.Currency))
        || (Account is null && EntryAmounts.Of(entry).Any(total => Amount.Holds(total.Minor, total.Currency)));

    private static bool IsBy(Entry entry, string person) =>
        string.Equals(entry.PostedBy.ToString(), person, StringComparison.OrdinalIgnoreCase)
        || string.Equals(entry.Origin?.CreatedBy, person, StringComparison.OrdinalIgnoreCase)
        || string.Equals(entry.Origin?.ApprovedBy, person, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Texts(Entry entry) =>
        entry
            .Lines.SelectMany(line => new[] { line.Entity, line.Reference, line.Job })
            .Prepend(entry.Journal?.ToString())
            .Prepend(entry.Description)
            .Prepend(entry.Id.ToString())
            .OfType<string>();
}
