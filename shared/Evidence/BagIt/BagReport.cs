namespace Bookseal.Evidence.BagIt;

/// <summary>
/// The outcome of a BagIt check: the SHA-256 of every payload and tag file that was read, and the faults.
/// </summary>
public sealed record BagReport(IReadOnlyDictionary<string, Digest> Digests, IReadOnlyList<BagFault> Faults)
{
    public bool IsValid => Faults.Count == 0;
}

/// <summary>What is wrong with one file of a bag, or with the bag (then the path is empty).</summary>
public sealed record BagFault(string Code, string Path, string Message);
