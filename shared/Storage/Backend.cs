namespace Bookseal.Storage;

/// <summary>The two ports of one place where books are kept.</summary>
public sealed record Backend(IObjectStore Objects, ITableStore Tables);
