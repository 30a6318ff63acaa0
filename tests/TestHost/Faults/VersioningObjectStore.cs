using System.Collections.Concurrent;
using System.Globalization;
using Bookseal.Evidence;
using Bookseal.Storage;

namespace Bookseal.TestHost.Faults;

/// <summary>
/// A store that keeps versions of what lies under <c>proofs</c>, as an account with blob versioning does: policies are
/// those of one version, and writing over or deleting makes a new state of the name and leaves the versions. The rest
/// is the inner store's.
/// </summary>
/// <param name="day">Of its versions' names: another store gives others.</param>
public sealed class VersioningObjectStore(IObjectStore inner, string day = "2026-02-03") : IObjectStore
{
    private readonly ConcurrentDictionary<string, List<(byte[] Content, ObjectInfo Info)>> _versions = new(
        StringComparer.Ordinal
    );
    private readonly ConcurrentDictionary<string, bool> _deleted = new(StringComparer.Ordinal);

    /// <summary>What somebody with the account's keys does: a new current version.</summary>
    public void Overwrite(ObjectPath path, byte[] content) =>
        _versions[path.ToString()]
            .Add((content, new ObjectInfo(path, content.Length, 0, false) { Version = Next(path) }));

    /// <summary>The name is gone from listings; its versions stay.</summary>
    public void Delete(ObjectPath path) => _deleted[path.ToString()] = true;

    public async Task<Result<ObjectInfo>> CreateAsync(ObjectPath path, Stream content, CancellationToken cancel)
    {
        if (!IsVersioned(path))
            return await inner.CreateAsync(path, content, cancel);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancel);
        var info = new ObjectInfo(path, bytes.Length, 0, false) { Version = Next(path) };
        return _versions.TryAdd(path.ToString(), [(bytes.ToArray(), info)])
            ? info
            : new Fault(StoreCode.AlreadyExists, $"{path} exists");
    }

    public Task<Result<ObjectInfo>> CreateAppendableAsync(ObjectPath path, CancellationToken cancel) =>
        inner.CreateAppendableAsync(path, cancel);

    public Task<Result<long>> AppendAsync(
        ObjectPath path,
        long position,
        ReadOnlyMemory<byte> block,
        Guid? lease,
        CancellationToken cancel
    ) => inner.AppendAsync(path, position, block, lease, cancel);

    public Task<Result<ObjectInfo>> SealAsync(ObjectPath path, Guid? lease, CancellationToken cancel) =>
        inner.SealAsync(path, lease, cancel);

    public Task<Result<Stream>> ReadAsync(ObjectPath path, long offset, long? length, CancellationToken cancel)
    {
        if (!IsVersioned(path))
            return inner.ReadAsync(path, offset, length, cancel);
        if (Find(path) is not { } found)
            return Task.FromResult<Result<Stream>>(Missing(path));
        var end = (int)Math.Min(found.Content.Length, length is { } wanted ? offset + wanted : found.Content.Length);
        return Task.FromResult<Result<Stream>>(new MemoryStream(found.Content[(int)offset..end]));
    }

    public Task<Result<ObjectInfo>> InfoAsync(ObjectPath path, CancellationToken cancel)
    {
        if (!IsVersioned(path))
            return inner.InfoAsync(path, cancel);
        if (Find(path) is not { } found)
            return Task.FromResult<Result<ObjectInfo>>(Missing(path));
        return Task.FromResult<Result<ObjectInfo>>(
            found.Info with
            {
                IsSuperseded = path.Version is not null && Current(path)?.Info.Version != path.Version,
            }
        );
    }

    public async Task<IReadOnlyList<ObjectInfo>> ListAsync(ObjectPath prefix, CancellationToken cancel) =>
        !IsVersioned(prefix)
            ? await inner.ListAsync(prefix, cancel)
            :
            [
                .. _versions
                    .Keys.Where(name => name.StartsWith($"{prefix}/", StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal)
                    .Select(name => Current(ObjectPath.Of(name))?.Info)
                    .OfType<ObjectInfo>(),
            ];

    public Task<Result<ObjectInfo>> AcquireLeaseAsync(ObjectPath path, Guid lease, CancellationToken cancel) =>
        inner.AcquireLeaseAsync(path, lease, cancel);

    public Task<Result<ObjectInfo>> ChangeLeaseAsync(ObjectPath path, Guid from, Guid to, CancellationToken cancel) =>
        inner.ChangeLeaseAsync(path, from, to, cancel);

    public Task<Result<ObjectInfo>> ReleaseLeaseAsync(ObjectPath path, Guid lease, CancellationToken cancel) =>
        inner.ReleaseLeaseAsync(path, lease, cancel);

    public Task<Result<ObjectInfo>> RetainAsync(
        ObjectPath path,
        DateTimeOffset until,
        RetentionMode mode,
        CancellationToken cancel
    )
    {
        if (Find(path) is not { } found)
            return Task.FromResult<Result<ObjectInfo>>(Missing(path));
        var versions = _versions[path.ToString()];
        var retained = found.Info with { RetainUntil = until, Retention = mode };
        versions[versions.IndexOf(found)] = (found.Content, retained);
        return Task.FromResult<Result<ObjectInfo>>(retained);
    }

    public Task<Result<bool>> DeleteStagedAsync(StagedPath path, CancellationToken cancel) =>
        inner.DeleteStagedAsync(path, cancel);

    private static bool IsVersioned(ObjectPath path) => path.ToString().StartsWith("proofs", StringComparison.Ordinal);

    private static Fault Missing(ObjectPath path) => new(StoreCode.NotFound, $"{path} does not exist");

    private string Next(ObjectPath path) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{day}T09:00:00.{(_versions.TryGetValue(path.ToString(), out var all) ? all.Count : 0):D7}Z"
        );

    private (byte[] Content, ObjectInfo Info)? Current(ObjectPath path) =>
        !_deleted.ContainsKey(path.ToString()) && _versions.TryGetValue(path.ToString(), out var all) ? all[^1] : null;

    private (byte[] Content, ObjectInfo Info)? Find(ObjectPath path)
    {
        if (path.Version is not { } version)
            return Current(path);
        return _versions.TryGetValue(path.ToString(), out var all) && all.Exists(one => one.Info.Version == version)
            ? all.First(one => one.Info.Version == version)
            : null;
    }
}
