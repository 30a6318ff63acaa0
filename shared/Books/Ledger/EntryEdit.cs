namespace Bookseal.Books.Ledger;

/// <summary>Why an entry was taken back before its period's close.</summary>
public enum EntryEdit
{
    /// <summary>Its source says something else now; another entry stands in its place.</summary>
    Replaced,

    /// <summary>The same, of words alone: no amount, account, date or open item moved.</summary>
    Amended,

    /// <summary>It went from its source.</summary>
    Gone,

    /// <summary>The import that brought it was undone.</summary>
    Undone,
}

public static class EntryEdits
{
    public static string Text(this EntryEdit edit) =>
        edit switch
        {
            EntryEdit.Replaced => "replaced",
            EntryEdit.Amended => "amended",
            EntryEdit.Gone => "gone",
            EntryEdit.Undone => "undone",
            _ => throw new ArgumentOutOfRangeException(nameof(edit)),
        };

    public static Result<EntryEdit> Parse(string text) =>
        text switch
        {
            "replaced" => EntryEdit.Replaced,
            "amended" => EntryEdit.Amended,
            "gone" => EntryEdit.Gone,
            "undone" => EntryEdit.Undone,
            _ => new Fault("ENTRY_EDIT_INVALID", "an edit is replaced, amended, gone or undone"),
        };
}
