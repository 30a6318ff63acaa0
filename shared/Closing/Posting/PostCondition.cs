namespace Bookseal.Closing.Posting;

/// <summary>What else has to hold where entries were worked out from the journal, and who worked them out.</summary>
public sealed record PostCondition
{
    public static PostCondition None { get; } = new();

    /// <inheritdoc cref="Storage.Journals.PostRequest.ExpectedLength"/>
    public long? ExpectedLength { get; init; }

    /// <summary>The task of the run that posts; null for that of people's adjustments.</summary>
    public int? Task { get; init; }
}
