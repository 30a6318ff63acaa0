namespace Bookseal.Books.Banking;

/// <summary>What a person wants matched, or not matched any more.</summary>
/// <param name="Accept">Ids of proposals, or the beginnings of such.</param>
/// <param name="Undo">Ids of matches, or the beginnings of such.</param>
public sealed record MatchRequest(
    IReadOnlyList<string> Accept,
    bool AcceptsAll,
    IReadOnlyList<string> Undo,
    HandMatch? ByHand
);

/// <summary>Lines by their references or by the beginnings of their ids.</summary>
public sealed record HandMatch(IReadOnlyList<string> Items, IReadOnlyList<string> Transactions, bool IsBankError);
