namespace Bookseal.Import.Hledger;

/// <summary>A file that <c>hledger print -B -O csv</c> wrote: the company's whole journal, which grows from one import to the next.</summary>
/// <param name="Name">As the user gave it; faults begin with it.</param>
public sealed record HledgerFile(string Name, byte[] Content, CommodityNames Commodities)
{
    /// <summary>How options and the audit chain name the format.</summary>
    public const string Format = "hledger-csv";
}
