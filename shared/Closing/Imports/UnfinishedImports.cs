using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Evidence;

namespace Bookseal.Closing.Imports;

/// <summary>
/// Imports that stopped half-way, of all months: what one had begun has to stand before the next one looks whether an
/// entry stands anywhere, since the entry may have moved to another month meanwhile. What cannot be finished now will
/// land later: no other month may take its entries until then.
/// </summary>
internal sealed class UnfinishedImports(Workspace workspace, RunStore runs, CloseDoor door)
{
    private readonly Dictionary<ShortDigest, PeriodCode> _held = [];

    public async Task FinishAsync(CancellationToken cancel)
    {
        var staged = workspace.StagedImports;
        foreach (var period in await staged.PeriodsAsync(workspace.Tenant, cancel))
            if (!await TryFinishAsync(period, cancel))
                await foreach (var key in staged.ReadPendingAsync(workspace.Tenant, period, cancel))
                    _held[key] = period;
    }

    /// <summary><c>IMPORT_UNFINISHED</c> for an entry that will land in another month.</summary>
    /// <param name="line">Of an entry that no journal has.</param>
    public Fault? Refuse(ReadOnlySpan<byte> line, PeriodCode target) =>
        _held.Count > 0 && _held.TryGetValue(EntryIds.ShortOf(line), out var month) && month != target
            ? new Fault(
                "IMPORT_UNFINISHED",
                $"entry {System.Text.Encoding.UTF8.GetString(EntryCodec.IdIn(line))} is part of an import into {month} "
                    + $"that began and did not end, and would stand there and in {target}: go on with the close of "
                    + $"{month}, or cancel it, and import again"
            )
            : null;

    /// <summary>What is wrong with it is told when the month itself is planned.</summary>
    private async Task<bool> TryFinishAsync(PeriodCode period, CancellationToken cancel)
    {
        var run = (await runs.LoadAsync(period, cancel)).Run;
        try
        {
            var lease = door.LeaseFor(run);
            var repaired = await workspace.StagedImports.RepairAsync(workspace.Tenant, period, cancel, lease);
            if (repaired.IsOk)
                return true;
            if (!PeriodFaults.RefusesAppends(repaired.Fault) || !run.IsClosed)
                return false;
            await workspace.StagedImports.AbandonAsync(workspace.Tenant, period, cancel);
            return true;
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return false;
        }
    }
}
