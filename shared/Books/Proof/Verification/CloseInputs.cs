using System.Security.Cryptography;
using Bookseal.Books.Accounts;
using Bookseal.Books.Banking;
using Bookseal.Books.Company;
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
    /// <param name="run">What the chain says of the run, where the chain can be read.</param>
    public static async Task<Result<CloseInputs>> ReadAsync(
        SealedBag bag,
        PeriodCode period,
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
        if (!(await OpeningInputs.ReadAsync(bag, run?.Restatement, cancel)).TryGet(out var opening, out fault))
            return fault;
        if (!(await ReadDecertifiedAsync(bag, run, cancel)).TryGet(out var decertified, out fault))
            return fault;
        var (firstDay, lastDay) = (policy.Calendar.FirstDayOf(period), policy.Calendar.LastDayOf(period));
        if (
            !(
                await PassJournalAsync(
                    bag,
                    new JournalPass(opening.Balances, firstDay, run?.Decertified?.Entries ?? 0),
                    cancel
                )
            ).TryGet(out var pass, out fault)
        )
            return fault;
        if (
            !(await SubledgerInputs.ReadAsync(bag, new(lastDay, firstDay, chart.BankSubledgers), cancel)).TryGet(
                out var subledgers,
                out fault
            )
        )
            return fault;
        if (!(await BankInputs.ReadAsync(bag, lastDay, cancel)).TryGet(out var bank, out fault))
            return fault;
        var books = new PeriodBooks(period, policy, chart, opening, pass.Fold, subledgers.Fold, bank.Fold)
        {
            Decertified = run?.Decertified is { } named ? new(decertified, named.LedgerHash, pass.PrefixRoot) : null,
        };
        var streamed = new StreamedInputs(
            bag.Digests[BagLayout.Journal],
            bag.Digests[BagLayout.Subledgers],
            bag.Digests[BagLayout.Bank],
            pass.Ledger.Sha256
        );
        return new CloseInputs(books, policy, streamed, subledgers.Closed, bank.Closed);
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
        CancellationToken cancel
    )
    {
        if (!bag.Has(BagLayout.Journal))
            return new Fault("BAG_FILE_MISSING", $"{BagLayout.Journal} is not in the bag");
        await using var stream = await bag.OpenAsync(BagLayout.Journal, cancel);
        var read = await LineSplitter.ForEachAsync(stream, pass.Add, cancel);
        return read.Map(_ => pass);
    }
}

/// <summary>
/// What a period began with, as the bag gives it. Whether it is what was certified before is the continuity check's
/// question.
/// </summary>
internal static class OpeningInputs
{
    /// <param name="restated">
    /// The adjustment period that the run took into its openings, by what the chain says.
    /// </param>
    public static async Task<Result<OpeningPosition>> ReadAsync(
        SealedBag bag,
        OpeningsRestated? restated,
        CancellationToken cancel
    )
    {
        if (!(await ReadBalancesAsync(bag, BagLayout.OpeningBalances, cancel)).TryGet(out var balances, out var fault))
            return fault;
        if (!(await ReadOptionalAsync(bag, BagLayout.PreviousCertificate, cancel)).TryGet(out var previous, out fault))
            return fault;
        if (!(await ReadOptionalAsync(bag, BagLayout.PriorResult, cancel)).TryGet(out var priorBytes, out fault))
            return fault;
        BalanceList? prior = null;
        if (priorBytes.Length > 0 && !BalanceList.FromBytes(priorBytes).TryGet(out prior, out fault))
            return fault;
        var position = new OpeningPosition(balances, previous.Length == 0 ? null : previous, prior);
        if (restated is null)
            return position;
        return (await ReadRestatementAsync(bag, restated, cancel)).Map(restatement =>
            position with
            {
                Restatement = restatement,
            }
        );
    }

    private static async Task<Result<OpeningsRestatement>> ReadRestatementAsync(
        SealedBag bag,
        OpeningsRestated restated,
        CancellationToken cancel
    )
    {
        if (!(await bag.ReadAsync(BagLayout.AdjustmentCertificate, cancel)).TryGet(out var certificate, out var fault))
            return fault;
        if (!(await ReadBalancesAsync(bag, BagLayout.AdjustmentOpenings, cancel)).TryGet(out var openings, out fault))
            return fault;
        return (await ReadBalancesAsync(bag, BagLayout.AdjustmentClosing, cancel)).Map(
            closing => new OpeningsRestatement(restated.Adjustment, certificate, openings, closing)
        );
    }

