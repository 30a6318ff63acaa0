using Bookseal.Books.Ledger;

namespace Bookseal.Storage.Journals;

/// <summary>
/// What a poster asks of a journal as far as it has been read. A post checks against it as of a length and appends on
/// condition of that length, so a duplicate cannot slip in between.
/// </summary>
internal interface IPostedNames
{
    /// <summary>How far the journal has been read: bytes of each segment.</summary>
    List<long> Lengths { get; }

    Digest? HashOfBatch(string key);

    /// <param name="key">Of an entry's id within its scope.</param>
    bool Has(ShortDigest key);

    /// <summary>Takes in the lines that follow all that was read; <c>LINE_TOO_LONG</c>.</summary>
    Task<Result<long>> ReadAsync(Stream lines, CancellationToken cancel);

    /// <summary>Takes in a batch that this process has just appended behind all that was read.</summary>
    void Add(PendingPost posted);
}
