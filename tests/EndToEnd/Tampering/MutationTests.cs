using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Trust;
using Bookseal.EndToEnd.Tests.Proofs;
using Bookseal.Evidence.BagIt;

namespace Bookseal.EndToEnd.Tests.Tampering;

/// <summary>
/// Bytes flipped, cut and inserted anywhere. Verifying must end with a verdict whatever the bag holds, and the verdict
/// must not be "valid" when a byte of evidence changed. <c>BOOKSEAL_FUZZ_SEED</c> repeats a run,
/// <c>BOOKSEAL_FUZZ_COUNT</c> makes it longer.
/// </summary>
[Collection(SealedProofsGroup.Name)]
public sealed class MutationTests(SealedProofs proofs)
{
    private static readonly int Seed = Setting("BOOKSEAL_FUZZ_SEED", 20260131);
    private static readonly int Count = Setting("BOOKSEAL_FUZZ_COUNT", 400);

    /// <summary>Nobody redid anything: the manifests alone must tell.</summary>
    [Fact]
    public Task Verify_AnyByteChanged_IsNeverValid() =>
        MutateAsync(
            0,
            Count,
            false,
            forger => Task.FromResult(new MemoryBag(forger.Files)),
            (proof, path, mutant) => path != BagWriter.TagManifest || !SaysNothingElse(mutant, proof.Read(path))
        );

    /// <summary>
    /// Manifest and tag manifest redone without a key: the signed subjects must tell of the payload. Tag files that no
    /// signature covers must at least not crash the verifier.
    /// </summary>
    [Fact]
    public Task Verify_AnyByteChangedAndManifestsRedone_IsNeverValid() =>
        MutateAsync(1, Count / 2, false, RedoManifests, (_, path, _) => IsPayload(path));

    /// <summary>
    /// All of it sealed again with the certifier's key: recomputation and chain must tell. The slice's last line feed
    /// belongs to no entry.
    /// </summary>
    [Fact]
    public Task Verify_AnyPayloadByteChangedAndSealedAgain_IsNeverValid() =>
        MutateAsync(
            2,
            Count / 2,
            true,
            forger => forger.SealAsync(),
            (proof, path, mutant) =>
                path != BagLayout.Audit || !mutant.AsSpan().SequenceEqual(proof.Read(path).AsSpan()[..^1])
        );

    [Fact]
    public void TrustPolicy_AnyByteChanged_IsReadOrRefused()
    {
        var random = new Random(Seed + 3);
        var trust = proofs.January.Trust.ToBytes();
        for (var round = 0; round < Count; round++)
        {
            var mutant = Mutate(trust, random).Mutant;
            var parsed = TrustPolicy.FromBytes(mutant);
            Assert.True(
                parsed.IsOk || parsed.Fault.Code is "TRUST_INVALID" or "JSON_INVALID",
                $"seed {Seed}, round {round}: {(parsed.IsOk ? "" : parsed.Fault.Code)}"
            );
        }
    }

    private static Task<MemoryBag> RedoManifests(BagForger forger)
    {
        var payload = forger
            .Files.Where(file => IsPayload(file.Key))
            .Select(file => KeyValuePair.Create(file.Key, Digest.Of(file.Value)));
        forger.Files[BagWriter.Manifest] = BagManifest.Write(payload.ToList());
        return Task.FromResult(forger.RewriteTags());
    }

    private async Task MutateAsync(
        int stream,
        int count,
        bool onlyPayload,
        Func<BagForger, Task<MemoryBag>> redo,
        Func<SealedProof, string, byte[], bool> isMaterial
    )
    {
        var random = new Random(Seed + stream);
        for (var round = 0; round < count; round++)
        {
            var proof = random.GetItems([proofs.Harbor, proofs.January, proofs.February], 1)[0];
            var forger = new BagForger(proof);
            var path = random.GetItems(forger.Files.Keys.Where(file => !onlyPayload || IsPayload(file)).ToArray(), 1)[
                0
            ];
            var (mutant, what) = Mutate(forger.Files[path], random);
            forger.Files[path] = mutant;
            if (mutant.AsSpan().SequenceEqual(proof.Read(path)))
                continue;
            var report = await (await redo(forger)).VerifyAsync(proof.Trust);
            Assert.False(
                report.IsValid && isMaterial(proof, path, mutant),
                $"seed {Seed}, stream {stream}, round {round}: {path} with {what} is valid"
            );
        }
    }

    private static bool IsPayload(string path) => path.StartsWith("data/", StringComparison.Ordinal);

    /// <summary>
    /// Nothing covers the tag manifest itself. Upper-case digits, other white space or fewer lines may pass; a line
    /// that says something else may not.
    /// </summary>
    private static bool SaysNothingElse(byte[] mutant, byte[] original)
    {
        var known = BagManifest.Parse(System.Text.Encoding.UTF8.GetString(original), 64).Value;
        return BagManifest
            .Parse(System.Text.Encoding.UTF8.GetString(mutant), 64)
            .Value.All(line => known.GetValueOrDefault(line.Key) == line.Value);
    }

    private static (byte[] Mutant, string What) Mutate(byte[] content, Random random)
    {
        var at = random.Next(content.Length + 1);
        switch (random.Next(5))
        {
            case 0 when at < content.Length:
                return (
                    [.. content[..at], (byte)(content[at] ^ (1 << random.Next(8))), .. content[(at + 1)..]],
                    $"a bit flipped at {at}"
                );
            case 1:
                return (content[..at], $"all cut from {at}");
            case 2:
                var inserted = new byte[random.Next(1, 9)];
                random.NextBytes(inserted);
                return ([.. content[..at], .. inserted, .. content[at..]], $"{inserted.Length} bytes inserted at {at}");
            case 3:
                var length = random.Next(1, 65);
                return (
                    [.. content[..at], .. content[Math.Min(content.Length, at + length)..]],
                    $"{length} bytes removed at {at}"
                );
            default:
                // A digit for a digit, the other case for a letter: what a parser is likeliest to accept.
                var places = Enumerable
                    .Range(0, content.Length)
                    .Where(index => char.IsAsciiLetterOrDigit((char)content[index]))
                    .ToArray();
                if (places.Length == 0)
                    return (content, "nothing");
                var place = random.GetItems(places, 1)[0];
                var instead = char.IsAsciiDigit((char)content[place])
                    ? (byte)('0' + (content[place] - '0' + random.Next(1, 10)) % 10)
                    : (byte)(content[place] ^ 0x20);
                return ([.. content[..place], instead, .. content[(place + 1)..]], $"a character replaced at {place}");
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : otherwise;
}
