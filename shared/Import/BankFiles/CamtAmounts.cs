using Bookseal.Books.Values;

namespace Bookseal.Import.BankFiles;

/// <summary>Amounts of one statement, which are all in its currency.</summary>
internal sealed class CamtAmounts(StatementDesk desk, Currency currency)
{
    public Currency Currency => currency;

    /// <summary>The amount of a balance or entry with its side, which a reversal has turned already.</summary>
    public long Signed(Element owner, bool? isDebitUnlessSaid = null)
    {
        if (owner.Find("Amt") is not { } amount)
        {
            desk.Faults.Add(
                desk.Where(owner.Line, owner.Column),
                BankFile.Invalid,
                $"<{owner.Name}> has no amount (Amt)"
            );
            return 0;
        }

        if (amount.Currency is { } other && other != $"{currency}")
            desk.Faults.Add(
                desk.Where(amount.Line, amount.Column),
                "BANK_CURRENCY_DIFFERS",
                $"the amount is in {other}, the statement in {currency}: currencies are not added; ask the bank for a "
                    + "statement of each"
            );
        return IsDebit(owner, isDebitUnlessSaid) ? -Plain(amount) : Plain(amount);
    }

    public long Plain(Element amount) =>
        desk.Faults.Take(BankWords.Amount(amount.Text, currency, '.'), desk.Where(amount.Line, amount.Column));

    public bool IsDebit(Element owner, bool? isDebitUnlessSaid)
    {
        var side = owner.Find("CdtDbtInd");
        switch (side?.Text)
        {
            case "DBIT":
                return true;
            case "CRDT":
                return false;
            case null when isDebitUnlessSaid is { } isDebit:
                return isDebit;
            default:
                var at = side ?? owner;
                desk.Faults.Add(
                    desk.Where(at.Line, at.Column),
                    BankFile.Invalid,
                    $"CdtDbtInd of <{owner.Name}> is CRDT or DBIT, not {new JsonString(side?.Text ?? "")}"
                );
                return false;
        }
    }

    public string Show(Int128 minor) => $"{Money.Display(minor, currency)} {currency}";
}
