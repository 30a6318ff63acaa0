using Bookseal.Evidence.BagIt;
using Bookseal.Evidence.Tests.BagIt;
using Bookseal.Evidence.Zip;

namespace Bookseal.Evidence.Tests.Zip;

/// <summary>Zips in memory, written and read.</summary>
internal static class Zips
{
    public static byte[] Write(IBagFiles bag, string folder = "a-bag")
    {
        using var zip = new MemoryStream();
        var written = TryWrite(bag, folder, zip);
        Assert.Equal(zip.Length, written.Value);
        return zip.ToArray();
    }

    public static Result<long> TryWrite(IBagFiles bag, string folder, Stream zip) =>
        BagZipWriter.WriteAsync(bag, folder, zip, CancellationToken.None).GetAwaiter().GetResult();

    public static Result<ZipBag> Open(byte[] zip) =>
        ZipBag.ReadAsync(() => new MemoryStream(zip), CancellationToken.None).GetAwaiter().GetResult();

    public static BagReport Validate(ZipBag bag) =>
        BagValidator.ValidateAsync(bag, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>
    /// The code of the first thing that is wrong, with the archive or with the bag in it; null when all is well.
    /// </summary>
    public static string? CodeOf(byte[] zip)
    {
        if (!Open(zip).TryGet(out var bag, out var fault))
            return fault.Code;
        return Validate(bag).Faults is [var first, ..] ? first.Code : null;
    }

    public static IReadOnlyList<BagFile> List(ZipBag bag) =>
        bag.ListAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult().Value;

    /// <summary>A good bag's files as entries, for tests that add to them.</summary>
    public static RawEntry[] BagEntries(string prefix = "") =>
        [.. MemoryBag.Valid().Files.Select(file => new RawEntry(prefix + file.Key, file.Value))];
}
