using System.Globalization;
using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Values;
using Bookseal.Evidence.Json;

namespace Bookseal.Books.Statements;

/// <summary>
/// An account that stands elsewhere in the statements than in those of the period before, since its type or its layout
/// tags have changed. All columns of a statement are of today's layout; this says what moved, so that nobody takes it
/// for business.
/// </summary>
/// <param name="OpeningMinor">What the account held when the period began, and so what moved; debit positive.</param>
public sealed record PresentationChange(Account Old, Account New, Currency Currency, Int128 OpeningMinor)
{
    /// <summary>In order of account and currency; none where the period before had the same chart.</summary>
    public static IReadOnlyList<PresentationChange> Of(PeriodBooks books) =>
        books.Opening.PreviousChart is not { } before
            ? []
            :
            [
                .. from balance in books.Openings.Balances
                let old = before.Find(balance.Account)
                let now = books.Chart.Find(balance.Account)
                where old is not null && now is not null && Layout(old) != Layout(now)
                select new PresentationChange(old, now, balance.Currency, balance.BalanceMinor),
            ];

    /// <summary>A member of a statement's JSON; null where nothing moved.</summary>
    public static JsonValue? ToJson(IReadOnlyList<PresentationChange> changes) =>
        changes.Count == 0 ? null : new JsonArray(changes.Select(change => change.ToJson()));

    public override string ToString() =>
        $"{Figures.Label(New.Code, New)} stood under {Layout(Old)} in the period before and stands under {Layout(New)} "
        + $"now, in all columns: {Money.Display(OpeningMinor, Currency)} {Currency} at the opening.";

    private JsonObject ToJson() =>
        JsonObject.Of(
            ("account", New.Code.ToString()),
            ("currency", Currency.ToString()),
            ("from", Layout(Old)),
            ("opening_minor", OpeningMinor.ToString(CultureInfo.InvariantCulture)),
            ("to", Layout(New))
        );

    private static string Layout(Account account)
    {
        List<string> words = [account.TypeText];
        if (account.IsCostOfGoodsSold)
            words.Add("cogs");
        if (account.IsCurrent)
            words.Add("current");
        return string.Join(' ', words);
    }
}
