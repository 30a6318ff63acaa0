using Bookseal.Books.Values;

namespace Bookseal.Storage;

/// <summary>
/// The name of an object of a staged import, <c>imports/{tenant}/{period}/{manifest}/{name}</c>. A store deletes what
/// has such a name and nothing else: no evidence, journal or proof can be named by it.
/// </summary>
public sealed record StagedPath
{
    public const string Container = "imports";

    private StagedPath(ObjectPath path) => Path = path;

    public ObjectPath Path { get; }

    /// <param name="manifest">A digest.</param>
    /// <param name="name">Without folders.</param>
    public static StagedPath Of(TenantId tenant, PeriodCode period, string manifest, string name)
    {
        if (!Digest.Parse(manifest).IsOk || name.Contains('/', StringComparison.Ordinal))
            throw new ArgumentException($"{manifest}/{name} is of no staged import", nameof(manifest));
        return new(ObjectPath.Of(Container, tenant.ToString(), period.ToString(), manifest, name));
    }

    public override string ToString() => Path.ToString();
}
