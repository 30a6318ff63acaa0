using Bookseal.Books.Values;

namespace Bookseal.Storage.Backups;

/// <summary>An object as a backup has it: a line of <c>objects.ndjson</c>.</summary>
/// <param name="Path">Container, tenant, name.</param>
/// <param name="IsAppendable">It grows by appends; otherwise it was created whole.</param>
public sealed record BackupObject(string Path, long Length, Digest Sha256, bool IsAppendable)
{
    public bool IsLeased { get; init; }

    /// <summary>Null where there is none, or the store does not tell it.</summary>
    public Guid? Lease { get; init; }

    public bool IsSealed { get; init; }

    public bool HasLegalHold { get; init; }

    public RetentionMode Retention { get; init; }

    public DateTimeOffset? RetainUntil { get; init; }

    /// <summary>The version that was read, where the store keeps versions.</summary>
    public string? Version { get; init; }

    public ObjectPath ObjectPath => Storage.ObjectPath.Of(Path);

    public static BackupObject Of(ObjectInfo info, Digest sha256) =>
        new(info.Path.ToString(), info.Length, sha256, IsAppendableIn(info))
        {
            IsLeased = info.IsLeased,
            Lease = info.Lease,
            IsSealed = info.IsSealed,
            HasLegalHold = info.HasLegalHold,
            Retention = info.Retention,
            RetainUntil = info.RetainUntil,
            Version = info.Version,
        };

    /// <summary>As a store would tell it.</summary>
    public ObjectInfo ToInfo() =>
        new(ObjectPath, Length, IsAppendable ? 1 : 0, IsLeased)
        {
            Lease = Lease,
            IsSealed = IsSealed,
            HasLegalHold = HasLegalHold,
            Retention = Retention,
            RetainUntil = RetainUntil,
        };

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("appendable", IsAppendable),
            ("leased", IsLeased),
            ("lease", Lease?.ToString("D")),
            ("legal_hold", HasLegalHold),
            ("length", Length),
            ("path", Path),
            ("retain_until", RetainUntil is { } until ? Dates.Text(until) : null),
            ("retention", Retention.ToString().ToLowerInvariant()),
            ("sealed", IsSealed),
            ("sha256", Sha256),
            ("version", Version)
        );

    /// <summary><c>BACKUP_INVALID</c>: also of a path that is none of the tenant's.</summary>
    public static Result<BackupObject> FromJson(JsonObject source, TenantId tenant)
    {
        var fields = new Fields(source, BackupManifest.Invalid);
        var path = fields.Text("path");
        var read = new BackupObject(
            path,
            fields.Integer("length"),
            fields.Text("sha256", Digest.Parse),
            fields.Boolean("appendable")
        )
        {
            IsLeased = fields.Boolean("leased"),
            Lease = fields.OptionalText("lease", ParseLease),
            HasLegalHold = fields.Boolean("legal_hold"),
            RetainUntil = fields.OptionalText("retain_until", Dates.ParseInstant),
            Retention = fields.Text("retention", ParseMode),
            IsSealed = fields.Boolean("sealed"),
            Version = fields.OptionalText("version"),
        };
        if (!Storage.ObjectPath.IsGood(path) || !TenantPlaces.IsOf(path, tenant))
            fields.Fail($"'{path}' is no object of {tenant}");
        if (read.Length < 0)
            fields.Fail("'length' is not negative");
        if (read.Retention != RetentionMode.None && read.RetainUntil is null)
            fields.Fail("'retain_until' is missing");
        return fields.Finish(() => read);
    }

    /// <summary>An empty one has no blocks either way: then its name tells, which is a segment's.</summary>
    private static bool IsAppendableIn(ObjectInfo info) =>
        info.Blocks > 0 || (info.Length == 0 && IsSegment(info.Path.ToString().Split('/')[^1]));

    private static bool IsSegment(string name) =>
        name.EndsWith(".ndjson", StringComparison.Ordinal)
        && name[..^7] is { Length: 5 } number
        && number.All(char.IsAsciiDigit);

    private static Result<Guid> ParseLease(string text) =>
        Guid.TryParseExact(text, "D", out var lease) ? lease : new Fault(BackupManifest.Invalid, "not a UUID");

    private static Result<RetentionMode> ParseMode(string text) =>
        text switch
        {
            "none" => RetentionMode.None,
            "unlocked" => RetentionMode.Unlocked,
            "locked" => RetentionMode.Locked,
            _ => new Fault(BackupManifest.Invalid, $"'{text}' is no mode of retention"),
        };
}
