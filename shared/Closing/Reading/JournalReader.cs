using System.Globalization;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Evidence;

namespace Bookseal.Closing.Reading;

/// <summary>
/// Reads a period's journal for its books. What was read before is not parsed again where the bytes are the same.
/// Behind a fence only their digest tells, since what was folded there is certified. Before it, and of books that
/// nobody certifies, the store's word is enough that it changed nothing: whoever hides an edit from that is found at
/// the fence, where the journal is folded anew and every guard and sign-off is held against what it says. Which tasks a
/// run has, and what its own tasks wrote down of the books, is of what was seen before.
/// </summary>
internal sealed class JournalReader(Workspace workspace)
{
    /// <summary>The journal as it is now, or up to the run's fence.</summary>
    /// <param name="openings">What the general ledger begins with; null where nobody asks for it.</param>
    /// <param name="looks">Who looks at each line too, once.</param>
    public async Task<JournalAnswer> ReadAsync(
        CloseRun run,
        BalanceList? openings,
        DateOnly firstDay,
        bool findsEdits,
        IReadOnlyList<LineSplitter.LineAction> looks,
        CancellationToken cancel
    )
    {
        var (lengths, marks) = await PlaceAsync(run, cancel);
        var asked = new JournalQuestion(
            workspace.Tenant,
            run.Period,
            string.Join(',', lengths.Select(length => length.ToString(CultureInfo.InvariantCulture))),
            openings is null ? null : Digest.Of(openings.ToBytes()),
            firstDay,
            run.Decertified?.Entries ?? 0,
            findsEdits,
            run.Fence is null ? null : string.Create(CultureInfo.InvariantCulture, $"{run.Id} {run.Round}")
        );
        var journal = new Bytes(workspace, run, lengths);
        if (workspace.KeptJournals.Find(asked) is { } kept)
        {
            // Who looks at the lines reads the bytes anyhow, and is told by them.
            if (marks is not null && marks == kept.Marks && looks.Count == 0)
                return kept;
            if (await journal.DigestAsync(cancel) == kept.Sha256)
            {
                if (marks != kept.Marks)
                    workspace.KeptJournals.Keep(asked, kept with { Marks = marks });
                if (looks.Count > 0)
                    await journal.ReadAgainAsync(line => LookAt(line, looks), kept.Sha256, cancel);
                return kept;
            }
        }

        var answer = (await PassAsync(journal, asked, openings, looks, cancel)) with { Marks = marks };
        workspace.KeptJournals.Keep(asked, answer);
        return answer;
    }

    /// <summary>Up to where it is read, and the marks of the segments as they were before anything was read.</summary>
    private async Task<(IReadOnlyList<long> Lengths, string? Marks)> PlaceAsync(CloseRun run, CancellationToken cancel)
    {
        if (run.Fence is { } fence)
            return (fence.SegmentLengths, null);
        var segments = await workspace.Journals.SegmentsAsync(workspace.Tenant, run.Period, cancel);
        var marks = segments.Any(segment => segment.Mark is null)
            ? null
            : string.Join(',', segments.Select(segment => segment.Mark));
        return ([.. segments.Select(segment => segment.Length)], marks);
    }

    private static async Task<JournalAnswer> PassAsync(
        Bytes journal,
        JournalQuestion asked,
        BalanceList? openings,
        IReadOnlyList<LineSplitter.LineAction> looks,
        CancellationToken cancel
    )
    {
        var pass = new JournalPass(openings, asked.FirstDay, asked.PrefixEntries)
        {
            Edits = asked.FindsEdits ? new() : null,
            Also = looks,
        };
        var sha256 = await journal.ReadAsync(pass, cancel);
        if (pass.NeedsAnotherLook)
            await journal.ReadAgainAsync(pass.LookAgain, sha256, cancel);
        return new(pass.Fold, pass.Edits, journal.Lengths, sha256, pass.Ledger, pass.PrefixRoot);
    }

    private static void LookAt(ReadOnlySpan<byte> line, IReadOnlyList<LineSplitter.LineAction> looks)
    {
        foreach (var look in looks)
            look(line);
    }

    /// <summary>The journal up to some lengths.</summary>
    private sealed class Bytes(Workspace workspace, CloseRun run, IReadOnlyList<long> lengths)
    {
        public IReadOnlyList<long> Lengths => lengths;

        public async Task<Digest> DigestAsync(CancellationToken cancel)
        {
            await using var stream = workspace.Journals.Read(workspace.Tenant, run.Period, lengths);
            return await Digest.OfAsync(stream, cancel);
        }

        public Task<Digest> ReadAsync(JournalPass pass, CancellationToken cancel) =>
            DigestedLines.ReadAsync(
                workspace.Journals.Read(workspace.Tenant, run.Period, lengths),
                pass,
                $"journal of {run.Period}",
                cancel
            );

        public Task<Digest> ReadAsync(LineSplitter.LineAction add, CancellationToken cancel) =>
            DigestedLines.ReadAsync(
                workspace.Journals.Read(workspace.Tenant, run.Period, lengths),
                add,
                $"journal of {run.Period}",
                cancel
            );

        /// <summary>One reading made of two: what changed in between is of neither.</summary>
        public async Task ReadAgainAsync(LineSplitter.LineAction add, Digest first, CancellationToken cancel)
        {
            if (await ReadAsync(add, cancel) != first)
                throw new InvalidDataException($"the journal of {run.Period} was changed while it was read");
        }
    }
}
