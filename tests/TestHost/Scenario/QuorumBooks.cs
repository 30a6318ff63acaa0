using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.TestHost.Scenario;

/// <summary>The small company with a second approver, and two signatures for each proof.</summary>
public static class QuorumBooks
{
    public static Actor SecondApprover { get; } =
        new(PersonId.Parse("lea").Value, Books.Company.Role.Approver, false, true);

    public static ImportedBooks Read()
    {
        var books = SmallBooks.Read();
        return books with
        {
            Profile = books.Profile with
            {
                Team = [.. books.Profile.Team, new Person(SecondApprover.Id, "Lea", SecondApprover.Role, null)],
                Policy = books.Profile.Policy with { Signatures = 2, AllowReopen = true },
            },
        };
    }
}
