using Bookseal.Books.Values;

namespace Bookseal.Import.BankFiles;

/// <summary>
/// SWIFT's MT940, a bank's statements as tagged text. A statement may go over several messages: the balances between
/// them (60M, 62M) follow each other, and it is one.
/// </summary>
internal sealed class Mt940Reader(StatementDesk desk)
{
    private StatementDraft? _open;

    public static void Read(string text, StatementDesk desk)
    {
        if (Mt940Message.Read(text, desk) is not { } messages)
            return;
        var reader = new Mt940Reader(desk);
        foreach (var message in messages)
            reader.Read(message);
        reader.EndOpen();
    }

    private void Read(List<Mt940Field> fields)
    {
        var known = desk.Faults.Faults.Count;
        if (Opened(fields) is not { } draft)
            return;
        for (var i = 0; i < fields.Count; i++)
            if (fields[i].Tag == "61")
            {
                var about = i + 1 < fields.Count && fields[i + 1].Tag == "86" ? fields[i + 1] : null;
                if (Mt940Entry.Read(fields[i], about, draft.Currency, desk) is { } entry)
                    draft.Entries.Add(entry);
            }

        var closing = fields.Find(field => field.Tag is "62F" or "62M");
        if (closing is null)
        {
            desk.Faults.Add(
                fields[^1].Where(desk),
                BankFile.Invalid,
                "the statement ends without its closing balance (:62F:): the file is cut off; ask the bank for it anew"
            );
            return;
        }

        draft.Closing = Balance(closing, draft.Currency);
        _open = draft;
        if (desk.Faults.Faults.Count > known)
            _open = null;
        else if (closing.Tag == "62F")
        {
            desk.Add(draft);
            _open = null;
        }
    }

    /// <summary>The statement that a message begins, or that it goes on with.</summary>
    private StatementDraft? Opened(List<Mt940Field> fields)
    {
        var opening = fields.Find(field => field.Tag is "60F" or "60M");
        var where = (opening ?? fields[0]).Where(desk);
        if (opening is null)
        {
            desk.Faults.Add(
                where,
                BankFile.Invalid,
                "the statement has no opening balance (:60F:); is the file MT940?"
            );
            return null;
        }

        var number = fields.Find(field => field.Tag is "25" or "25P");
        var account = desk.AccountOf(number?.First.Trim(), (number ?? opening).Where(desk));
        var code = opening.First.Length >= 10 ? opening.First[7..10] : null;
        var currency = desk.CurrencyOf(code, where);
        if (account is null || currency == default || Balance(opening, currency) is not { } balance)
            return null;
        if (opening.Tag == "60F")
        {
            EndOpen();
            return new(where, account, currency) { Opening = balance };
        }

        if (_open is { } open && open.Account == account && open.Currency == currency)
            if (open.Closing!.AmountMinor == balance.AmountMinor)
                return open;
        desk.Faults.Add(
            where,
            "BANK_PAGE_MISSING",
            $"the page goes on from {Money.Display(balance.AmountMinor, currency)} {currency}, and no page before it "
                + "in the file ends so; put all pages of the statement into one file, in their order"
        );
        return null;
    }

    private void EndOpen()
    {
        if (_open is { } open)
            desk.Faults.Add(
                open.Closing!.Where,
                "BANK_PAGE_MISSING",
                "the statement goes on on another page (:62M:), which is not in the file; put all of its pages into one"
            );
        _open = null;
    }

    /// <summary><c>C131130CHF0,</c>: side, day, currency, amount.</summary>
    private StatedBalance? Balance(Mt940Field field, Currency currency)
    {
        var (text, where) = (field.First, field.Where(desk));
        if (text is not ['C' or 'D', ..] || text.Length < 12)
        {
            desk.Faults.Add(
                where,
                BankFile.Invalid,
                $":{field.Tag}: is C or D, a date YYMMDD, a currency and an amount, not {new JsonString(text)}"
            );
            return null;
        }

        if (text[7..10] != $"{currency}")
            desk.Faults.Add(
                where,
                "BANK_CURRENCY_DIFFERS",
                $"the balance is in {text[7..10]}, the statement in {currency}: currencies are not added"
            );
        var day = desk.Faults.Take(Mt940Entry.Day(text[1..7]), where);
        var amount = desk.Faults.Take(BankWords.Amount(text[10..], currency, ','), where);
        return new(text[0] == 'C' ? amount : -amount, day, where);
    }
}
