using Bookseal.Books.Company;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Closing.Runs;
using Bookseal.Closing.Signing;
using Bookseal.Evidence.Dsse;
using Bookseal.Evidence.InToto;

namespace Bookseal.Closing.Sealing;

/// <summary>
/// Runs of rules up to 3 were certified for Bookseal to sign with the certifier's key. One that an earlier release left
/// unsealed ends as it would have there.
/// </summary>
internal sealed class EnvelopeOfRules3(Workspace workspace, RunStore runs, SigningKeys keys)
{
    /// <summary>
    /// Signs as the certifier, or takes the envelope that an earlier attempt stored; that one must speak of the same
    /// statement.
    /// </summary>
    public async Task<Result<DsseEnvelope>> SignAsync(CloseRun run, StagedProof staged, CancellationToken cancel)
    {
        var key = await keys.OfAsync(run.Certification!.By, run.Certification.KeyId, cancel);
        var signature = await DsseEnvelope.SignAsync(Statement.PayloadType, staged.Statement, key.Signer, cancel);
        var stored = await workspace.Proofs.WriteOnceAsync(
            staged.Location,
            BagLayout.Envelope,
            new DsseEnvelope(Statement.PayloadType, staged.Statement, [signature]).ToJson(),
            cancel
        );
        if (
            !DsseEnvelope.Parse(stored).TryGet(out var envelope, out _)
            || !envelope.Payload.AsSpan().SequenceEqual(staged.Statement)
        )
            throw new InvalidDataException(
                $"{staged.Location.PathOf(BagLayout.Envelope)} is signed over another statement"
            );
        var recorded = await runs.ExecuteAsync(
            run.Period,
            new RecordSignature(Actor.Agent, envelope.Signatures[0].KeyId, "personal", staged.StatementDigest)
            {
                ExpectedRun = run.Id,
            },
            cancel
        );
        return recorded.Map(_ => envelope);
    }
}
