namespace Bookseal.Books.Company;

/// <summary>What a person may do in a close; a higher role includes the lower ones.</summary>
public enum Role
{
    Auditor,
    Preparer,
    Reviewer,
    Approver,
}
