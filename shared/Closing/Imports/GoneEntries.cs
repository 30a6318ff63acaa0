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
internal sealed class GoneEntries(RunStore runs, SourceDifference difference)
{
    private const int Shown = 10;
    private readonly Dictionary<EntryKey, GoneEntry> _pairs = [];

    /// <summary>What looks like edited entries, and was not taken as such.</summary>
    public IReadOnlyList<EntryPair> Proposed { get; private set; } = [];

    /// <summary>The entries that went, by the new ones that stand in their place.</summary>
    public IReadOnlyDictionary<EntryKey, GoneEntry> Pairs => _pairs;

    /// <summary>
    /// Asks what is to be done, and plans it. <c>ENTRY_GONE</c>: somebody has to say so first, or one is in a closed
    /// period, which nothing changes any more; <c>PERIOD_CLOSING</c> under the close lock.
    /// </summary>
    /// <param name="file">The source, as the user gave it.</param>
    public async Task<Fault?> PlanAsync(
        ImportPlan plan,
        ImportOptions options,
        PersonId by,
        string file,
        CancellationToken cancel
    )
    {
        if (difference.Gone.Count == 0)
            return null;
        foreach (var entry in difference.Gone)
            if (await RefuseAsync(entry, cancel) is { } refused)
                return refused;
        Proposed = await ProposeAsync(cancel);
        if (Proposed.Count > 0 && await options.Review.TakesPairsAsync(Proposed, cancel))
            Take(Proposed);
        List<GoneEntry> rest = [.. difference.Gone.Except(_pairs.Values)];
        if (
            rest.Count > 0
            && !options.IsDryRun
            && !await options.Review.TakesBackAsync([.. rest.Select(entry => entry.Standing!)], cancel)
        )
            return Untold(rest, file);
        foreach (var entry in rest)
            if (plan.AddGone(TakeBack(entry, by)) is { } tooLarge)
                return tooLarge;
        return null;
    }

    private static PlannedEdit TakeBack(GoneEntry entry, PersonId by) =>
        new(entry.Period, entry.Standing, null, EntryEdit.Gone, entry.LastEdit + 1, by);

    private async Task<Fault?> RefuseAsync(GoneEntry entry, CancellationToken cancel)
    {
        var run = (await runs.LoadAsync(entry.Period, cancel)).Run;
        if (run.IsClosed)
            return new(
                "ENTRY_GONE",
                $"{Text([entry])}, and {entry.Period} is closed: put the transaction back as it was, and add one "
                    + "that corrects it in an open month"
            );
        return run.PeriodStatus == PeriodStatus.Open ? null : PeriodFaults.NotOpen(run, Text([entry]));
    }

    /// <summary>A new entry of a closed month is a late item, in whosever place it stands: that is no pair.</summary>
    private async Task<IReadOnlyList<EntryPair>> ProposeAsync(CancellationToken cancel)
    {
        var pairs = new List<EntryPair>();
        foreach (var pair in EntryPairs.Find(difference.Gone, difference.Added))
            if (
                pair.Was.Scope == pair.Now.Scope
                && pair.Was.OriginalDate is null
                && (await runs.LoadAsync(PeriodCode.Of(pair.Now.Date), cancel)).Run.PeriodStatus == PeriodStatus.Open
            )
                pairs.Add(pair);
        return pairs;
    }

    private void Take(IReadOnlyList<EntryPair> pairs)
    {
        var gone = difference.Gone.ToDictionary(entry => entry.Standing!.Key);
        foreach (var pair in pairs)
            _pairs[pair.Now.Key] = gone[pair.Was.Key];
        Proposed = [];
    }

    private Fault Untold(IReadOnlyList<GoneEntry> rest, string file)
    {
        var like = Proposed.Take(Shown).Select(pair => $"{pair.Was.Id} is now {Text(pair.Now)}");
        var pairs =
            Proposed.Count == 0
                ? ""
                : $" {Proposed.Count} of them look like entries that were edited ({string.Join("; ", like)}): "
                    + "with --pair they are replaced.";
        return new(
            "ENTRY_GONE",
            $"{Text(rest)}.{pairs} To take back what went, import with --take-back; what the file has instead is then "
                + "added as new. Otherwise put the transactions back as they were"
        )
        {
            Where = $"{file}:1:1",
        };
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
