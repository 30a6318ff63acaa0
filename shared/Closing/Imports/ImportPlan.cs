using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Imports;

/// <summary>The entries that an import will post, by period.</summary>
/// <param name="LateItems">How many of them stand in a later period than their date, because their own is closed.</param>
internal sealed record ImportPlan(SortedDictionary<PeriodCode, List<Entry>> Entries, int LateItems)
{
    public bool IsEmpty => Entries.Count == 0;
}
