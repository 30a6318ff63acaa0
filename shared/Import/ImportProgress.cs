namespace Bookseal.Import;

/// <summary>How far a step has come.</summary>
public readonly record struct ImportProgress(ImportStep Step, long Entries)
{
    /// <summary>Who reports entry by entry, reports after so many.</summary>
    public const int Interval = 4096;
}

/// <summary>The steps of an import, in order. Each goes through all entries.</summary>
public enum ImportStep
{
    /// <summary>The source is read and checked.</summary>
    Check,

    /// <summary>It is compared with what the journals have.</summary>
    Compare,

    /// <summary>What is new is read again, and cut into batches.</summary>
    Stage,

    /// <summary>The batches of a large import are posted.</summary>
    Post,
}
