using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Closing.Signing;
using Bookseal.Evidence.BagIt;
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
public sealed class ProofSealer(
    Workspace workspace,
    RunStore runs,
    ProofStager stager,
    SigningKeys keys,
    ServiceSigning service
)
{
    public async Task<Result<CloseRun>> SealAsync(CloseRun run, CancellationToken cancel)
    {
        if (run is { IsDirect: true, IsFullySigned: false })
        {
            if (!(await service.SignAsync(run, cancel)).TryGet(out var own, out var unsigned))
                return unsigned;
            run = own;
        }

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
            if (await workspace.Proofs.WriteAsync(staged.Location, file, content, cancel) is { } other)
                return Unsealable(other.Message);
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

    /// <summary>
    /// What everybody has signed, made again to the same bytes: a file that was lost since is back, and nothing is
    /// sealed over one that is another.
    /// </summary>
    private async Task<Result<(StagedProof, DsseEnvelope)>> ReadSignedAsync(CloseRun run, CancellationToken cancel)
    {
        if (!(await stager.WriteAsync(run, cancel)).TryGet(out var staged, out var fault))
            return fault.Code == Refusal.ProofDamaged ? Unsealable(fault.Message) : fault;
        if (staged.StatementDigest != run.Staged?.Statement)
            return Unsealable($"{staged.Location.Folder} does not give the statement that was signed");
        var envelope = staged.Envelope(run.Signatures);
        var bag = new StagedBag(workspace.Proofs.Bag(staged.Location), staged.SignedTags(envelope));
        var report = await BagValidator.ValidateAsync(bag, cancel);
        return report.IsValid
            ? (staged, envelope)
            : Unsealable($"{staged.Location.Folder}/{report.Faults[0].Path}: {report.Faults[0].Code}");
    }

    /// <summary>What all have signed is not cancelled any more; it can only be put right.</summary>
    private static Fault Unsealable(string what) =>
        new(Refusal.ProofDamaged, $"{what}; restore its files from a backup, then 'bookseal close' seals it");

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
