using Bookseal.Books.Accounts;
using Bookseal.Books.Certificates;
using Bookseal.Books.Costs;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Evidence;
using Bookseal.Evidence.BagIt;
using Bookseal.Storage.Company;
using Bookseal.Storage.Proofs;

namespace Bookseal.Closing.Reading;

/// <summary>
/// What a period begins with: the company's own openings in its first period, the previous certificate's closing
/// balances after that. While the previous period is open its balances as they are now stand in, so that health and
/// early phases can look ahead; the guard PRIOR_PERIOD_CLOSED keeps them out of a certificate.
/// </summary>
internal sealed class OpeningReader(Workspace workspace, RunStore runs)
{
    /// <param name="restated">The adjustment period that the period takes into its openings.</param>
    public async Task<OpeningPosition> ReadAsync(
        PeriodCode period,
        MasterData master,
        OpeningsRestated? restated,
        CancellationToken cancel
    )
    {
        if (period == master.Profile.FirstPeriod)
            return OpeningPosition.First(master.Openings);
        var calendar = master.Profile.Calendar;
        var previous = calendar.Previous(period);
        var isSameYear = calendar.YearOf(previous) == calendar.YearOf(period);
        var position = await ReadPreviousAsync(previous, isSameYear, !period.IsAdjustment, master, cancel);
        if (restated is null)
            return position;
        var restatement = await ReadRestatementAsync(restated, cancel);
        return position with { Balances = position.Balances.Plus(restatement.Activity), Restatement = restatement };
    }

    /// <summary>
    /// The adjustment period that a close of this period would take in: the earliest whose proof is sealed and that no
    /// close has taken in yet. A period before this one that is still open comes first.
    /// </summary>
    public async Task<OpeningsRestated?> FindPendingAsync(
        PeriodCode period,
        FiscalCalendar calendar,
        PeriodCode firstPeriod,
        CancellationToken cancel
    )
    {
        if (period.IsAdjustment)
            return null;
        for (var year = calendar.YearOf(firstPeriod); calendar.LastMonthOf(year) < period; year++)
        {
            var adjustment = (await runs.LoadAsync(PeriodCode.AdjustmentOf(year), cancel)).Run;
            if (
                adjustment.Proof is { } proof
                && await IsPendingAsync(adjustment.Period, calendar.Next(adjustment.Period), period, cancel)
            )
                return new(PersonId.System, adjustment.Period, proof.ProofId, proof.Certificate);
        }

        return null;
    }

    private async Task<bool> IsPendingAsync(
        PeriodCode adjustment,
        PeriodCode from,
        PeriodCode until,
        CancellationToken cancel
    )
    {
        for (var period = from; period < until; period = period.Next)
        {
            var run = (await runs.LoadAsync(period, cancel)).Run;
            if (!run.IsClosed || run.Restatement?.Adjustment == adjustment)
                return false;
        }

        return true;
    }

    private async Task<OpeningPosition> ReadPreviousAsync(
        PeriodCode previous,
        bool isSameYear,
        bool isMonth,
        MasterData master,
        CancellationToken cancel
    )
    {
        var prior = (await runs.LoadAsync(previous, cancel)).Run;
        if (prior.Proof is { } proof)
        {
            var location = ProofLocation.Of(workspace.Tenant, previous, proof);
            var manifest = await ReadManifestAsync(location, proof.Manifest, cancel);
            var certificate = await ReadCertificateAsync(location, proof.Certificate, cancel);
            return new(
                await ReadBalancesAsync(location, manifest, BagLayout.ClosingBalances, cancel),
                certificate,
                await ReadBalancesAsync(location, manifest, BagLayout.PeriodResult, cancel)
            )
            {
                PreviousPackage = await ReadPackageAsync(location, proof.Certificate, cancel),
                OpenItems = master.Profile.Subledgers.HasDerived
                    ? await ReadOpenItemsAsync(location, certificate, cancel)
                    : null,
                PriorClosingEntries = isSameYear
                    ? await ReadClosingEntriesAsync(prior, location, manifest, master, cancel)
                    : null,
                OpenCosts = isMonth ? await ReadOpenCostsAsync(location, manifest, certificate, cancel) : null,
                PreviousChart = await ReadOtherChartAsync(prior, location, manifest, master.Chart, cancel),
            };
        }

        var restated = prior.IsActive
            ? prior.Restatement
            : await FindPendingAsync(previous, master.Profile.Calendar, master.Profile.FirstPeriod, cancel);
        var opening = await ReadAsync(previous, master, restated, cancel);
        var (calendar, rules) = (master.Profile.Calendar, master.Profile.Subledgers);
        var subledgers = PeriodSubledgers.Begin(previous, calendar, master.Chart, rules, opening);
        var derived = DerivedItems.Of(master.Chart, rules, subledgers);
        var activity = await ReadActivityAsync(previous, cancel, derived is null ? null : derived.Add);
        if (derived is not null)
            await ReadItemsAsync(subledgers, cancel);
        var trialBalance = TrialBalance.Of(opening.Balances, activity);
        return new(trialBalance.Closing, null, trialBalance.ResultOf(master.Chart))
        {
            OpenItems = derived is null ? null : OpenItemsFile.Of(master.Chart, subledgers),
            PriorClosingEntries = isSameYear
                ? (opening.PriorClosingEntries ?? BalanceList.Empty).Plus(trialBalance.ClosingEntries)
                : null,
        };
    }

