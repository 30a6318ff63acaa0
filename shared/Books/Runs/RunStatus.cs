namespace Bookseal.Books.Runs;

public enum RunStatus
{
    /// <summary>No run has started.</summary>
    None,
    InProgress,

    /// <summary>A guard failed; someone has to mend the books and resume, or cancel.</summary>
    Blocked,

    /// <summary>All is done but the certification.</summary>
    Completed,
    Certified,
    Cancelled,

    /// <summary>The certificate was withdrawn.</summary>
    Decertified,
}
