using System.Globalization;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Import.Ledgers;

/// <summary>
/// Ids of entries that have none of their own: <c>hl-2012-01-05-0123456789abcdef</c>, the date and the start of a
/// digest of what the transaction says; the n-th of several equal ones has <c>-n</c> behind it. hledger's txnidx is the
/// place in the file, so a transaction inserted in January would rename all of February. Who changes a transaction
/// changes its id: the importer then misses the old one, and refuses (<see cref="LedgerFile.SnapshotPrefix"/>).
/// </summary>
/// <param name="prefix">Of all ids of its form: <c>hl-</c> of hledger.</param>
/// <param name="hasReferences">
/// Two invoices of one day, text and amount are told apart by their numbers. Not hledger's, whose ids are posted.
/// </param>
internal sealed class ContentIds(string prefix, bool hasReferences = false)
{
    private readonly Dictionary<string, int> _seen = [];

    /// <summary>
    /// Status, comments, txnidx and the number of decimals are not part of the content: marking a transaction as
    /// cleared does not make it another one.
    /// </summary>
    public EntryId Next(DateOnly date, string description, IReadOnlyList<EntryLine> lines)
    {
        var content = JsonObject.Of(
            ("date", Dates.Text(date)),
            ("description", description),
            ("references", ReferencesOf(lines)),
            (
                "postings",
                new JsonArray(
                    lines.Select(line =>
                        JsonArray.OfTexts([
                            $"{line.Account}",
                            $"{line.Currency}",
                            line.NetMinor.ToString(CultureInfo.InvariantCulture),
                        ])
                    )
                )
            )
        );
        var id = $"{prefix}{Dates.Text(date)}-{CanonicalJson.DigestOf(content).ToString()[..16]}";
        var count = _seen[id] = _seen.GetValueOrDefault(id) + 1;
        return EntryId.Parse(count == 1 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}-{count}")).Value;
    }

    private JsonArray? ReferencesOf(IReadOnlyList<EntryLine> lines) =>
        hasReferences ? JsonArray.OfTexts(lines.Select(line => line.Reference ?? "")) : null;
}
