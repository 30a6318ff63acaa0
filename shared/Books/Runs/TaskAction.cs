namespace Bookseal.Books.Runs;

/// <summary>What doing a task means. People's tasks wait for a person; the others are work for the driver.</summary>
public enum TaskAction
{
    CloseSubledgers,
    VerifyTrialBalance,
    PersonConfirms,
    PrepareReports,
    Certify,
}
