using Bookseal.Books.Runs;
using Bookseal.Storage.Audit;

namespace Bookseal.Closing.Runs;

/// <summary>A run as of a chain's end: deciding on it is safe as long as the chain is committed to with that end.</summary>
/// <param name="FirstSequence">Where the run's events begin; null while the period has none.</param>
public sealed record LoadedRun(CloseRun Run, ChainHead Chain, long? FirstSequence);
