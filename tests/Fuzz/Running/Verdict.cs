namespace Bookseal.Fuzz.Running;

/// <summary>What the product said of a case.</summary>
/// <param name="Label">
/// The code of the refusal, or why it was accepted: counted, to see that the cases get everywhere.
/// </param>
/// <param name="Finding">What is wrong with that; null where it is as it should be.</param>
public sealed record Verdict(string Label, string? Finding = null);
