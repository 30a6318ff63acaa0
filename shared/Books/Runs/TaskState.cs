using Bookseal.Books.Values;

namespace Bookseal.Books.Runs;

/// <summary>A completed task: by whom, when, and whether a person looked.</summary>
public sealed record TaskState(int Number, PersonId CompletedBy, DateTimeOffset CompletedAt, string Attestation);
