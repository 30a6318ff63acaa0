namespace Bookseal.EndToEnd.Tests.Tampering;

/// <summary>An input of a close forged by someone who has the certifier's key.</summary>
/// <param name="Proof">The proof of <see cref="YearProofs"/> that is forged.</param>
/// <param name="Alone">The first finding when nothing but the input is changed.</param>
/// <param name="Recomputed">
/// The first finding when everything that follows from it is made again. If the audit chain is too, only the log's
/// checkpoint tells, and that is always first.
/// </param>
/// <param name="Untrusted">
/// What is still found out when the forger signs a checkpoint of their own and nobody pins keys; null when the story
/// holds together, which is not authenticated then.
/// </param>
internal sealed record InsiderForgery(
    string Proof,
    Action<BagForger> Edit,
    Finding Alone,
    Finding Recomputed,
    Finding? Untrusted
);
