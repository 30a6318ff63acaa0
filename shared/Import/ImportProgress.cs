namespace Bookseal.Import;

/// <summary>How far a step has come.</summary>
public readonly record struct ImportProgress(ImportStep Step, long Entries)
{
    /// <summary>Who reports entry by entry, reports after so many.</summary>
    public const int Interval = 4096;
}