    /// <summary>
    /// The list that the proof of a closed month has. Proofs of rules 2 have none: there the journals of the year tell.
    /// </summary>
    private async Task<BalanceList> ReadClosingEntriesAsync(
        CloseRun run,
        ProofLocation location,
        SealedManifest manifest,
        MasterData master,
        CancellationToken cancel
    )
    {
        if (run.Rules != RuleSet.V2.ToString())
            return await ReadBalancesAsync(location, manifest, BagLayout.ClosingEntries, cancel);
        var calendar = master.Profile.Calendar;
        var entries = TrialBalance.Of(BalanceList.Empty, await ReadActivityAsync(run.Period, cancel)).ClosingEntries;
        for (
            var month = run.Period;
            month > master.Profile.FirstPeriod && calendar.YearOf(month.Previous) == calendar.YearOf(run.Period);
            month = month.Previous
        )
            entries = entries.Plus(
                TrialBalance.Of(BalanceList.Empty, await ReadActivityAsync(month.Previous, cancel)).ClosingEntries
            );
        return entries;
    }

    /// <summary>The chart that the month was closed with, if another; certificates of rules 2 state none.</summary>
    private async Task<ChartOfAccounts?> ReadOtherChartAsync(
        CloseRun run,
        ProofLocation location,
        SealedManifest manifest,
        ChartOfAccounts current,
        CancellationToken cancel
    )
    {
        if (run.Rules == RuleSet.V2.ToString())
            return null;
        var bytes = await ReadFileAsync(location, manifest, BagLayout.Accounts, cancel);
        if (bytes.AsSpan().SequenceEqual(current.ToBytes()))
            return null;
        return ChartOfAccounts.FromBytes(bytes) is { IsOk: true } read ? read.Value : throw Damaged(location);
    }

    private async Task<IReadOnlyList<AccountActivity>> ReadActivityAsync(
        PeriodCode period,
        CancellationToken cancel,
        LineSplitter.LineAction? also = null
    )
    {
        var pass = new JournalPass(null, default, 0) { Also = also is null ? [] : [also] };
        await using var journal = workspace.Journals.Read(
            workspace.Tenant,
            period,
            await workspace.Journals.LengthsAsync(workspace.Tenant, period, cancel)
        );
        var read = await LineBlocks.ForEachAsync(journal, JournalPass.FoldOf, pass.Add, cancel);
        return read.IsOk
            ? pass.Fold.Activity
            : throw new InvalidDataException($"the journal of {period} cannot be read: {read.Fault}");
    }

    private async Task ReadItemsAsync(SubledgerFold subledgers, CancellationToken cancel)
    {
        var sealedNow = await workspace.Subledgers.SealAsync(workspace.Tenant, cancel);
        await using var items = workspace.Subledgers.Read(workspace.Tenant, sealedNow);
        var read = await LineSplitter.ForEachAsync(items, subledgers.Add, cancel);
        if (!read.IsOk)
            throw new InvalidDataException($"the subledgers cannot be read: {read.Fault}");
    }

