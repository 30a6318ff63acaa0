using Bookseal.Books.Values;

namespace Bookseal.Storage.Backups;

/// <summary>
/// Where a tenant's data are: every container and table of the books. A test compares the list with the code, so that
/// nothing new stays out of a backup.
/// </summary>
public static class TenantPlaces
{
    public const string Audit = "audit";

    private const string Own = "backups";

    /// <summary>
    /// In the order in which a backup reads them. What is staged comes before the journals: of what is posted meanwhile
    /// the copy has the announcement, too, and rolls forward what it may lack.
    /// </summary>
    public static IReadOnlyList<string> Containers { get; } =
    [
        "imports",
        "books",
        "costs",
        "evidence",
        "subledgers",
        "bank",
        "payouts",
        "proofs",
        "checkpoints",
        "retention",
        "requests",
        Own,
        "journal",
    ];

    /// <summary>The chain first: what the others point to is in it.</summary>
    public static IReadOnlyList<string> Tables { get; } = [Audit, "outbox"];

    public static ObjectPath In(string container, TenantId tenant) => ObjectPath.Of(container, tenant.ToString());

    /// <summary>Every object of the tenant, container by container.</summary>
    public static async Task<IReadOnlyList<ObjectInfo>> ListAsync(
        IObjectStore objects,
        TenantId tenant,
        CancellationToken cancel
    )
    {
        var found = new List<ObjectInfo>();
        foreach (var container in Containers)
            found.AddRange(await objects.ListAsync(In(container, tenant), cancel));
        return [.. found.Where(info => !IsOfRestore(info.Path, tenant))];
    }

    /// <summary>
    /// Says that a backup is being restored here, and stays: <c>backups/{tenant}/restore-{digest}.json</c>.
    /// </summary>
    public static ObjectPath MarkerOf(TenantId tenant, Digest manifest) =>
        ObjectPath.Of("backups", tenant.ToString(), $"restore-{manifest}.json");

    /// <summary>Says that a drill restored here, <c>backups/{tenant}/restore-scratch.json</c>.</summary>
    public static ObjectPath ScratchOf(TenantId tenant) =>
        ObjectPath.Of("backups", tenant.ToString(), "restore-scratch.json");

    /// <summary>The versions that restored proofs have here, <c>backups/{tenant}/restored-versions.json</c>.</summary>
    public static ObjectPath VersionsOf(TenantId tenant) =>
        ObjectPath.Of("backups", tenant.ToString(), "restored-versions.json");

    /// <summary>What a drill has shown, under its digest.</summary>
    public static ObjectPath DrillOf(TenantId tenant, Digest checklist) =>
        ObjectPath.Of("backups", tenant.ToString(), $"drill-{checklist}.md");

    /// <summary>Of this store and of no other: a backup leaves it out.</summary>
    public static bool IsOfRestore(ObjectPath path, TenantId tenant) =>
        path.ToString().StartsWith($"{Own}/{tenant}/restore", StringComparison.Ordinal);

    public static bool IsOf(string path, TenantId tenant) =>
        path.Split('/', 3) is [var container, var owner, { Length: > 0 }]
        && Containers.Contains(container)
        && owner == tenant.ToString();
}
