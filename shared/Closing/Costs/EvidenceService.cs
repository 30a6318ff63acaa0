using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Costs;
using Bookseal.Books.Values;
using Bookseal.Closing.Signing;
using Bookseal.Evidence.Dsse;

namespace Bookseal.Closing.Costs;

/// <summary>What somebody takes with them: files by name.</summary>
public sealed record CapturedEvidence(IReadOnlyDictionary<string, byte[]> Files, EvidenceCaptured Event);

/// <summary>
/// Makes an evidence bundle of a package: its files, a manifest with their digests, and the log key's signature of
/// that.
/// </summary>
public sealed class EvidenceService(Workspace workspace, SigningKeys keys)
{
    public const string PayloadType = "application/vnd.bookseal.evidence-manifest+json";
    private const string PackageJson = "close_package.json";
    private const string Manifest = "manifest.json";

    public async Task<CapturedEvidence> MakeAsync(CostPackage package, CancellationToken cancel)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [PackageJson] = CostPackageFormat.ToBytes(package),
            ["close_package.csv"] = CostPackageFormat.ToCsv(package),
            ["restatements.csv"] = RestatementFormat.ToCsv(package.View.Restatements),
        };
        var manifest = ManifestOf(package, files);
        var signer = (await keys.LogAsync(cancel)).Signer;
        var signature = await DsseEnvelope.SignAsync(PayloadType, manifest, signer, cancel);
        var captured = new EvidenceCaptured(
            package.Range.From,
            package.Range.To,
            package.Filter.Asked,
            package.IsReady ? "ready" : "not_ready",
            Digest.Of(files[PackageJson]),
            package.View.Integrity,
            files
                .Where(file => file.Key.EndsWith(".csv", StringComparison.Ordinal))
                .ToDictionary(file => file.Key, file => Digest.Of(file.Value)),
            Digest.Of(manifest)
        );
        files.Add(Manifest, manifest);
        files.Add("manifest.dsse.json", new DsseEnvelope(PayloadType, manifest, [signature]).ToJson());
        return new(files, captured);
    }

    /// <summary>The chain says what was taken; a bundle that it does not know is nobody's.</summary>
    public Task RecordAsync(EvidenceCaptured captured, Actor actor, CancellationToken cancel) =>
        workspace.RecordAsync(
            [
                new AuditDraft(
                    actor.Id,
                    actor.Kind,
                    EvidenceCaptured.TypeName,
                    null,
                    null,
                    captured.Manifest.ToString(),
                    captured.ToData()
                ),
            ],
            () => Task.FromResult<IReadOnlyList<Storage.TableWrite>>([]),
            cancel
        );

    private byte[] ManifestOf(CostPackage package, IReadOnlyDictionary<string, byte[]> files) =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("captured_at", Dates.Text(workspace.Clock.GetUtcNow())),
                ("end_date", Dates.Text(package.Range.To)),
                (
                    "files",
                    new JsonArray(
                        files.Select(file =>
                            JsonObject.Of(
                                ("bytes", file.Value.Length),
                                ("name", file.Key),
                                ("sha256", Digest.Of(file.Value))
                            )
                        )
                    )
                ),
                ("integrity_sha256", package.View.Integrity),
                ("log", workspace.LogOrigin),
                ("provider", package.Filter.Asked),
                ("start_date", Dates.Text(package.Range.From)),
                ("tenant_id", workspace.Tenant.ToString()),
                ("v", 1)
            )
        );
}
