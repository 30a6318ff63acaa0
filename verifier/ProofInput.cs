using Bookseal.Evidence.BagIt;
using Bookseal.Evidence.Zip;

namespace Bookseal.Verifier;

/// <summary>
/// What the verifier was given: a bag in a folder or a zip, or the bytes of an entry proof. Told by the content, not by
/// the name.
/// </summary>
internal sealed record ProofInput(IBagFiles? Bag, byte[]? EntryProof)
{
    /// <summary>
    /// Opens an input; <c>BAG_NOT_FOUND</c>, <c>NOT_PLAIN_FILE</c>, <c>INPUT_UNKNOWN</c>, <c>INPUT_TOO_LARGE</c>, or a
    /// code of <see cref="ZipBag"/>.
    /// </summary>
    /// <param name="mostProofBytes">How large an entry proof may be; 0 when only bags are meant.</param>
    public static async Task<Result<ProofInput>> OpenAsync(string path, long mostProofBytes, CancellationToken cancel)
    {
        if (Directory.Exists(path))
            return new ProofInput(new DirectoryBag(path), null);
        var file = new FileInfo(path);
        if (!file.Exists)
            return new Fault("BAG_NOT_FOUND", $"{path} is neither a folder nor a file");
        if (!PlainFile.Is(path))
            return PlainFile.Refuse(path);
        var first = await FirstByteAsync(path, cancel);
        if (first == 'P')
            return (await ZipBag.ReadAsync(() => Open(path), cancel)).Map(bag => new ProofInput(bag, null));
        if (first != '{' || mostProofBytes == 0)
            return new Fault("INPUT_UNKNOWN", $"{path} is neither a bag, nor a zip of one, nor an entry proof");
        if (file.Length > mostProofBytes)
            return new Fault("INPUT_TOO_LARGE", $"{path} is over {mostProofBytes} bytes: no entry proof is");
        return (await PlainFile.ReadAsync(path, (int)mostProofBytes, cancel)).Map(bytes => new ProofInput(null, bytes));
    }

    private static async Task<int> FirstByteAsync(string path, CancellationToken cancel)
    {
        await using var stream = Open(path);
        var first = new byte[1];
        return await stream.ReadAsync(first, cancel) == 1 ? first[0] : -1;
    }

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, useAsync: true);
}
