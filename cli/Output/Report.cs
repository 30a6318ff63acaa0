using Bookseal.Books.Documents;

namespace Bookseal.Cli.Output;

/// <summary>A statement in each of its forms, made when asked for.</summary>
internal sealed record Report(Func<byte[]> Json, Func<byte[]> Csv, Func<StatementDocument> Document);
