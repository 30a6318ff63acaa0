using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Jobs;

/// <summary>
/// Which jobs entries name that are like those of untagged lines: the same entry, the same entity, or the same text
/// (<see cref="TextLikeness"/>).
/// </summary>
public sealed class JobHistory
{
    private const int MostCandidates = 3;
    private readonly ChartOfAccounts _chart;
    private readonly IReadOnlySet<EntryKey> _takenBack;
    private readonly Dictionary<JobClue, Dictionary<string, EntryTally>> _tallies;

    /// <param name="takenBack">What was reversed says nothing.</param>
    public JobHistory(ChartOfAccounts chart, IEnumerable<UntaggedLine> lines, IReadOnlySet<EntryKey> takenBack)
    {
        (_chart, _takenBack) = (chart, takenBack);
        _tallies = lines
            .SelectMany(CluesOf)
            .Where(clue => clue.Kind != JobClueKind.SameEntry)
            .Distinct()
            .ToDictionary(clue => clue, _ => new Dictionary<string, EntryTally>(StringComparer.Ordinal));
    }

    public bool IsNeeded => _tallies.Count > 0;

    public void Add(Entry entry)
    {
        if (entry.Kind is EntryKind.Opening or EntryKind.Closing or EntryKind.Reversing || entry.Edit is not null)
            return;
        var jobs = JobsOf(entry);
        if (jobs.Count == 0 || _takenBack.Contains(entry.Key))
            return;
        foreach (var clue in EntitiesOf(entry).Append(TextOf(entry)).Distinct())
        foreach (var job in jobs)
            if (_tallies.TryGetValue(clue, out var tallies))
                Tally(tallies, job).Add(entry);
    }

    /// <summary>
    /// The jobs that clues name, the strongest first. One is suggested where the first kind of clue that tells anything
    /// leaves no doubt: those of its clues that name one job alone name the same one. Where the entry itself names
    /// several, nothing else can tell which one the line is of.
    /// </summary>
    public JobSuggestion Suggest(UntaggedLine line)
    {
        var candidates = CluesOf(line).SelectMany(clue => CandidatesOf(clue, line.Entry)).ToList();
        var isDoubtful = JobsOf(line.Entry).Count > 1;
        var suggested = candidates
            .Where(candidate => candidate.IsAlone && !isDoubtful)
            .GroupBy(candidate => candidate.Clue.Kind)
            .OrderBy(group => group.Key)
            .FirstOrDefault(group => group.DistinctBy(candidate => candidate.Job).Count() == 1)
            ?.First();
        var others = candidates.OrderBy(candidate => candidate.Clue.Kind).ThenByDescending(item => item.Times);
        IEnumerable<JobCandidate> all = suggested is null ? others : others.Prepend(suggested);
        return new(suggested?.Job, [.. all.DistinctBy(candidate => candidate.Job).Take(MostCandidates)]);
    }

    private IEnumerable<JobCandidate> CandidatesOf(JobClue clue, Entry entry)
    {
        var tallies = TalliesOf(clue, entry);
        return tallies
            .OrderBy(tally => tally.Key, StringComparer.Ordinal)
            .Select(tally => new JobCandidate(tally.Key, clue, tally.Value.Times, [.. tally.Value.Latest])
            {
                IsAlone = tallies.Count == 1,
            });
    }

    private Dictionary<string, EntryTally> TalliesOf(JobClue clue, Entry entry)
    {
        if (clue.Kind != JobClueKind.SameEntry)
            return _tallies[clue];
        var tallies = new Dictionary<string, EntryTally>(StringComparer.Ordinal);
        foreach (var job in JobsOf(entry))
            Tally(tallies, job).Add(entry);
        return tallies;
    }

    private IEnumerable<JobClue> CluesOf(UntaggedLine line)
    {
        yield return new(JobClueKind.SameEntry, $"{line.Entry.Id}");
        foreach (var clue in line.Line.Entity is { } own ? [new(JobClueKind.Entity, own)] : EntitiesOf(line.Entry))
            yield return clue;
        if (TextOf(line.Entry) is { Text.Length: > 0 } text)
            yield return text;
    }

    /// <summary>A bank is everybody's.</summary>
    private IEnumerable<JobClue> EntitiesOf(Entry entry) =>
        entry
            .Lines.Where(line => line.Entity is not null && _chart.Find(line.Account) is { IsCash: false })
            .Select(line => new JobClue(JobClueKind.Entity, line.Entity!))
            .Distinct();

    private static JobClue TextOf(Entry entry) => new(JobClueKind.Text, TextLikeness.Of(entry.Description));

    private static List<string> JobsOf(Entry entry) =>
        [.. entry.Lines.Select(line => line.Job).OfType<string>().Distinct(StringComparer.Ordinal)];

    private static EntryTally Tally(Dictionary<string, EntryTally> tallies, string job)
    {
        if (!tallies.TryGetValue(job, out var tally))
            tallies[job] = tally = new();
        return tally;
    }
}
