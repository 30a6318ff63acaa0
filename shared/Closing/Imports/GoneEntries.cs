using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;

namespace Bookseal.Closing.Imports;

/// <summary>
/// Entries that went from a source that gives the whole journal: they are told, and taken back once somebody says so.
/// What they were changed into is new in the source, and nobody but the user knows that the two belong together.
/// </summary>
internal sealed class GoneEntries(RunStore runs, IReadOnlyList<GoneEntry> gone)
{
    private const int Shown = 10;

    /// <summary><c>ENTRY_GONE</c>, with what went and how to go on.</summary>
    public Fault? Refuse(string file) =>
        gone.Count == 0
            ? null
            : new(
                "ENTRY_GONE",
                $"{Text(gone)}. To take back what went, import with --take-back; what the file has "
                    + "instead is then added as new. Otherwise put the transactions back as they were"
            )
            {
                Where = $"{file}:1:1",
            };

    /// <summary>
    /// Plans to take them back. <c>ENTRY_GONE</c> for one in a closed period, which nothing changes any more;
    /// <c>PERIOD_CLOSING</c> under the close lock.
    /// </summary>
    public async Task<Fault?> PlanAsync(ImportPlan plan, PersonId by, CancellationToken cancel)
    {
        foreach (var entry in gone)
        {
            var run = (await runs.LoadAsync(entry.Period, cancel)).Run;
            if (run.IsClosed)
                return new(
                    "ENTRY_GONE",
                    $"{Text([entry])}, and {entry.Period} is closed: put the transaction back as it was, and add one "
                        + "that corrects it in an open month"
                );
            if (run.PeriodStatus != PeriodStatus.Open)
                return PeriodFaults.NotOpen(run, Text([entry]));
            var edit = new PlannedEdit(entry.Period, entry.Standing, null, EntryEdit.Gone, entry.LastEdit + 1, by);
            if (plan.AddGone(edit) is { } tooLarge)
                return tooLarge;
        }

        return null;
    }

    private static string Text(IReadOnlyList<GoneEntry> gone)
    {
        var shown = gone.Take(Shown).Select(entry => Text(entry.Standing!));
        var rest = gone.Count > Shown ? $", and {gone.Count - Shown} more" : "";
        return $"imported before, and not in the file any more: {string.Join("; ", shown)}{rest}";
    }

    private static string Text(Entry entry) =>
        $"{entry.Id} of {Dates.Text(entry.Date)}, {new JsonString(entry.Description)}, {EntryAmounts.Text(entry)}";
}
