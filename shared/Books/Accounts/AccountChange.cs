namespace Bookseal.Books.Accounts;

/// <summary>
/// An account as the chart has it and as it would become. Its type says in which statement it stands, its tags
/// <c>cash</c> and <c>control</c> what it is proved against: changed under a closed period they would move amounts
/// without an entry.
/// </summary>
public sealed record AccountChange(Account Old, Account New)
{
    public bool IsRetyped => Old.IsResult != New.IsResult;

    public bool IsRetagged => !Old.ProvingTags.SequenceEqual(New.ProvingTags);

    /// <summary>
    /// <c>ACCOUNT_TYPE_IN_USE</c>: between result and balance sheet, for an account that something uses;
    /// <c>ACCOUNT_TAG_IN_USE</c>: of an account that closed periods leave with a balance.
    /// </summary>
    /// <param name="user">What uses the account, in words; null where nothing does.</param>
    public Fault? Judge(string? user, bool hasSealedBalance)
    {
        if (IsRetyped && user is not null)
            return new(
                "ACCOUNT_TYPE_IN_USE",
                $"account {Old.Code} is of type {Old.TypeText}, and {user} uses it: as {New.TypeText} it would "
                    + "change what closed periods say. Leave the type; to reclassify, post an entry to another "
                    + "account, which is of the new type"
            );
        return IsRetagged && hasSealedBalance
            ? new(
                "ACCOUNT_TAG_IN_USE",
                $"account {Old.Code} has a balance in closed periods: its tags cash and control stay {TagsOf(Old)}, "
                    + $"not {TagsOf(New)}. Move the balance to another account first, by an entry"
            )
            : null;
    }

    private static JsonString TagsOf(Account account) => new(string.Join(' ', account.ProvingTags));
}
