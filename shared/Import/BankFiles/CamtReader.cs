using Bookseal.Books.Values;

namespace Bookseal.Import.BankFiles;

/// <summary>
/// ISO 20022 camt.053.001.02 to .08, a bank's statements as XML. Elements that later versions moved are looked for
/// where each has them.
/// </summary>
internal static class CamtReader
{
    private static readonly string[] Openings = ["OPBD", "PRCD"];
    private static readonly string[] Closings = ["CLBD"];

    public static void Read(string text, StatementDesk desk)
    {
        if (XmlElements.Read(text, desk) is not { } root)
            return;
        var message = root.Name == "BkToCstmrStmt" ? root : root.Find("BkToCstmrStmt");
        if (message is null)
        {
            desk.Faults.Add(
                desk.Where(root.Line, root.Column),
                BankFile.Invalid,
                $"<{root.Name}> is no camt.053 (BkToCstmrStmt): camt.052 and camt.054 are no statements; ask the bank "
                    + "for camt.053"
            );
            return;
        }

        CheckPages(message.Find("GrpHdr/MsgPgntn"), hasOpening: true, desk);
        foreach (var statement in message.All("Stmt"))
        {
            CheckPages(statement.Find("StmtPgntn"), HasBalance(statement, Openings), desk);
            Read(statement, desk);
        }
    }

    private static void Read(Element statement, StatementDesk desk)
    {
        var (place, known) = (desk.Where(statement.Line, statement.Column), desk.Faults.Faults.Count);
        var number = statement.TextOf("Acct/Id/IBAN") ?? statement.TextOf("Acct/Id/Othr/Id");
        var account = desk.AccountOf(number, place);
        var code =
            statement.TextOf("Acct/Ccy")
            ?? statement
                .All("Bal")
                .Concat(statement.All("Ntry"))
                .Select(each => each.Find("Amt")?.Currency)
                .FirstOrDefault();
        var currency = desk.CurrencyOf(code, place);
        if (account is null || currency == default)
            return;
        var amounts = new CamtAmounts(desk, currency);
        var draft = new StatementDraft(place, account, currency)
        {
            From = DayOf(statement, "FrToDt/FrDtTm", desk) ?? DayOf(statement, "FrToDt/FrDt", desk),
            To = DayOf(statement, "FrToDt/ToDtTm", desk) ?? DayOf(statement, "FrToDt/ToDt", desk),
            Opening = Balance(statement, Openings, amounts, desk, isLast: false),
            Closing = Balance(statement, Closings, amounts, desk, isLast: true),
        };
        var entries = new CamtEntries(desk, amounts);
        foreach (var entry in statement.All("Ntry"))
            draft.Entries.AddRange(entries.Read(entry));
        if (statement.Find("TxsSummry") is { } summary)
            CheckSummary(summary, entries, amounts, desk);
        if (desk.Faults.Faults.Count == known)
            desk.Add(draft);
    }

    /// <summary>
    /// Nothing says whether the pages of a statement are all there: it comes whole, or not at all. A number alone says
    /// little, as banks count the messages of a day so, too; a page that begins in the middle has no opening balance.
    /// </summary>
    private static void CheckPages(Element? pages, bool hasOpening, StatementDesk desk)
    {
        if (pages is null)
            return;
        var isLater = pages.TextOf("PgNb")?.TrimStart('0') is not (null or "1");
        if (pages.TextOf("LastPgInd") != "false" && (hasOpening || !isLater))
            return;
        desk.Faults.Add(
            desk.Where(pages.Line, pages.Column),
            "BANK_PAGE_MISSING",
            $"this is page {pages.TextOf("PgNb")} of a statement that comes in several: ask the bank for it on one page"
        );
    }

    private static bool HasBalance(Element statement, string[] kinds) =>
        statement.All("Bal").Any(balance => kinds.Contains(balance.TextOf("Tp/CdOrPrtry/Cd")));

    private static StatedBalance? Balance(
        Element statement,
        string[] kinds,
        CamtAmounts amounts,
        StatementDesk desk,
        bool isLast
    )
    {
        var stated = kinds.SelectMany(kind =>
            statement.All("Bal").Where(balance => balance.TextOf("Tp/CdOrPrtry/Cd") == kind)
        );
        if ((isLast ? stated.LastOrDefault() : stated.FirstOrDefault()) is not { } found)
            return null;
        var date = DayOf(found, "Dt/Dt", desk) ?? DayOf(found, "Dt/DtTm", desk);
        if (date is not { } day)
        {
            desk.Faults.Add(desk.Where(found.Line, found.Column), BankFile.Invalid, "the balance has no date (Dt)");
            return null;
        }

        // Some banks leave the side out of balances, which are then in credit.
        return new(amounts.Signed(found, isDebitUnlessSaid: false), day, desk.Where(found.Line, found.Column));
    }

    internal static DateOnly? DayOf(Element parent, string path, StatementDesk desk)
    {
        if (parent.Find(path) is not { Text.Length: > 0 } element)
            return null;
        return desk.Faults.Take(BankWords.IsoDay(element.Text), desk.Where(element.Line, element.Column));
    }

    private static void CheckSummary(Element summary, CamtEntries entries, CamtAmounts amounts, StatementDesk desk)
    {
        (string Path, Func<Int128, bool> Counts)[] parts =
        [
            ("TtlNtries", _ => true),
            ("TtlCdtNtries", amount => amount > 0),
            ("TtlDbtNtries", amount => amount < 0),
        ];
        foreach (var (path, counts) in parts)
            if (summary.Find(path) is { } part)
                Check(part, [.. entries.Amounts.Where(amount => counts(amount))], amounts, desk);
    }

    private static void Check(Element part, List<long> counted, CamtAmounts amounts, StatementDesk desk)
    {
        var place = desk.Where(part.Line, part.Column);
        var sum = counted.Aggregate((Int128)0, (all, amount) => all + Int128.Abs(amount));
        if (part.Find("Sum") is { } stated && amounts.Plain(stated) is var said && said != sum)
            desk.Faults.Add(
                place,
                "BANK_SUMMARY_DIFFERS",
                $"{part.Name} says that entries come to {amounts.Show(said)}, they come to {amounts.Show(sum)}: "
                    + $"{amounts.Show(said - sum)} differ. Entries are missing; ask the bank for the whole statement"
            );
        if (part.TextOf("NbOfNtries") is { } number && number.TrimStart('0') != $"{counted.Count}".TrimStart('0'))
            desk.Faults.Add(
                place,
                "BANK_SUMMARY_DIFFERS",
                $"{part.Name} says that there are {number} entries, there are {counted.Count}; ask the bank for the "
                    + "whole statement"
            );
    }
}
