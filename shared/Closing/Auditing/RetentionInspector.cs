using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Proof.Intervals;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Storage;
using Bookseal.Storage.Proofs;

namespace Bookseal.Closing.Auditing;

/// <summary>
/// Reads back mode, expiry and version of every file of every sealed proof, and records in the audit chain what was
/// read.
/// </summary>
public sealed class RetentionInspector(Workspace workspace)
{
    public const string EventType = "retention_read/1";

    public async Task<RetentionReport> ReadAsync(CancellationToken cancel)
    {
        var (objects, findings) = (new List<ObjectInfo>(), new List<Fault>());
        var profile = (await workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out _)
            ? master.Profile
            : null;
        foreach (var (location, manifest, period) in await FindProofsAsync(cancel))
        {
            var infos = await workspace.Retention.ReadAsync(location, manifest, cancel);
            var until = profile?.Retention.EndOf(period, profile.Calendar) ?? DateTimeOffset.MaxValue;
            foreach (var read in infos)
            {
                if (read.TryGet(out var info, out var fault))
                    objects.Add(info);
                if (
                    (fault is null ? Judge(info!, until) : new Fault("RETENTION_FILE_MISSING", fault.Message)) is
                    { } finding
                )
                    findings.Add(finding);
            }
        }

        var report = new RetentionReport(workspace.Clock.GetUtcNow(), !workspace.RetainsObjects, objects, findings);
        await RecordAsync(report, cancel);
        return report;
    }

    /// <param name="until">The end of what the company wants. After that nothing has to be kept.</param>
    private Fault? Judge(ObjectInfo info, DateTimeOffset until)
    {
        if (info.IsSuperseded)
            return new("RETENTION_SUPERSEDED", $"{info.Path} has a newer version than the sealed one");
        var isKept =
            info.HasLegalHold
            || until <= workspace.Clock.GetUtcNow()
            || (info.Retention != RetentionMode.None && info.RetainUntil >= until);
        return isKept || !workspace.RetainsObjects
            ? null
            : new("RETENTION_MISSING", $"{info.Path} is not kept from change until {until:R}");
    }

    private async Task<List<SealedFolder>> FindProofsAsync(CancellationToken cancel)
    {
        var proofs = new List<SealedFolder>();
        await foreach (var (_, bytes) in workspace.Audit.ReadStoredAsync(workspace.Tenant, cancel))
            if (AuditEntry.Decode(bytes.Span).TryGet(out var entry, out _) && Find(entry) is { } proof)
                proofs.Add(proof);
        return proofs;
    }

    /// <summary>Of a close, or of an interval, which is kept as long as the month that it ends in.</summary>
    private SealedFolder? Find(AuditEntry entry)
    {
        if (
            entry is { Type: ProofSealed.TypeName, Period: { } period }
            && RunEventCodec.Read(entry.Type, entry.Actor, entry.Data) is { IsOk: true, Value: ProofSealed proof }
        )
            return new(ProofLocation.Of(workspace.Tenant, period, proof), proof.Manifest, period);
        if (
            entry.Type == ExportIntended.SealedTypeName
            && ExportSealed.FromData(entry.Data).TryGet(out var export, out _)
        )
            return new(
                new IntervalLocation(workspace.Tenant, export.Export, export.Versions),
                export.Manifest,
                PeriodCode.Of(export.Interval.To)
            );
        return null;
    }

    /// <param name="Period">Whose fiscal year's end its retention counts from.</param>
    private sealed record SealedFolder(BagLocation Location, Digest Manifest, PeriodCode Period);

    /// <summary>
    /// The chain takes counts and the digest; the list itself, which grows with the years, is an object.
    /// </summary>
    private async Task RecordAsync(RetentionReport report, CancellationToken cancel)
    {
        var digest = await workspace.Retention.WriteReportAsync(workspace.Tenant, report.ToJson(), cancel);
        var data = JsonObject.Of(
            ("development", report.IsDevelopment),
            ("findings", report.Findings.Count),
            ("first_expiry", report.FirstExpiry is { } expiry ? Dates.Text(expiry) : null),
            ("objects", report.Objects.Count),
            ("report_sha256", digest)
        );
        var draft = new AuditDraft(PersonId.System, Actor.Agent.Kind, EventType, null, null, digest.ToString(), data);
        await workspace.RecordAsync([draft], () => Task.FromResult<IReadOnlyList<TableWrite>>([]), cancel);
    }
}

/// <summary>How the store keeps the files of sealed proofs, as it said when asked.</summary>
/// <param name="Findings">Files that are gone, superseded, or not retained.</param>
public sealed record RetentionReport(
    DateTimeOffset ReadAt,
    bool IsDevelopment,
    IReadOnlyList<ObjectInfo> Objects,
    IReadOnlyList<Fault> Findings
)
{
    public bool IsGood => Findings.Count == 0;

    /// <summary>When the first of them is no longer kept; null without any policy.</summary>
    public DateTimeOffset? FirstExpiry => Objects.Min(info => info.RetainUntil);

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("development", IsDevelopment),
            (
                "findings",
                new JsonArray(Findings.Select(fault => JsonObject.Of(("code", fault.Code), ("message", fault.Message))))
            ),
            ("objects", new JsonArray(Objects.Select(ToJson))),
            ("read_at", Dates.Text(ReadAt))
        );

    private static JsonObject ToJson(ObjectInfo info) =>
        JsonObject.Of(
            ("legal_hold", info.HasLegalHold),
            ("mode", info.Retention.ToString().ToLowerInvariant()),
            ("path", info.Path.ToString()),
            ("retain_until", info.RetainUntil is { } until ? Dates.Text(until) : null),
            ("superseded", info.IsSuperseded),
            ("version", info.Version)
        );
}
