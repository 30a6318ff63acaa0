using Bookseal.Books.Values;

namespace Bookseal.Closing.Imports;

/// <summary>How long all journals were when somebody looked: in bytes of each segment.</summary>
internal sealed class JournalPositions
{
    private readonly SortedDictionary<PeriodCode, IReadOnlyList<long>> _lengths = [];

    public IEnumerable<PeriodCode> Periods => _lengths.Keys;

    public static async Task<JournalPositions> ReadAsync(Workspace workspace, CancellationToken cancel)
    {
        var positions = new JournalPositions();
        foreach (var period in await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel))
            positions._lengths[period] = await workspace.Journals.LengthsAsync(workspace.Tenant, period, cancel);
        return positions;
    }

    public IReadOnlyList<long> Of(PeriodCode period) => _lengths.GetValueOrDefault(period) ?? [];

    public long BytesOf(PeriodCode period) => Of(period).Sum();

    /// <summary>Whether nobody posted in between; an empty segment is no posting.</summary>
    public bool IsSame(JournalPositions other) =>
        Periods.Union(other.Periods).All(period => BytesOf(period) == other.BytesOf(period));
}
