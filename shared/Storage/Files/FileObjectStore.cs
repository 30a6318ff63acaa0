using System.Collections.Concurrent;

namespace Bookseal.Storage.Files;

/// <summary>
/// Objects as plain files under <c>objects/</c> that a person can read; what a file cannot say (committed length,
/// lease, retention) in a commit log beside them under <c>state/</c>. One lock file an object keeps processes apart.
/// </summary>
public sealed class FileObjectStore(string root, TimeProvider clock) : IObjectStore
{
    private readonly ConcurrentDictionary<ObjectPath, Tracked> _tracked = [];

    public string PathOf(ObjectPath path) => Path.Combine(root, "objects", path.ToString());

    public async Task<Result<ObjectInfo>> CreateAsync(ObjectPath path, Stream content, CancellationToken cancel)
    {
        using var held = await LockAsync(path, cancel);
        if (!File.Exists(PathOf(path)) && Refresh(path).Length is not null)
            Commit(path, ObjectState.Whole()); // a creator of an appendable object died half-way
        if (File.Exists(PathOf(path)) || !await Durable.CreateAsync(PathOf(path), content, cancel))
            return new Fault(StoreCode.AlreadyExists, $"{path} exists");
        return Describe(path, Refresh(path));
    }

    public async Task<Result<ObjectInfo>> CreateAppendableAsync(ObjectPath path, CancellationToken cancel)
    {
        using var held = await LockAsync(path, cancel);
        if (File.Exists(PathOf(path)))
            return new Fault(StoreCode.AlreadyExists, $"{path} exists");
        // The length first, then the file: an object that exists has its committed length.
        var state = Refresh(path);
        if (state.Length is null)
            Commit(path, ObjectState.Appended(0, 0));
        await Durable.CreateAsync(PathOf(path), Stream.Null, cancel);
        return Describe(path, Refresh(path));
    }

    public async Task<Result<long>> AppendAsync(
        ObjectPath path,
        long position,
        ReadOnlyMemory<byte> block,
        Guid? lease,
        CancellationToken cancel
    )
    {
        if (block.Length > Limits.BatchBytes)
            return new Fault(StoreCode.BlockTooLarge, $"a block is at most {Limits.BatchBytes} bytes");
        using var held = await LockAsync(path, cancel);
        if (!File.Exists(PathOf(path)))
            return Missing(path);
        var state = Refresh(path);
        if (state.RefusesAppend(position, lease, clock.GetUtcNow()) is { } refusal)
            return refusal;
        var length = position + block.Length;
        WriteBlock(PathOf(path), position, block.Span);
        // Commit point: bytes beyond the committed length do not exist.
        Commit(path, ObjectState.Appended(length, state.Blocks + 1));
        return length;
    }

    public async Task<Result<Stream>> ReadAsync(ObjectPath path, long offset, long? length, CancellationToken cancel)
    {
        if (!(await InfoAsync(path, cancel)).TryGet(out var info, out var fault))
            return fault;
        var end = length is { } wanted && wanted < info.Length - offset ? offset + wanted : info.Length;
        var file = new FileStream(
            PathOf(path),
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            128 * 1024,
            useAsync: true
        );
        return new BoundedStream(file, Math.Min(offset, end), end);
    }

    public async Task<Result<ObjectInfo>> InfoAsync(ObjectPath path, CancellationToken cancel)
    {
        using var held = await LockAsync(path, cancel);
        return File.Exists(PathOf(path)) ? Describe(path, Refresh(path)) : Missing(path);
    }

    public async Task<IReadOnlyList<ObjectInfo>> ListAsync(ObjectPath prefix, CancellationToken cancel)
    {
        var names = FilesAt(PathOf(prefix))
            .Select(file => Path.GetRelativePath(Path.Combine(root, "objects"), file).Replace('\\', '/'))
            .Where(ObjectPath.IsGood)
            .Order(StringComparer.Ordinal);
        var infos = new List<ObjectInfo>();
        foreach (var name in names)
            if ((await InfoAsync(ObjectPath.Of(name), cancel)).TryGet(out var info, out _))
                infos.Add(info);
        return infos;
    }

