using Bookseal.Web.Identity;
using Bookseal.Web.Pages.Views;

namespace Bookseal.Web.Pages;

internal static class YearReader
{
    /// <param name="wanted">Null, or a year that has none: the one that goes on.</param>
    public static async Task<Result<CompanyYear>> ReadAsync(Principal who, int? wanted, CancellationToken cancel)
    {
        if (!(await who.Services.Periods.AllAsync(cancel)).TryGet(out var all, out var fault))
            return fault;
        var profile = (await who.Services.Periods.ProfileAsync(cancel)).Value;
        var today = who.Workspace.Today(profile);
        var seen = all.Where(known => who.Caller.Sees(known.Period))
            .Select(known => (Known: known, Year: profile.Calendar.YearOf(known.Period)))
            .ToList();
        IReadOnlyList<int> years = [.. seen.Select(one => one.Year).Distinct()];
        var current = seen.Where(one => one.Known.FirstDay <= today).Select(one => one.Year).LastOrDefault();
        var shown = wanted is { } year && years.Contains(year) ? year : current;
        var glances = new List<PeriodGlance>();
        foreach (var (known, _) in seen.Where(one => one.Year == shown))
        {
            var run = (await who.Services.Runs.LoadAsync(known.Period, cancel)).Run;
            var by = run.Certification?.By;
            glances.Add(
                new(known, run, known.FirstDay > today)
                {
                    CertifiedBy = by is null ? null : profile.Find(by.Value)?.Name ?? $"{by}",
                }
            );
        }

        return new CompanyYear(shown, years, glances);
    }
}