    private static async Task<Result<BalanceList>> ReadBalancesAsync(
        SealedBag bag,
        string path,
        CancellationToken cancel
    ) => (await bag.ReadAsync(path, cancel)).Then(bytes => BalanceList.FromBytes(bytes));

    /// <summary>Empty when the bag does not have the file: none of these files may be empty.</summary>
    private static async Task<Result<byte[]>> ReadOptionalAsync(SealedBag bag, string path, CancellationToken cancel) =>
        bag.Has(path) ? await bag.ReadAsync(path, cancel) : Array.Empty<byte>();
}

/// <summary>
/// subledgers.ndjson: every subledger's sealed object, one after the other; here split again by the name in each line.
/// </summary>
internal sealed class SubledgerInputs(SubledgerFold fold)
{
    private readonly Dictionary<SubledgerName, (IncrementalHash Hash, long Bytes, long Items)> _objects = [];

    public SubledgerFold Fold => fold;

    /// <summary>What <c>subledger_closed</c> must have said of each.</summary>
    public IReadOnlyDictionary<SubledgerName, SubledgerClosed> Closed =>
        _objects.ToDictionary(
            pair => pair.Key,
            pair => new SubledgerClosed(
                PersonId.System,
                pair.Key,
                pair.Value.Bytes,
                Digest.FromBytes(pair.Value.Hash.GetCurrentHash()),
                pair.Value.Items
            )
        );

    public static async Task<Result<SubledgerInputs>> ReadAsync(
        SealedBag bag,
        SubledgerFold fold,
        CancellationToken cancel
    )
    {
        if (!bag.Has(BagLayout.Subledgers))
            return new Fault("BAG_FILE_MISSING", $"{BagLayout.Subledgers} is not in the bag");
        var inputs = new SubledgerInputs(fold);
        await using var stream = await bag.OpenAsync(BagLayout.Subledgers, cancel);
        var read = await LineSplitter.ForEachAsync(stream, inputs.Add, cancel);
        return read.Then<SubledgerInputs>(_ => inputs.Fold.Faults.Count == 0 ? inputs : inputs.Fold.Faults[0]);
    }

    private void Add(ReadOnlySpan<byte> line)
    {
        Fold.Add(line);
        if (!SubledgerItem.Decode(line).TryGet(out var item, out _))
            return;
        if (!_objects.TryGetValue(item.Subledger, out var known))
            known = (IncrementalHash.CreateHash(HashAlgorithmName.SHA256), 0, 0);
        known.Hash.AppendData(line);
        known.Hash.AppendData("\n"u8);
        _objects[item.Subledger] = (known.Hash, known.Bytes + line.Length + 1, known.Items + 1);
    }
}

/// <summary>bank.ndjson: the bank statements as sealed.</summary>
/// <param name="Closed">What <c>bank_closed</c> must have said; null when there are no statements.</param>
internal sealed record BankInputs(BankFold Fold, BankClosed? Closed)
{
    public static async Task<Result<BankInputs>> ReadAsync(SealedBag bag, DateOnly asOf, CancellationToken cancel)
    {
        if (!bag.Has(BagLayout.Bank))
            return new Fault("BAG_FILE_MISSING", $"{BagLayout.Bank} is not in the bag");
        var fold = new BankFold(asOf);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var stream = await bag.OpenAsync(BagLayout.Bank, cancel);
        var read = await LineSplitter.ForEachAsync(
            stream,
            line =>
            {
                fold.Add(line);
                hash.AppendData(line);
                hash.AppendData("\n"u8);
            },
            cancel
        );
        if (!read.TryGet(out var length, out var fault))
            return fault;
        if (fold.Faults.Count > 0)
            return fold.Faults[0];
        return new BankInputs(
            fold,
            fold.Lines == 0
                ? null
                : new BankClosed(PersonId.System, length, Digest.FromBytes(hash.GetCurrentHash()), fold.Lines)
        );
    }
}