    public Task<Result<ObjectInfo>> SealAsync(ObjectPath path, Guid? lease, CancellationToken cancel) =>
        ChangeAsync(path, state => state.Seal(lease), cancel);

    public Task<Result<ObjectInfo>> AcquireLeaseAsync(ObjectPath path, Guid lease, CancellationToken cancel) =>
        ChangeAsync(path, state => state.AcquireLease(lease), cancel);

    public Task<Result<ObjectInfo>> ChangeLeaseAsync(ObjectPath path, Guid from, Guid to, CancellationToken cancel) =>
        ChangeAsync(path, state => state.ChangeLease(from, to), cancel);

    public Task<Result<ObjectInfo>> ReleaseLeaseAsync(ObjectPath path, Guid lease, CancellationToken cancel) =>
        ChangeAsync(path, state => state.ReleaseLease(lease), cancel);

    public Task<Result<ObjectInfo>> RetainAsync(
        ObjectPath path,
        DateTimeOffset until,
        RetentionMode mode,
        CancellationToken cancel
    ) => ChangeAsync(path, state => state.Retain(until, mode), cancel);

    /// <summary>Applies a change of an object's state under its lock.</summary>
    private async Task<Result<ObjectInfo>> ChangeAsync(
        ObjectPath path,
        Func<ObjectState, Result<byte[]?>> decide,
        CancellationToken cancel
    )
    {
        using var held = await LockAsync(path, cancel);
        if (!File.Exists(PathOf(path)))
            return Missing(path);
        if (!decide(Refresh(path)).TryGet(out var commit, out var fault))
            return fault;
        if (commit is not null)
            Commit(path, commit);
        return Describe(path, Refresh(path));
    }

    private static void WriteBlock(string file, long position, ReadOnlySpan<byte> block)
    {
        using var handle = File.OpenHandle(
            file,
            FileMode.Open,
            FileAccess.Write,
            FileShare.ReadWrite | FileShare.Delete
        );
        if (RandomAccess.GetLength(handle) < position)
            throw new InvalidDataException($"{file} is shorter than what was committed to it");
        RandomAccess.SetLength(handle, position); // what lies beyond was never committed
        RandomAccess.Write(handle, block, position);
        RandomAccess.FlushToDisk(handle);
    }

    private Task<FileLock> LockAsync(ObjectPath path, CancellationToken cancel) =>
        FileLock.AcquireAsync(Path.Combine(root, "state", path + ".lock"), cancel);

    private Tracked Track(ObjectPath path) =>
        _tracked.GetOrAdd(
            path,
            name => new(new CommitLog(Path.Combine(root, "state", name + ".log")), new ObjectState(name))
        );

    private ObjectState Refresh(ObjectPath path)
    {
        var tracked = Track(path);
        tracked.Log.Replay(tracked.State.Apply);
        return tracked.State;
    }

    private void Commit(ObjectPath path, byte[] commit)
    {
        var tracked = Track(path);
        tracked.Log.Append(commit);
        tracked.State.Apply(commit);
    }

    private ObjectInfo Describe(ObjectPath path, ObjectState state) =>
        new(path, state.Length ?? new FileInfo(PathOf(path)).Length, state.Blocks, state.IsLeased)
        {
            IsSealed = state.IsSealed,
            RetainUntil = state.RetainUntil,
            Retention = state.Retention,
        };

    /// <summary>The files of a prefix that may be an object's whole name, a folder or nothing.</summary>
    private static IEnumerable<string> FilesAt(string start)
    {
        if (File.Exists(start))
            return [start];
        return Directory.Exists(start) ? Directory.EnumerateFiles(start, "*", SearchOption.AllDirectories) : [];
    }

    private static Fault Missing(ObjectPath path) => new(StoreCode.NotFound, $"{path} does not exist");

    private sealed record Tracked(CommitLog Log, ObjectState State);
}
