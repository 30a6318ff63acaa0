using Bookseal.Books.Proof;
using Bookseal.Books.Proof.EntryProofs;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Evidence;
using Bookseal.Evidence.Dsse;
using Bookseal.Evidence.Merkle;
using Bookseal.Storage;
using Bookseal.Storage.Proofs;

namespace Bookseal.Closing.Proving;

/// <summary>
/// Proves that one entry stands in the journal of a closed period. It works from the sealed bag alone, and reads its
/// journal twice: to find the line, and to hash the rest.
/// </summary>
public sealed class EntryProver(Workspace workspace, SealedProofs proofs)
{
    /// <summary>
    /// The proof, which has been verified (without trust). <c>ENTRY_NOT_FOUND</c>, <c>ENTRY_AMBIGUOUS</c> where several
    /// periods have an entry of that id, <c>PERIOD_NOT_CLOSED</c>, <c>PROOF_NOT_SEALED</c>, or <c>PROOF_DAMAGED</c>.
    /// </summary>
    /// <param name="period">Null looks in all periods.</param>
    public async Task<Result<FoundEntry>> ProveAsync(
        EntryId id,
        PeriodCode? period,
        CancellationToken cancel,
        JournalName? journal = null
    )
    {
        var found = new List<(PeriodCode Period, Result<ProofLocation> Location, EntrySearch Search)>();
        foreach (
            var candidate in period is { } only
                ? [only]
                : await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel)
        )
        {
            var (location, search) = (await proofs.FindAsync(candidate, cancel), new EntrySearch(id, journal));
            await using (var lines = await OpenJournalAsync(candidate, location, cancel))
                await StoredLines.ForEachAsync($"the journal of {candidate}", lines, search.Add, cancel);
            if (search.Index is not null)
                found.Add((candidate, location, search));
        }

        if (found.Count == 0)
            return new Fault(
                "ENTRY_NOT_FOUND",
                $"no journal of {workspace.Tenant} has an entry {id}{(period is null ? "" : $" in {period}")}"
            );
        if (found.Find(one => one.Search.Matches > 1) is { Search: not null } several)
            return new Fault(
                "ENTRY_AMBIGUOUS",
                $"{several.Search.Matches} entries of {several.Period} have the id {id}; say which journal "
                    + "with --journal"
            );
        if (found.Count > 1)
            return new Fault(
                "ENTRY_AMBIGUOUS",
                $"{id} stands in {string.Join(" and ", found.Select(one => one.Period))}; say which you mean with "
                    + "--period"
            );
        if (!found[0].Location.TryGet(out var sealedIn, out var fault))
            return fault with { Message = $"{id} stands in {found[0].Period}: {fault.Message}" };
        return await ProveAsync(sealedIn, found[0].Search, cancel);
    }

    /// <summary>
    /// The journal that was sealed; of a period that is not closed the one that is still written, to be able to say
    /// where an entry is.
    /// </summary>
    private async Task<Stream> OpenJournalAsync(
        PeriodCode period,
        Result<ProofLocation> location,
        CancellationToken cancel
    ) =>
        location.IsOk
            ? await workspace.Proofs.Bag(location.Value).OpenAsync(BagLayout.Journal, cancel)
            : workspace.Journals.Read(
                workspace.Tenant,
                period,
                await workspace.Journals.LengthsAsync(workspace.Tenant, period, cancel)
            );

    private async Task<Result<FoundEntry>> ProveAsync(
        ProofLocation location,
        EntrySearch search,
        CancellationToken cancel
    )
    {
        var envelope = await workspace.Proofs.ReadAsync(location, BagLayout.Envelope, cancel) is { } bytes
            ? DsseEnvelope.Parse(bytes)
            : Damaged(location, "its envelope is missing");
        if (!envelope.TryGet(out var signed, out var fault))
            return fault;
        var path = new InclusionPath(search.Index!.Value, search.Size);
        await using (var journal = await workspace.Proofs.Bag(location).OpenAsync(BagLayout.Journal, cancel))
            await StoredLines.ForEachAsync(
                $"the journal of {location.Period}",
                journal,
                line => path.Append(MerkleHash.Leaf(line)),
                cancel
            );
        if (!path.IsComplete)
            return Damaged(location, "its journal changed while it was read");

        var proof = new EntryProof(signed, search.Line!, search.Index.Value, search.Size, path.Path);
        var report = EntryProofVerifier.Verify(proof.ToBytes(), null).Report;
        if (report.IsValid)
            return new FoundEntry(location.Period, proof);
        var failed = report.Checks.First(check => check.Outcome == CheckOutcome.Failed);
        return Damaged(location, $"{failed.Code} {failed.Detail}");
    }

    private static Fault Damaged(ProofLocation location, string why) =>
        new(
            Refusal.ProofDamaged,
            $"the sealed proof of {location.Period} does not hold: {why}; 'bookseal-verify' on {location.Folder} says "
                + "more"
        );
}

public sealed record FoundEntry(PeriodCode Period, EntryProof Proof);
