using Bookseal.Books.Values;

namespace Bookseal.Books.Audit;

/// <summary>What is to be recorded, before the chain has given it a place and a time.</summary>
public sealed record AuditDraft(
    PersonId Actor,
    string ActorKind,
    string Type,
    PeriodCode? Period,
    RunId? Run,
    string Correlation,
    JsonObject Data
);
