using Bookseal.Books.Accounts;
using Bookseal.Books.Certificates;
using Bookseal.Books.Company;
using Bookseal.Books.Costs;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;
using Bookseal.Evidence;

namespace Bookseal.Books.Proof.Verification;

/// <summary>The inputs of a close as the bag gives them, parsed and folded.</summary>
internal sealed record CloseInputs(
    PeriodBooks Books,
    ClosePolicy Policy,
    StreamedInputs Streamed,
    IReadOnlyDictionary<SubledgerName, SubledgerClosed> Subledgers,
    BankClosed? Bank
)
{
    /// <summary>What <c>costs_closed</c> must have said; null where the bag has no costs.</summary>
    public CostsClosed? Costs { get; init; }

    /// <summary>How many of their lines are filed under the period; null where the bag has none.</summary>
    public FiledLines? FiledCosts { get; init; }

    /// <summary>Length of the journal in the bag.</summary>
    public long JournalBytes { get; init; }

    /// <summary>Those of the fenced positions at which a line of the journal ends, and 0.</summary>
    public IReadOnlySet<long> LineEnds { get; init; } = new HashSet<long>();

    /// <param name="run">What the chain says of the run, where the chain can be read.</param>
    public static async Task<Result<CloseInputs>> ReadAsync(
        SealedBag bag,
        PeriodCode period,
        RuleSet rules,
        CloseRun? run,
        CancellationToken cancel
    )
    {
        if (
            !(await bag.ReadAsync(BagLayout.Accounts, cancel))
                .Then(bytes => ChartOfAccounts.FromBytes(bytes))
                .TryGet(out var chart, out var fault)
        )
            return fault;
        if (
            !(await bag.ReadAsync(BagLayout.Policy, cancel))
                .Then(bytes => ClosePolicy.FromBytes(bytes))
                .TryGet(out var policy, out fault)
        )
            return fault;
        if (!(await OpeningInputs.ReadAsync(bag, rules, run?.Restatement, cancel)).TryGet(out var opening, out fault))
            return fault;
        if (!(await ReadDecertifiedAsync(bag, run, cancel)).TryGet(out var decertified, out fault))
            return fault;
        if (
            !(await OpeningInputs.ReadPackageAsync(bag, BagLayout.DecertifiedPackage, rules, cancel)).TryGet(
                out var package,
                out fault
            )
        )
            return fault;
        return await FoldAsync(
            bag,
            period,
            rules,
            run,
            new Documents(chart, policy, opening, decertified, package),
            cancel
        );
    }

    private static async Task<Result<CloseInputs>> FoldAsync(
        SealedBag bag,
        PeriodCode period,
        RuleSet rules,
        CloseRun? run,
        Documents read,
        CancellationToken cancel
    )
    {
        var (chart, policy, opening) = (read.Chart, read.Policy, read.Opening);
        var (firstDay, lastDay) = (policy.Calendar.FirstDayOf(period), policy.Calendar.LastDayOf(period));
        var fold = PeriodSubledgers.Begin(period, policy.Calendar, chart, policy.Subledgers, opening, rules);
        var accrued = new AccruedCosts(run?.NamedAccruals ?? [], opening.OpenCosts?.Accruals);
        var ends = new LinePositions(run?.Fence?.SegmentLengths ?? []);
        if (
            !(
                await PassJournalAsync(
                    bag,
                    new JournalPass(opening.Balances, firstDay, run?.Decertified?.Entries ?? 0)
                    {
                        Edits = rules >= RuleSet.V4 ? new() : null,
                        Also = [.. DerivedItems.LooksOf(chart, policy.Subledgers, fold), .. accrued.Looks],
                    },
                    fold,
                    ends,
                    cancel
                )
            ).TryGet(out var pass, out var fault)
        )
            return fault;
        if (
            !(await SubledgerInputs.ReadAsync(bag, fold, bag.Limits.Items - pass.Fold.HeldRows, cancel)).TryGet(
                out var subledgers,
                out fault
            )
        )
            return fault;
        if (
            !(
                await BankInputs.ReadAsync(
                    bag,
                    lastDay,
                    rules,
                    bag.Limits.Items - pass.Fold.HeldRows - fold.ItemCount,
                    cancel
                )
            ).TryGet(out var bank, out fault)
        )
            return fault;
        if (!(await CostInputs.ReadAsync(bag, period, run, cancel)).TryGet(out var costs, out fault))
            return fault;
        var books = new PeriodBooks(period, policy, chart, opening, pass.Fold, subledgers.Fold, bank.Fold, rules)
        {
            Decertified = run?.Decertified is { } named
                ? new(read.Decertified, named.LedgerHash, pass.PrefixRoot) { Package = read.Package }
                : null,
            Edits = pass.Edits ?? new(),
            Costs = rules >= RuleSet.V6 ? PeriodCosts.Of(costs?.Fold, accrued, opening.OpenCosts, rules) : null,
        };
        var streamed = new StreamedInputs(
            bag.Digests[BagLayout.Journal],
            bag.Digests[BagLayout.Subledgers],
            bag.Digests[BagLayout.Bank],
            pass.Ledger.Sha256
        )
        {
            Costs = rules >= RuleSet.V6 ? costs?.Closed.Sha256 : null,
        };
        return new CloseInputs(books, policy, streamed, subledgers.Closed, bank.Closed)
        {
            Costs = costs?.Closed,
            FiledCosts = costs?.Filed,
            JournalBytes = ends.Position,
            LineEnds = ends.Found,
        };
    }

    /// <summary>
    /// The decertified certificate, if the chain names one: it has to be that one, and to state what the chain says
    /// that the journal extends.
    /// </summary>
    private static async Task<Result<byte[]>> ReadDecertifiedAsync(
        SealedBag bag,
        CloseRun? run,
        CancellationToken cancel
    )
    {
        if (run?.Decertified is not { } named)
            return Array.Empty<byte>();
        return (await bag.ReadAsync(BagLayout.DecertifiedClose, cancel)).Then<byte[]>(bytes =>
            Digest.Of(bytes) == named.Certificate && IsOf(EarlierCertificate.Of(bytes), run, named)
                ? bytes
                : new Fault(
                    "WITHDRAWN_CERTIFICATE_MISMATCH",
                    "withdrawn_certificate.json is not the certificate that the chain says was withdrawn"
                )
        );
    }

    private static bool IsOf(EarlierCertificate certificate, CloseRun run, DecertifiedClose named) =>
        certificate.IsOf(run.Tenant, run.Period)
        && certificate.States("version", named.Version)
        && certificate.States("ledger_hash", named.LedgerHash.ToString())
        && certificate.CountsEntries(named.Entries);

    private static async Task<Result<JournalPass>> PassJournalAsync(
        SealedBag bag,
        JournalPass pass,
        SubledgerFold subledgers,
        LinePositions ends,
        CancellationToken cancel
    )
    {
        var isOver = false;
        // What cannot be read is a finding of the guards. Where nothing can be read, that is said without reading on: a
        // journal of line feeds has millions of bad lines.
        var read = await BagLines.ForEachAsync<PeriodFold?>(bag, BagLayout.Journal, FoldOf, AddWhileReadable, cancel);
        if (subledgers.ItemCount > bag.Limits.Items)
            return SubledgerInputs.TooMany(bag.Limits);
        if (HeldRows() > bag.Limits.Items)
            return new Fault(
                "JOURNAL_TOO_LARGE",
                $"it has over {bag.Limits.Items} accounts, posters, batches, unbalanced entries or lines of edits; "
                    + "--large reads them"
            );
        if (read.IsOk && !isOver && pass.NeedsAnotherLook)
            read = await BagLines.ForEachAsync(bag, BagLayout.Journal, pass.LookAgain, cancel);
        return read.Then<JournalPass>(_ => pass.Fold.FaultCount < Limits.JournalFaults ? pass : Unreadable());

        long HeldRows() => pass.Fold.HeldRows + (pass.Edits?.HeldLines ?? 0);

        PeriodFold? FoldOf(LineBlock block) =>
            Volatile.Read(ref isOver) ? null : JournalPass.FoldOf(block, Limits.JournalFaults);

        void AddWhileReadable(LineBlock block, PeriodFold? part)
        {
            block.ForEach(line => ends.Add(line.Length + 1));
            if (isOver || part is null)
                return;
            pass.Add(block, part);
            Volatile.Write(
                ref isOver,
                pass.Fold.FaultCount >= Limits.JournalFaults
                    || HeldRows() > bag.Limits.Items
                    || subledgers.ItemCount > bag.Limits.Items
            );
        }

        Fault Unreadable() =>
            new(
                "JOURNAL_LINE_INVALID",
                $"{Limits.JournalFaults} lines cannot be read; of line {pass.Fold.Faults[0].Index + 1}: "
                    + pass.Fold.Faults[0].Message
            );
    }

    /// <summary>What of the bag is read whole.</summary>
    private sealed record Documents(
        ChartOfAccounts Chart,
        ClosePolicy Policy,
        OpeningPosition Opening,
        byte[] Decertified,
        byte[]? Package
    );
}
