namespace Bookseal.Books.Company;

public static class Roles
{
    public static string Text(this Role role) =>
        role switch
        {
            Role.Auditor => "auditor",
            Role.Preparer => "preparer",
            Role.Reviewer => "reviewer",
            Role.Approver => "approver",
            _ => throw new ArgumentOutOfRangeException(nameof(role)),
        };

    public static Result<Role> Parse(string text) =>
        text switch
        {
            "auditor" => Role.Auditor,
            "preparer" => Role.Preparer,
            "reviewer" => Role.Reviewer,
            "approver" => Role.Approver,
            _ => new Fault(
                "ROLE_INVALID",
                $"a role is auditor, preparer, reviewer or approver, not {new JsonString(text)}"
            ),
        };
}
