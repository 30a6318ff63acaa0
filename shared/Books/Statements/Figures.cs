using System.Globalization;
using Bookseal.Books.Accounts;
using Bookseal.Books.Periods;
using Bookseal.Books.Values;
using Bookseal.Documents;

namespace Bookseal.Books.Statements;

/// <summary>Amounts and dates as statements print them.</summary>
internal static class Figures
{
    /// <summary>A negative amount stands in parentheses, a zero is a dash.</summary>
    public static string Amount(Int128 minor, Currency currency)
    {
        if (minor == 0)
            return "–";
        return minor < 0 ? $"({Money.Display(-minor, currency)})" : Money.Display(minor, currency);
    }

    /// <summary>Code and name; a code that ends with the name, as those of hledger do, says it all.</summary>
    public static string Label(AccountCode code, Account? account) =>
        account is null || account.Name.Length == 0 || $"{code}".EndsWith(account.Name, StringComparison.Ordinal)
            ? $"{code}"
            : $"{code}  {account.Name}";

    /// <summary>A line of an account, which a reader can go on to.</summary>
    public static DocumentRow Line(
        AccountCode code,
        Account? account,
        int indent,
        params IReadOnlyList<string> cells
    ) => DocumentRow.Line(Label(code, account), indent, cells) with { Key = $"{code}" };

    /// <summary>The company's own currency first, then the others by their codes.</summary>
    public static IEnumerable<T> InReadingOrder<T>(
        this IEnumerable<T> items,
        Periods.PeriodBooks books,
        Func<T, Currency> currency
    ) => items.OrderBy(item => currency(item) != books.Company.BaseCurrency).ThenBy(currency);

    public static string Day(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Number(Int128 minor) => minor.ToString(CultureInfo.InvariantCulture);
}
