using Bookseal.Books.Proof.Verification;

namespace Bookseal.Verifier;

/// <summary>What the caller kept beside the proof: a checkpoint, a later bag.</summary>
internal static class KeptInput
{
    /// <summary>Three lines and the signatures of a few witnesses have room many times over.</summary>
    private const int MostCheckpointBytes = 64 * 1024;

    /// <summary>As <see cref="ProofInput"/>, and what a file that is no checkpoint is called.</summary>
    public static async Task<Result<KeptEvidence>> OpenAsync(Arguments arguments, CancellationToken cancel)
    {
        var kept = KeptEvidence.None;
        if (arguments.Checkpoint is { } path)
        {
            var read = await PlainFile.ReadAsync(path, MostCheckpointBytes, cancel);
            if (!read.Then(bytes => KeptCheckpoint.FromBytes(bytes)).TryGet(out var checkpoint, out var fault))
                return fault with { Where = path };
            kept = kept with { Checkpoint = checkpoint };
        }

        if (arguments.Newer is not { } newer)
            return kept;
        return (await ProofInput.OpenAsync(newer, 0, cancel)).Map(input => kept with { Newer = input.Bag });
    }
}
