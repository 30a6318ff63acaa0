using System.Text;
using Bookseal.Books.Costs;
using Bookseal.Books.Values;
using Bookseal.Import;
using Bookseal.Import.Costs;

namespace Bookseal.Closing.Costs;

/// <summary>
/// Makes the object of a batch, or takes the one that an earlier attempt left: it is compared with what the files give,
/// byte for byte, but for the time that it was recorded at, which it has from that attempt.
/// </summary>
internal sealed class CostBatchWriter(Workspace workspace, CostScan scan, IProgress<ImportProgress>? progress)
{
    private CostBatch? _written;

    /// <summary>
    /// The batch, stored whole. <c>COST_FILE_CHANGED</c>; <c>COST_OBJECT_DIFFERS</c> where what was left is not of
    /// these files.
    /// </summary>
    public async Task<Result<CostBatch>> WriteAsync(
        IReadOnlyDictionary<PeriodCode, PeriodCode> placement,
        CancellationToken cancel
    )
    {
        var name = NameOf(placement);
        if (_written?.Object == name)
            return _written; // for an attempt that another commit outran
        try
        {
            return await WriteAsync(name, placement, cancel);
        }
        catch (CostFileChangedException changed)
        {
            return new Fault("COST_FILE_CHANGED", changed.Message);
        }
    }

    private async Task<Result<CostBatch>> WriteAsync(
        Digest name,
        IReadOnlyDictionary<PeriodCode, PeriodCode> placement,
        CancellationToken cancel
    )
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(workspace.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        if (await workspace.Costs.ExistsAsync(workspace.Tenant, name, cancel))
            return await TakeAsync(name, placement, cancel);
        using var lines = Lines(now, placement);
        if (!await workspace.Costs.CreateAsync(workspace.Tenant, name, lines, cancel))
            return await TakeAsync(name, placement, cancel); // by somebody else, meanwhile
        return _written = BatchOf(name, lines, now, placement);
    }

    private async Task<Result<CostBatch>> TakeAsync(
        Digest name,
        IReadOnlyDictionary<PeriodCode, PeriodCode> placement,
        CancellationToken cancel
    )
    {
        if (await ReadTimeAsync(name, cancel) is not { } recordedAt)
            return Differs(name);
        using var lines = Lines(recordedAt, placement);
        await lines.CopyToAsync(Stream.Null, cancel);
        var batch = BatchOf(name, lines, recordedAt, placement);
        var isSame = await workspace.Costs.HasDigestAsync(workspace.Tenant, name, batch.Sha256, cancel);
        return isSame ? _written = batch : Differs(name);
    }

    private static Fault Differs(Digest name) =>
        new(
            "COST_OBJECT_DIFFERS",
            $"an unfinished import left batch {name} with other lines than these files give; say another --batch ID"
        );

    /// <summary>When the first line says that it was recorded; null where there is none.</summary>
    private async Task<DateTimeOffset?> ReadTimeAsync(Digest name, CancellationToken cancel)
    {
        await using var stored = await workspace.Costs.OpenAsync(workspace.Tenant, name, cancel);
        using var text = new StreamReader(stored, Encoding.UTF8);
        var line = await text.ReadLineAsync(cancel);
        return line is not null && CostRecord.Decode(Encoding.UTF8.GetBytes(line)).TryGet(out var record, out _)
            ? record.RecordedAt
            : null;
    }

    private CostLines Lines(DateTimeOffset recordedAt, IReadOnlyDictionary<PeriodCode, PeriodCode> placement) =>
        scan.Lines(recordedAt, placement, progress);

    private Digest NameOf(IReadOnlyDictionary<PeriodCode, PeriodCode> placement)
    {
        var late = placement.Where(pair => pair.Key != pair.Value);
        return CanonicalJson.DigestOf(
            JsonObject.Of(
                ("import", scan.Import),
                ("late", JsonObject.Of(late.Select(pair => KeyValuePair.Create($"{pair.Key}", Text(pair.Value)))))
            )
        );
    }

    private static JsonValue Text(PeriodCode period) => new JsonString(period.ToString());

    private CostBatch BatchOf(
        Digest name,
        CostLines lines,
        DateTimeOffset recordedAt,
        IReadOnlyDictionary<PeriodCode, PeriodCode> placement
    ) =>
        new(
            scan.Import,
            name,
            lines.Sha256,
            lines.Bytes,
            scan.Records,
            scan.Invoices,
            [.. scan.Batches],
            scan.BatchSequence,
            scan.FirstDay,
            scan.LastDay,
            CostImportOutcome.CountPeriods(scan, placement),
            recordedAt
        );
}
