using Bookseal.Books.Accounts;

namespace Bookseal.Import.Ledgers;

/// <summary>
/// The plan comptable général, as far as an account's first digits tell what it is: classes 1 to 7. Others are not of
/// the general ledger.
/// </summary>
internal static class FrenchChart
{
    /// <summary>The longest beginning of the number counts.</summary>
    private static readonly (string Start, AccountType Type, string[] Tags)[] Starts =
    [
        ("10", AccountType.Equity, []),
        ("11", AccountType.Equity, []),
        ("12", AccountType.Equity, []),
        ("13", AccountType.Equity, []),
        ("14", AccountType.Equity, []),
        ("15", AccountType.Liability, []),
        ("16", AccountType.Liability, []),
        ("17", AccountType.Liability, []),
        ("2", AccountType.Asset, []),
        ("28", AccountType.Asset, ["contra"]),
        ("29", AccountType.Asset, ["contra"]),
        ("3", AccountType.Asset, ["current"]),
        ("39", AccountType.Asset, ["contra", "current"]),
        ("40", AccountType.Liability, ["current"]),
        ("409", AccountType.Asset, ["current"]),
        ("41", AccountType.Asset, ["current"]),
        ("419", AccountType.Liability, ["current"]),
        ("42", AccountType.Liability, ["current"]),
        ("425", AccountType.Asset, ["current"]),
        ("43", AccountType.Liability, ["current"]),
        ("44", AccountType.Liability, ["current"]),
        ("4456", AccountType.Asset, ["current"]),
        ("45", AccountType.Liability, ["current"]),
        ("46", AccountType.Liability, ["current"]),
        ("47", AccountType.Asset, ["current"]),
        ("471", AccountType.Asset, ["current", "suspense"]),
        ("477", AccountType.Liability, ["current"]),
        ("48", AccountType.Liability, ["current"]),
        ("481", AccountType.Asset, []),
        ("486", AccountType.Asset, ["current"]),
        ("49", AccountType.Asset, ["contra", "current"]),
        ("50", AccountType.Asset, ["current"]),
        ("51", AccountType.Asset, ["cash", "current"]),
        ("519", AccountType.Liability, ["current"]),
        ("53", AccountType.Asset, ["cash", "current"]),
        ("54", AccountType.Asset, ["cash", "current"]),
        ("58", AccountType.Asset, ["clearing", "current"]),
        ("59", AccountType.Asset, ["contra", "current"]),
        ("6", AccountType.Expense, []),
        ("60", AccountType.Expense, ["cogs"]),
        ("606", AccountType.Expense, []),
        ("7", AccountType.Revenue, []),
    ];

    public static (AccountType Type, string[] Tags)? TypeOf(string code) =>
        Starts
            .Where(known => code.StartsWith(known.Start, StringComparison.Ordinal))
            .OrderByDescending(known => known.Start.Length)
            .Select(known => ((AccountType, string[])?)(known.Type, known.Tags))
            .FirstOrDefault();
}
