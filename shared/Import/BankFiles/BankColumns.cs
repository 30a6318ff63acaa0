using Bookseal.Import.Tables;

namespace Bookseal.Import.BankFiles;

/// <summary>The columns of a bank's table: when, and amounts in one way.</summary>
internal sealed class BankColumns(IReadOnlyList<string> header)
    : ColumnChoice(header, BankSynonyms.Names, BankMapping.Fields)
{
    protected override void Settle()
    {
        var hasSides = Has("debit") && Has("credit");
        Drop(hasSides ? ["amount", "side"] : ["debit", "credit"]);
        if (!Has("date"))
            Missing.Add("date");
        if (!hasSides && !Has("amount"))
            Missing.Add("amount");
    }

    protected override void AskMore()
    {
        if (!Has("balance"))
            Ask(
                "balance",
                "no column is known for it: without one nothing proves the rows, unless --opening and --closing say "
                    + "the statement's balances"
            );
        if (!Has("account"))
            Ask("account", "\"MAIN\" stands for the name that the books have for this bank account; write that");
    }

    /// <summary>A status whose words are not known says nothing.</summary>
    public void ForgetStatus(IEnumerable<string> words)
    {
        Drop("status");
        Ask(
            "status",
            "which rows are booked is not known; add \"status\" to \"columns\" and \"booked\" with one of "
                + string.Join(", ", words.Select(word => new JsonString(word)))
        );
    }
}
