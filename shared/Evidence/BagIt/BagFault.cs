namespace Bookseal.Evidence.BagIt;

/// <summary>What is wrong with one file of a bag, or with the bag (then the path is empty).</summary>
public sealed record BagFault(string Code, string Path, string Message);
