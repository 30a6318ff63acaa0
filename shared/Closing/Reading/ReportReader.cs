using System.Runtime.CompilerServices;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Runs;
using Bookseal.Books.Statements;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Storage.Company;
using Bookseal.Storage.Proofs;

namespace Bookseal.Closing.Reading;

/// <summary>
/// The books behind a report: of a closed period those of its sealed proof, since nothing that came later may change
/// what was certified; of any other as they are now, which is a draft.
/// </summary>
public sealed class ReportReader(Workspace workspace, RunStore runs, PeriodReader reader)
{
    /// <summary>
    /// <c>PROOF_NOT_SEALED</c>, <c>PROOF_DAMAGED</c>, <c>UNBALANCED_ENTRIES</c>, or as <see cref="PeriodReader"/>.
    /// </summary>
    /// <param name="takesUnbalanced">For a look at books that are to be repaired.</param>
    public async Task<Result<ReportBooks>> ReadAsync(
        PeriodCode period,
        MasterData master,
        CancellationToken cancel,
        bool takesUnbalanced = false
    )
    {
        var run = (await runs.LoadAsync(period, cancel)).Run;
        if (run is { IsClosed: true, Proof: null })
            return new Fault(
                "PROOF_NOT_SEALED",
                $"{period} is certified and its proof is not complete; 'bookseal close DIR --period {period}' goes on "
                    + "with it"
            );
        return run is { IsClosed: true, Proof: { } proof }
            ? await ReadSealedAsync(run, ProofLocation.Of(workspace.Tenant, period, proof), cancel)
            : (await reader.ReadAsync(period, master, cancel)).Then<ReportBooks>(reading =>
                !takesUnbalanced && FindImbalance(reading.Books) is { } unbalanced
                    ? unbalanced
                    : new ReportBooks(
                        reading.Books,
                        ReportStatus.Draft,
                        token => workspace.ReadEntriesAsync(period, token)
                    )
            );
    }

    /// <summary>Figures of books that do not balance are wrong somewhere, and nobody sees where.</summary>
    private static Fault? FindImbalance(PeriodBooks books)
    {
        var isBalanced =
            books.Fold.Unbalanced.Count == 0
            && books.TrialBalance.Totals.All(totals => totals.IsBalanced)
            && !books.Openings.Imbalances.Any();
        return isBalanced
            ? null
            : new(
                "UNBALANCED_ENTRIES",
                $"the books of {books.Period} do not balance, so no figures of them are printed; 'bookseal health' "
                    + "lists why, and --unbalanced prints them all the same, for repair"
            );
    }

    private async Task<Result<ReportBooks>> ReadSealedAsync(
        CloseRun run,
        ProofLocation location,
        CancellationToken cancel
    )
    {
        var bag = workspace.Proofs.Bag(location);
        return (await SealedBooks.ReadAsync(bag, run, cancel)).Map(books => new ReportBooks(
            books,
            new(run.Version),
            token => ReadEntriesAsync(bag.OpenAsync(BagLayout.Journal, token), token)
        ));
    }

    private static async IAsyncEnumerable<Entry> ReadEntriesAsync(
        ValueTask<Stream> opening,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var journal = await opening;
        using var lines = new StreamReader(journal);
        while (await lines.ReadLineAsync(cancel) is { } line)
            yield return EntryCodec.Decode(System.Text.Encoding.UTF8.GetBytes(line)).Value;
    }
}

/// <summary>What a report is made from.</summary>
/// <param name="ReadEntries">The period's entries, in order, for the general ledger.</param>
public sealed record ReportBooks(
    PeriodBooks Books,
    ReportStatus Status,
    Func<CancellationToken, IAsyncEnumerable<Entry>> ReadEntries
);
