namespace Bookseal.Storage.Journals;

/// <summary>How a journal stands to an entry as its source gives it now.</summary>
/// <param name="IsChanged">The journal has the entry, and it says something else there or was taken back.</param>
/// <param name="Standing">Which replacement stands; 0 is the entry as first posted, negative that none does.</param>
/// <param name="LastEdit">The number of its last edit; 0 before any.</param>
/// <param name="IsFixed">
/// It is not the source's to edit: another entry reverses or corrects it, or a person posted it.
/// </param>
/// <param name="IsUnscoped">What was found has the id without a scope: it may be another entry.</param>
public readonly record struct EntryStanding(bool IsChanged, int Standing, int LastEdit, bool IsFixed, bool IsUnscoped)
{
    public static EntryStanding New { get; } = new(false, -1, 0, false, false);

    public static EntryStanding Same { get; } = new(false, 0, 0, false, false);

    public bool IsNew => this == New;
}
