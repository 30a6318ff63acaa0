using Bookseal.Import.Tables;

namespace Bookseal.Import.Ledgers;

/// <summary>The columns of a journal: a row has one account or two, and amounts in one way.</summary>
internal sealed class LedgerColumns(IReadOnlyList<string> header)
    : ColumnChoice(header, LedgerSynonyms.Names, LedgerMapping.Fields)
{
    private static readonly string[] OfPairs = ["debit_account", "credit_account"];

    protected override void Settle()
    {
        var isPaired = Has("debit_account") && Has("credit_account");
        Drop(isPaired ? ["account", "account_name", "account_type", "debit", "credit", "side"] : OfPairs);
        var hasSides = Has("debit") && Has("credit");
        Drop(hasSides ? ["amount", "side"] : ["debit", "credit"]);
        foreach (var field in isPaired ? (string[])["date"] : ["date", "account"])
            if (!Has(field))
                Missing.Add(field);
        if (!hasSides && !Has("amount"))
            Missing.Add("amount");
    }

    protected override void AskMore()
    {
        if (!Has("entry_id"))
            Ask(
                "entry_id",
                "no column tells entries apart; rows go together as long as date and words are the same "
                    + "and the rows do not balance. Add \"entry_id\" to \"columns\" if the file has such a column"
            );
    }
}
