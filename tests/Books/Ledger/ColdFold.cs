using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Ledger;

/// <summary>
/// What a fold of readable lines must come to, by the cold reader and as directly as it can be written.
/// </summary>
internal static class ColdFold
{
    public static string Of(IReadOnlyList<byte[]> journal)
    {
        var entries = journal.Select(line => EntryCodec.DecodeTree(line).Value).ToList();
        var lines = entries.SelectMany(entry => entry.Lines).ToList();
        var activity = lines
            .GroupBy(line => (line.Account, line.Currency))
            .OrderBy(group => group.Key)
            .Select(group => new AccountActivity(
                group.Key.Account,
                group.Key.Currency,
                Sum(group.Select(line => (Int128)line.DebitMinor)),
                Sum(group.Select(line => (Int128)line.CreditMinor)),
                group.Count()
            )
            {
                AdjustingMinor = NetOf(entries, EntryKind.Adjusting, group.Key),
                ClosingMinor = NetOf(entries, EntryKind.Closing, group.Key),
                ReplacedMinor = Sum(
                    entries
                        .Where(entry => entry.Edit is not null)
                        .SelectMany(entry => entry.Lines)
                        .Where(line => (line.Account, line.Currency) == group.Key)
                        .Select(line => (Int128)line.DebitMinor + line.CreditMinor)
                ),
            });
        var unbalanced = entries
            .SelectMany(entry =>
                entry.Imbalances.Select(pair =>
                    (Judged: entry.Corrects ?? entry.Id, pair.Currency, entry.Scope, pair.NetMinor)
                )
            )
            .GroupBy(item => (item.Judged, Scope: $"{item.Scope}", item.Currency))
            .OrderBy(group => group.Key.Judged)
            .ThenBy(group => group.Key.Scope, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Currency)
            .Select(group => new UnbalancedEntry(
                group.Key.Judged,
                group.Key.Currency,
                Sum(group.Select(item => item.NetMinor))
            )
            {
                Scope = group.First().Scope,
            })
            .Where(entry => entry.NetMinor != 0);
        var missing = entries
            .Select(entry => entry.Batch?.Part)
            .OfType<ManifestPart>()
            .GroupBy(part => (part.Manifest, part.Of))
            .SelectMany(group =>
                Enumerable
                    .Range(1, (int)group.Key.Of)
                    .Except(group.Select(part => (int)part.Number))
                    .Select(number => $"{group.Key} lacks {number}")
            );
        return string.Join(
            '\n',
            [
                .. activity,
                .. unbalanced,
                .. missing.Order(StringComparer.Ordinal),
                .. entries.Select(entry => entry.PostedBy).Distinct().Order().Select(id => id.ToString()),
                entries.Count == 0 ? "" : $"{(entries.Min(entry => entry.Date), entries.Max(entry => entry.Date))}",
                $"{entries.Count} {lines.Count} {entries.Count(entry => entry.Edit is not null)}",
                .. Enum.GetValues<EntryKind>().Select(kind => $"{kind} {entries.Count(entry => entry.Kind == kind)}"),
                .. entries
                    .Where(entry => entry.OriginalDate is not null)
                    .Select(entry => new LateItem(entry.Id, entry.OriginalDate!.Value)),
            ]
        );
    }

    public static string Of(PeriodFold fold) =>
        string.Join(
            '\n',
            [
                .. fold.Activity,
                .. fold.Unbalanced,
                .. fold
                    .IncompleteBatches.SelectMany(batch =>
                        batch.Missing.Select(number => $"{(batch.Manifest, batch.Of)} lacks {number}")
                    )
                    .Order(StringComparer.Ordinal),
                .. fold.Posters.Select(id => id.ToString()),
                $"{fold.DateRange}",
                $"{fold.Entries} {fold.Lines} {fold.Edits}",
                .. Enum.GetValues<EntryKind>().Select(kind => $"{kind} {fold.CountOf(kind)}"),
                .. fold.LateItems,
            ]
        );

    /// <summary>Everything that a fold knows, faults and hashes too.</summary>
    public static string WholeOf(PeriodFold fold) =>
        $"{Of(fold)}\n{string.Join(';', fold.Leaves.Hashes)} {fold.Leaves.Begin}-{fold.Leaves.End}\n"
        + $"{fold.FaultCount}: {string.Join('\n', fold.Faults)}";

    private static Int128 NetOf(
        IEnumerable<Entry> entries,
        EntryKind kind,
        (AccountCode Account, Currency Currency) key
    ) =>
        Sum(
            entries
                .Where(entry => entry.Kind == kind)
                .SelectMany(entry => entry.Lines)
                .Where(line => (line.Account, line.Currency) == key)
                .Select(line => (Int128)line.NetMinor)
        );

    private static Int128 Sum(IEnumerable<Int128> amounts) =>
        amounts.Aggregate((Int128)0, (sum, amount) => sum + amount);
}