    /// <summary>What the certificate binds; null where it is of rules that bound nothing.</summary>
    private async Task<OpenItemsFile?> ReadOpenItemsAsync(
        ProofLocation location,
        byte[] certificate,
        CancellationToken cancel
    )
    {
        if (JsonText.ParseObject(certificate).Value["open_items"] is not { } bound)
            return null;
        var bytes = await workspace.Proofs.ReadAsync(location, BagLayout.OpenItems, cancel) ?? throw Damaged(location);
        return OpenItemsFile.FromBytes(bytes).TryGet(out var file, out _) && file.Bound().ToString() == bound.ToString()
            ? file
            : throw Damaged(location);
    }

    /// <summary>Null where the certificate states none.</summary>
    private async Task<OpenCosts?> ReadOpenCostsAsync(
        ProofLocation location,
        SealedManifest manifest,
        byte[] certificate,
        CancellationToken cancel
    )
    {
        if (JsonText.ParseObject(certificate).Value["open_costs_sha256"] is null)
            return null;
        var bytes = await ReadFileAsync(location, manifest, BagLayout.OpenCosts, cancel);
        return OpenCosts.FromBytes(bytes) is { IsOk: true } read ? read.Value : throw Damaged(location);
    }

    private async Task<OpeningsRestatement> ReadRestatementAsync(OpeningsRestated restated, CancellationToken cancel)
    {
        var location = new ProofLocation(workspace.Tenant, restated.Adjustment, restated.ProofId);
        var proof = (await runs.LoadAsync(restated.Adjustment, cancel)).Run.Proof;
        if (proof is null || proof.ProofId != restated.ProofId)
            throw Damaged(location);
        var manifest = await ReadManifestAsync(location, proof.Manifest, cancel);
        return new(
            restated.Adjustment,
            await ReadCertificateAsync(location, restated.Certificate, cancel),
            await ReadBalancesAsync(location, manifest, BagLayout.OpeningBalances, cancel),
            await ReadBalancesAsync(location, manifest, BagLayout.ClosingBalances, cancel)
        )
        {
            Result = await ReadBalancesAsync(location, manifest, BagLayout.PeriodResult, cancel),
            Package = await ReadPackageAsync(location, restated.Certificate, cancel),
        };
    }

    internal async Task<byte[]> ReadCertificateAsync(ProofLocation location, Digest expected, CancellationToken cancel)
    {
        var certificate = await workspace.Proofs.ReadAsync(location, BagLayout.Certificate, cancel);
        return certificate is not null && Digest.Of(certificate) == expected ? certificate : throw Damaged(location);
    }

    /// <summary>The signed package that names the certificate.</summary>
    internal async Task<byte[]> ReadPackageAsync(ProofLocation location, Digest certificate, CancellationToken cancel)
    {
        var bytes = await workspace.Proofs.ReadAsync(location, BagLayout.Envelope, cancel) ?? throw Damaged(location);
        return
            CarriedPackage.FromBytes(bytes) is { IsOk: true } read && read.Value[BagLayout.Certificate] == certificate
            ? bytes
            : throw Damaged(location);
    }

    private async Task<BalanceList> ReadBalancesAsync(
        ProofLocation location,
        SealedManifest manifest,
        string file,
        CancellationToken cancel
    ) =>
        BalanceList.FromBytes(await ReadFileAsync(location, manifest, file, cancel)) is { IsOk: true } read
            ? read.Value
            : throw Damaged(location);

    /// <summary>The manifest that the chain sealed: a file that was edited since is not what was certified.</summary>
    private async Task<SealedManifest> ReadManifestAsync(
        ProofLocation location,
        Digest expected,
        CancellationToken cancel
    ) =>
        await workspace.Proofs.ReadAsync(location, BagWriter.Manifest, cancel) is { } bytes
        && SealedManifest.Read(bytes, expected) is { } manifest
            ? manifest
            : throw Damaged(location);

    private async Task<byte[]> ReadFileAsync(
        ProofLocation location,
        SealedManifest manifest,
        string file,
        CancellationToken cancel
    ) =>
        await workspace.Proofs.ReadAsync(location, file, cancel) is { } bytes && manifest.Names(file, bytes)
            ? bytes
            : throw Damaged(location);

    private static InvalidDataException Damaged(ProofLocation location) =>
        new($"the proof of {location.Period} is damaged");
}
