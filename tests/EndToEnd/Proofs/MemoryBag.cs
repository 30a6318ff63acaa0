using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Proof.Verification;
using Bookseal.Evidence.BagIt;

namespace Bookseal.EndToEnd.Tests.Proofs;

/// <summary>A bag in memory: read once from a closed period, copied and spoilt as often as tests want.</summary>
internal sealed class MemoryBag(IEnumerable<KeyValuePair<string, byte[]>> files) : IBagFiles
{
    public SortedDictionary<string, byte[]> Files { get; } = new(files.ToDictionary(), StringComparer.Ordinal);

    public static MemoryBag Load(string folder) =>
        new(
            Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(file =>
                    KeyValuePair.Create(
                        Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'),
                        File.ReadAllBytes(file)
                    )
                )
        );

    public MemoryBag Copy() => new(Files);

    public void Save(string folder)
    {
        foreach (var (path, content) in Files)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }
    }

    public Task<VerificationReport> VerifyAsync(TrustPolicy? trust, KeptEvidence? kept = null) =>
        ProofVerifier.VerifyAsync(this, trust, CancellationToken.None, kept: kept);

    public ValueTask<Result<IReadOnlyList<BagFile>>> ListAsync(CancellationToken cancel) =>
        new(Files.Select(file => new BagFile(file.Key, file.Value.Length)).ToArray());

    public ValueTask<Stream> OpenAsync(string path, CancellationToken cancel) =>
        new(new MemoryStream(Files[path], writable: false));
}
