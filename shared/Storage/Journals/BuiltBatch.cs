using Bookseal.Books.Ledger;

namespace Bookseal.Storage.Journals;

/// <summary>A batch as it will stand in the journal: its header, and the bytes of all its lines.</summary>
public sealed record BuiltBatch(BatchHeader Header, byte[] Bytes);
