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

    /// <summary>Provider → its total as an exact decimal, one line for each currency.</summary>
    public IEnumerable<(string Provider, string Total)> Totals =>
        Package is null
            ? []
            : ((JsonObject)CostPackageFormat.ToJson(Package)["totals_by_provider"]!).Members.Select(member =>
                (member.Key, member.Value is JsonString text ? text.Value : member.Value.ToString())
            );
}
