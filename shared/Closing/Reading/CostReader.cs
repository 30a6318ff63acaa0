using System.Security.Cryptography;
using Bookseal.Books.Costs;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Evidence;
using Bookseal.Storage.Audit;

namespace Bookseal.Closing.Reading;

/// <summary>Reads the costs of a period: as they are now, or as its run has sealed them.</summary>
internal sealed class CostReader(Workspace workspace)
{
    /// <summary>What the period has taken in by now; null where that is nothing.</summary>
    public async Task<CostFold?> ReadNowAsync(PeriodCode period, CancellationToken cancel)
    {
        if (period.IsAdjustment)
            return null;
        var (ledger, range) = (await workspace.ReadCostsAsync(cancel), CostRange.Of(period));
        if (!ledger.Batches.Any(batch => CostLines.IsOf(batch, range)))
            return null;
        var fold = new CostFold(range, CostFilter.All, await workspace.ReadCostSettingsAsync(cancel));
        await CostLines.ForEachAsync(workspace, ledger, range, fold.Add, cancel);
        return fold;
    }

    /// <summary>What the run has sealed; null where it took none in.</summary>
    public async Task<CostFold?> ReadSealedAsync(CloseRun run, CancellationToken cancel, CostFilter? filter = null)
    {
        if (run.Costs is not { } closed)
            return null;
        var settings = await workspace.CostSettings.ReadAsync(workspace.Tenant, closed.Settings, cancel);
        var fold = new CostFold(CostRange.Of(run.Period), filter ?? CostFilter.All, settings);
        await using var lines = await workspace.Costs.OpenSealedAsync(workspace.Tenant, closed, cancel);
        await using var hashing = new DigestingStream(lines);
        var read = await LineSplitter.ForEachAsync(hashing, fold.Add, cancel);
        return read.IsOk && hashing.Sha256 == closed.Sha256
            ? fold
            : throw new InvalidDataException($"the sealed costs of {run.Period} cannot be read, or were changed");
    }

    /// <summary>
    /// Keeps the lines that the close is of as an object that is named by their digest, before the chain names it. Null
    /// where the period took none in.
    /// </summary>
    /// <exception cref="ChainRefusedException">The row of costs is not what the chain says.</exception>
    public async Task<CostsClosed?> SealAsync(PeriodCode period, CancellationToken cancel)
    {
        if (period.IsAdjustment)
            return null;
        var (ledger, range) = (await NamedCosts.ReadAsync(workspace, cancel), CostRange.Of(period));
        if (!ledger.Batches.Any(batch => CostLines.IsOf(batch, range)))
            return null;
        var settings = await workspace.ReadCostSettingsAsync(cancel);
        // Costs may be larger than memory, and a name that follows from content is known at its end.
        await using var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            new FileStreamOptions
            {
                Access = FileAccess.ReadWrite,
                Mode = FileMode.CreateNew,
                Options = FileOptions.DeleteOnClose,
            }
        );
        var lines = 0L;
        await CostLines.ForEachAsync(
            workspace,
            ledger,
            range,
            line =>
            {
                lines++;
                file.Write(line);
                file.WriteByte((byte)'\n');
            },
            cancel
        );
        file.Position = 0;
        var sha256 = Digest.FromBytes(await SHA256.HashDataAsync(file, cancel));
        file.Position = 0;
        var closed = new CostsClosed(PersonId.System, ledger.Sha256, sha256, file.Length, lines, settings.Sha256);
        await workspace.CostSettings.WriteAsync(workspace.Tenant, settings, cancel);
        await workspace.Costs.WriteSealedAsync(workspace.Tenant, closed, file, cancel);
        return closed;
    }
}
