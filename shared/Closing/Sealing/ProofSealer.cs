using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Closing.Signing;
using Bookseal.Evidence.Dsse;
using Bookseal.Storage;
using Bookseal.Storage.Company;
using Bookseal.Storage.Proofs;

namespace Bookseal.Closing.Sealing;

/// <summary>
/// Makes the proof package of a run that everybody has signed. Every step may be repeated, and by two at once: the
/// envelope follows from the signatures in the chain. The order is the commit order: envelope, tag manifest, retention,
/// and last <c>proof_sealed</c>, the commit point.
/// </summary>
public sealed class ProofSealer(Workspace workspace, RunStore runs, ProofStager stager, SigningKeys keys)
{
    public async Task<Result<CloseRun>> SealAsync(CloseRun run, CancellationToken cancel)
    {
        if (
            !(await (run.IsSignedByPersons ? ReadSignedAsync(run, cancel) : SignOfRules3Async(run, cancel))).TryGet(
                out var signed,
                out var fault
            )
        )
            return fault;
        var (staged, envelope) = signed;
        var tags = staged.SignedTags(envelope);
        foreach (var (file, content) in tags.Where(tag => !staged.Tags.ContainsKey(tag.Key)))
            await workspace.Proofs.WriteAsync(staged.Location, file, content, cancel);
        var versions = await RetainAsync(
            staged.Location,
            staged.Payload.Concat(tags.Select(tag => KeyValuePair.Create(tag.Key, Digest.Of(tag.Value)))),
            await workspace.ReadMasterDataAsync(run, cancel),
            run,
            cancel
        );
        var made = staged.ToEvent();
        // Commit point: the chain names the proof only now, when every file of it is stored and retained.
        return await runs.ExecuteAsync(
            run.Period,
            new RecordSeal(Actor.Agent, made.ProofId, made.Manifest, made.Certificate, made.CheckpointSize)
            {
                ExpectedRun = run.Id,
                Versions = versions,
            },
            cancel
        );
    }

    private async Task<Result<(StagedProof, DsseEnvelope)>> ReadSignedAsync(CloseRun run, CancellationToken cancel) =>
        (await StagedProof.ReadAsync(workspace, run, cancel)).Map(staged => (staged, staged.Envelope(run.Signatures)));

    private async Task<Result<(StagedProof, DsseEnvelope)>> SignOfRules3Async(CloseRun run, CancellationToken cancel)
    {
        if (!(await stager.WriteAsync(run, cancel)).TryGet(out var staged, out var fault))
            return fault;
        var envelope = await new EnvelopeOfRules3(workspace, runs, keys).SignAsync(run, staged, cancel);
        return envelope.Map(made => (staged, made));
    }

    /// <summary>
    /// Ten years and unlocked unless the company says otherwise: a locked mistake would be permanent. Old books may be
    /// past it, and no store takes a policy that has ended.
    /// </summary>
    private Task<JsonObject?> RetainAsync(
        ProofLocation location,
        IEnumerable<KeyValuePair<string, Digest>> files,
        MasterData master,
        CloseRun run,
        CancellationToken cancel
    )
    {
        var retention = master.Profile.Retention;
        var until = retention.EndOf(run.Period, master.Profile.Calendar);
        var isOver = until <= workspace.Clock.GetUtcNow();
        var mode = (isOver, retention.IsLocked) switch
        {
            (true, _) => RetentionMode.None,
            (_, true) => RetentionMode.Locked,
            _ => RetentionMode.Unlocked,
        };
        return workspace.Retention.RetainAsync(location, files, until, mode, cancel);
    }
}
