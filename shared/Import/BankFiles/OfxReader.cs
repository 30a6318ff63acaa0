using Bookseal.Books.Values;
using Bookseal.Import.Tables;

namespace Bookseal.Import.BankFiles;

/// <summary>
/// OFX 1 (SGML) and 2 (XML): what a bank's or a card's website gives to download. It has the balance at its end; the
/// one at its beginning follows from the transactions.
/// </summary>
internal sealed class OfxReader(StatementDesk desk, char mark)
{
    private static readonly (string Set, string Answer, string Statement, string Account)[] Kinds =
    [
        ("BANKMSGSRSV1", "STMTTRNRS", "STMTRS", "BANKACCTFROM"),
        ("CREDITCARDMSGSRSV1", "CCSTMTTRNRS", "CCSTMTRS", "CCACCTFROM"),
    ];

    public static void Read(string text, StatementDesk desk)
    {
        var begin = text.IndexOf('<', StringComparison.Ordinal);
        var isXml = begin >= 0 && text.AsSpan(begin).StartsWith("<?", StringComparison.Ordinal);
        var root = isXml ? XmlElements.Read(text, desk) : new SgmlElements(text, desk).Read(Math.Max(0, begin));
        if (root is null)
            return;
        if (root.Name != "OFX")
        {
            desk.Faults.Add(
                desk.Where(root.Line, root.Column),
                BankFile.Invalid,
                $"<{root.Name}> is no OFX; download the statement as OFX, or name its form with --format"
            );
            return;
        }

        if (MarkOf(root, desk) is not { } mark)
            return;
        var reader = new OfxReader(desk, mark);
        foreach (var (set, answer, statement, account) in Kinds)
        foreach (var given in root.All(set).SelectMany(messages => messages.All(answer)))
            reader.Read(given, statement, account);
        foreach (var investments in root.All("INVSTMTMSGSRSV1"))
            desk.Note(
                "BANK_INVESTMENTS_LEFT_OUT",
                "statements of investments are not read",
                desk.Where(investments.Line, investments.Column)
            );
    }

    /// <summary>The standard lets a file have either; one file has one.</summary>
    private static char? MarkOf(Element root, StatementDesk desk)
    {
        var (left, mark) = (new Stack<Element>([root]), new DecimalMark());
        while (left.TryPop(out var element))
        {
            if (element.Name is "TRNAMT" or "BALAMT")
            {
                if (element.Text.Contains('.', StringComparison.Ordinal))
                    return '.';
                mark.Look(element.Text, desk.Where(element.Line, element.Column));
            }

            foreach (var child in element.Children)
                left.Push(child);
        }

        if (mark.Check() is not { } ambiguous)
            return mark.IsComma ? ',' : '.';
        desk.Faults.Add(ambiguous);
        return null;
    }

    private void Read(Element answer, string statementName, string accountName)
    {
        var known = desk.Faults.Faults.Count;
        if (answer.Find(statementName) is not { } statement)
        {
            var (code, said) = (answer.TextOf("STATUS/CODE"), answer.TextOf("STATUS/MESSAGE"));
            if (code is not (null or "0"))
                desk.Faults.Add(
                    desk.Where(answer.Line, answer.Column),
                    BankFile.Invalid,
                    $"the bank answers with an error instead of a statement: {code} {said}; download it again"
                );
            return;
        }

        var where = desk.Where(statement.Line, statement.Column);
        var account = desk.AccountOf(statement.TextOf($"{accountName}/ACCTID"), where);
        var currency = desk.CurrencyOf(statement.TextOf("CURDEF"), where);
        if (account is null || currency == default)
            return;
        Element[] lists = [.. statement.All("BANKTRANLIST")];
        var draft = new StatementDraft(where, account, currency)
        {
            IsCard = accountName == "CCACCTFROM",
            HasNoOpening = true,
            From = lists.Select(list => DayOf(list, "DTSTART")).Min(),
            To = lists.Select(list => DayOf(list, "DTEND")).Max(),
        };
        if (statement.Find("LEDGERBAL") is { } balance)
            draft.Closing = BalanceOf(balance, currency);
        foreach (var transaction in lists.SelectMany(list => list.All("STMTTRN")))
            draft.Entries.Add(EntryOf(transaction, currency));
        foreach (var pending in statement.All("BANKTRANLISTP").SelectMany(list => list.All("STMTTRNP")))
            desk.Note(
                "BANK_PENDING_LEFT_OUT",
                "these entries are not booked yet, and left out",
                desk.Where(pending.Line, pending.Column)
            );
        if (draft.Closing?.Date > draft.To)
            desk.Note(
                "BANK_BALANCE_LATER",
                "the balance is of a later day than the last of the transactions: it is taken as that day's",
                where
            );
        if (desk.Faults.Faults.Count == known)
            desk.Add(draft);
    }

    private StatedBalance? BalanceOf(Element balance, Currency currency)
    {
        var date = DayOf(balance, "DTASOF");
        if (date is { } day && balance.Find("BALAMT") is { } amount)
            return new(AmountOf(amount, currency), day, desk.Where(balance.Line, balance.Column));
        desk.Faults.Add(
            desk.Where(balance.Line, balance.Column),
            BankFile.Invalid,
            "LEDGERBAL has no BALAMT or no DTASOF; download the statement again"
        );
        return null;
    }

    private DraftEntry EntryOf(Element transaction, Currency currency)
    {
        var where = desk.Where(transaction.Line, transaction.Column);
        var (date, amount) = (DayOf(transaction, "DTPOSTED"), transaction.Find("TRNAMT"));
        if (date is null || amount is null)
            desk.Faults.Add(
                where,
                BankFile.Invalid,
                "STMTTRN has no DTPOSTED or no TRNAMT; download the statement again"
            );
        var id = transaction.TextOf("FITID");
        var check = transaction.TextOf("TRNTYPE") == "CHECK" ? transaction.TextOf("CHECKNUM") : null;
        var reference = BankWords.Reference(check, id);
        return new(
            date,
            null,
            amount is null ? 0 : AmountOf(amount, currency),
            reference,
            BankWords.Describe(
                [transaction.TextOf("NAME") ?? transaction.TextOf("PAYEE/NAME"), transaction.TextOf("MEMO")],
                reference,
                id
            ),
            where
        );
    }

    private long AmountOf(Element amount, Currency currency) =>
        desk.Faults.Take(BankWords.Amount(amount.Text, currency, mark), desk.Where(amount.Line, amount.Column));

    private DateOnly? DayOf(Element parent, string name) =>
        parent.Find(name) is { Text.Length: > 0 } element
            ? desk.Faults.Take(BankWords.PackedDay(element.Text), desk.Where(element.Line, element.Column))
            : null;
}
