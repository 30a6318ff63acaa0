namespace Bookseal.Books.Runs;

/// <summary>What doing a task means. People's tasks wait for a person; the others are work for the driver.</summary>
public enum TaskAction
{
    CloseSubledgers,
    VerifyTrialBalance,
    PersonConfirms,

    /// <summary>Zero revenue and expense into retained earnings, at the end of a fiscal year.</summary>
    PostClosingEntries,
    PrepareReports,
    Certify,
}
