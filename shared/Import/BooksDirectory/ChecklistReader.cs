using Bookseal.Books.Checklists;
using Bookseal.Books.Company;

namespace Bookseal.Import.BooksDirectory;

/// <summary>
/// Reads checklist.json, and follows it for every kind of month: a checklist that no close could follow is a fault of
/// the import.
/// </summary>
internal static class ChecklistReader
{
    private const string Where = $"{BooksFiles.Checklist}:1:1";

    /// <summary>The company with this checklist; as it was where that is faulty.</summary>
    public static CompanyProfile Read(byte[] bytes, CompanyProfile profile, ImportFaults faults)
    {
        if (!JsonText.ParseObject(bytes).Then(ChecklistSettings.FromJson).TryGet(out var settings, out var fault))
        {
            faults.Add(fault with { Where = fault.Where ?? Where });
            return profile;
        }

        foreach (var number in RepeatedIn(settings))
            faults.Add(Where, ChecklistSettings.Invalid, $"task {number} stands twice in one list");
        return Follow(profile, settings, Where, faults);
    }

    /// <summary>Of two of a number the second would change the first, without a word.</summary>
    private static IEnumerable<int> RepeatedIn(ChecklistSettings settings) =>
        ((IEnumerable<int>[])[settings.Tasks.Select(task => task.Number), settings.Removed, settings.Order])
            .SelectMany(list => list.GroupBy(number => number).Where(group => group.Skip(1).Any()))
            .Select(group => group.Key)
            .Distinct();

    /// <summary>Wherever it was written.</summary>
    public static CompanyProfile Follow(
        CompanyProfile profile,
        ChecklistSettings settings,
        string where,
        ImportFaults faults
    )
    {
        foreach (var recurrence in Enum.GetValues<Recurrence>())
        {
            var occasion = new ChecklistOccasion(recurrence, profile.Team, HasJobs: true);
            if (ChecklistResolver.Resolve(settings, occasion).TryGet(out _, out var fault))
                continue;
            faults.Add(fault with { Where = where });
            return profile;
        }

        return profile with
        {
            Checklist = settings,
        };
    }
}
