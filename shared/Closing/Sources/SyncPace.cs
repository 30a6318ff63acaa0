namespace Bookseal.Closing.Sources;

/// <summary>How long a sync may take, and how it tries again. Only tests set it otherwise.</summary>
/// <param name="All">All sources together.</param>
/// <param name="Page">One request, to the last byte of its answer.</param>
/// <param name="FirstWait">Before the second attempt at a page; each next wait is twice as long.</param>
public sealed record SyncPace(TimeSpan All, TimeSpan Page, TimeSpan FirstWait)
{
    public static SyncPace Default { get; } =
        new(TimeSpan.FromMinutes(Limits.SourceMinutes), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1));

    /// <summary>
    /// Where a piece of work may take ten minutes, as in the functions host: the next one reads what is left.
    /// </summary>
    public static SyncPace OfHost { get; } = Default with { All = TimeSpan.FromMinutes(8) };

    /// <summary>
    /// Before attempt number 2, 3, ...; a third of it is chance, so that many clients do not march in step.
    /// </summary>
    public TimeSpan WaitBefore(int attempt) =>
        FirstWait * (1 << (attempt - 2)) * (1 + (Random.Shared.NextDouble() / 3));
}
