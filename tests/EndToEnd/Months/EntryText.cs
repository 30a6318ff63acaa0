namespace Bookseal.EndToEnd.Tests.Months;

/// <summary>Entries as <c>bookseal post</c> reads them.</summary>
internal static class EntryText
{
    /// <summary>Rent, paid from the bank; one line with its line feed.</summary>
    public static string Rent(
        string id,
        string date,
        string kind = "standard",
        int minor = 700,
        string account = "6000",
        int? creditMinor = null
    ) =>
        $$"""
            {"date":"{{date}}","description":"Rent {{id}}","id":"{{id}}","kind":"{{kind}}",
            """
        + $$"""
            "lines":[{"account":"{{account}}","currency":"EUR","debit":{{minor}}},
            """
        + $$"""
            {"account":"1000","credit":{{creditMinor ?? minor}},"currency":"EUR"}]}
            """
        + "\n";
}
