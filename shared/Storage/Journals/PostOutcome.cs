namespace Bookseal.Storage.Journals;

/// <summary>A batch stands in the journal.</summary>
/// <param name="WasKnown">It stood there before: this was a repetition.</param>
public sealed record PostOutcome(string Key, int Entries, bool WasKnown);
