using Bookseal.Books.Costs;
using Bookseal.Web.Pages.Parts;

namespace Bookseal.Web.Pages.Views;

/// <summary>The reconciliation close workflow of costs.</summary>
/// <param name="Package">Null before anything was asked for, or where it could not be made.</param>
public sealed record CostsView(Frame Frame, string From, string To, string Provider, CostPackage? Package, Fault? Fault)
{
    public string Query =>
        $"start_date={Uri.EscapeDataString(From)}&end_date={Uri.EscapeDataString(To)}"
        + $"&provider={Uri.EscapeDataString(Provider)}";

    /// <summary>What each provider billed, in each currency, to the last decimal.</summary>
    public IEnumerable<(string Provider, string Total)> Totals
    {
        get
        {
            if (Package is null)
                return [];
            var billed = Package.View.Charges.Select(total => (Total: total, Text: $"{total.Billed}")).ToList();
            var decimals = billed.Select(one => DecimalsOf(one.Text)).Append(UsualDecimals).Max();
            return billed.Select(one =>
                (one.Total.Provider, $"{Frame.Numbers.Exact(one.Text, decimals)} {one.Total.Currency}")
            );
        }
    }

    private const int UsualDecimals = 2;

    private static int DecimalsOf(string number) =>
        number.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point ? number.Length - point - 1 : 0;
}
