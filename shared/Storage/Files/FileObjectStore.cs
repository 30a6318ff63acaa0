using System.Collections.Concurrent;
using System.Globalization;

namespace Bookseal.Storage.Files;

/// <summary>
/// Objects as plain files under <c>objects/</c> that a person can read; what a file cannot say (committed length,
/// lease, retention) in a commit log beside them under <c>state/</c>. One lock file an object keeps writers apart;
/// readers take none, and make nothing.
/// </summary>
public sealed class FileObjectStore(string root, TimeProvider clock) : IObjectStore
{
    private readonly ConcurrentDictionary<ObjectPath, Tracked> _tracked = [];

    public string PathOf(ObjectPath path) => Path.Combine(root, "objects", path.ToString());

    public async Task<Result<ObjectInfo>> CreateAsync(ObjectPath path, Stream content, CancellationToken cancel)
    {
        using var held = await LockAsync(path, cancel);
        if (!File.Exists(PathOf(path)) && Look(path, state => state.Length) is not null)
            Commit(path, ObjectState.Whole()); // a creator of an appendable object died half-way
        if (File.Exists(PathOf(path)) || !await Durable.CreateAsync(PathOf(path), content, cancel))
            return new Fault(StoreCode.AlreadyExists, $"{path} exists");
        return Describe(path);
    }

    public async Task<Result<ObjectInfo>> CreateAppendableAsync(ObjectPath path, CancellationToken cancel)
    {
        using var held = await LockAsync(path, cancel);
        if (File.Exists(PathOf(path)))
            return new Fault(StoreCode.AlreadyExists, $"{path} exists");
        // The length first, then the file: an object that exists has its committed length.
        if (Look(path, state => state.Length) is null)
            Commit(path, ObjectState.Appended(0, 0));
        await Durable.CreateAsync(PathOf(path), Stream.Null, cancel);
        return Describe(path);
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
        var (refusal, blocks) = Look(
            path,
            state => (state.RefusesAppend(position, lease, clock.GetUtcNow()), state.Blocks)
        );
        if (refusal is not null)
            return refusal;
        var length = position + block.Length;
        WriteBlock(PathOf(path), position, block.Span);
        // Commit point: bytes beyond the committed length do not exist.
        Commit(path, ObjectState.Appended(length, blocks + 1));
        return length;
    }

    public async Task<Result<Stream>> ReadAsync(ObjectPath path, long offset, long? length, CancellationToken cancel)
    {
        if (!(await InfoAsync(path, cancel)).TryGet(out var info, out var fault))
            return fault;
        var end = length is { } wanted && wanted < info.Length - offset ? offset + wanted : info.Length;
        try
        {
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
        catch (FileNotFoundException)
        {
            return Missing(path); // staged, and deleted since
        }
    }

    public Task<Result<ObjectInfo>> InfoAsync(ObjectPath path, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        // An object that exists has its committed length: the file comes after it.
        try
        {
            return Task.FromResult<Result<ObjectInfo>>(File.Exists(PathOf(path)) ? Describe(path) : Missing(path));
        }
        catch (FileNotFoundException)
        {
            return Task.FromResult<Result<ObjectInfo>>(Missing(path)); // staged, and deleted since
        }
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
        ChangeAsync(path, state => state.Seal(lease), cancel, cutsTail: true);

    public Task<Result<ObjectInfo>> AcquireLeaseAsync(ObjectPath path, Guid lease, CancellationToken cancel) =>
        ChangeAsync(path, state => state.AcquireLease(lease), cancel, cutsTail: true);

    public Task<Result<ObjectInfo>> ChangeLeaseAsync(ObjectPath path, Guid from, Guid to, CancellationToken cancel) =>
        ChangeAsync(path, state => state.ChangeLease(from, to), cancel, cutsTail: true);

    public Task<Result<ObjectInfo>> ReleaseLeaseAsync(ObjectPath path, Guid lease, CancellationToken cancel) =>
        ChangeAsync(path, state => state.ReleaseLease(lease), cancel);

    public Task<Result<ObjectInfo>> RetainAsync(
        ObjectPath path,
        DateTimeOffset until,
        RetentionMode mode,
        CancellationToken cancel
    ) => ChangeAsync(path, state => state.Retain(until, mode), cancel);

    /// <summary>Nothing waits until it is on the disk: what comes back after a power cut is deleted again.</summary>
    public async Task<Result<bool>> DeleteStagedAsync(StagedPath path, CancellationToken cancel)
    {
        using var held = await LockAsync(path.Path, cancel);
        if (!File.Exists(PathOf(path.Path)))
            return false;
        if (Look(path.Path, state => state.RefusesDelete(clock.GetUtcNow())) is { } refusal)
            return refusal;
        File.Delete(PathOf(path.Path));
        return true;
    }

    /// <summary>Applies a change of an object's state under its lock.</summary>
    /// <param name="cutsTail">
    /// What a poster that died has left behind the committed length goes: what stands there under a lease or a seal was
    /// written around the store.
    /// </param>
    private async Task<Result<ObjectInfo>> ChangeAsync(
        ObjectPath path,
        Func<ObjectState, Result<byte[]?>> decide,
        CancellationToken cancel,
        bool cutsTail = false
    )
    {
        using var held = await LockAsync(path, cancel);
        if (!File.Exists(PathOf(path)))
            return Missing(path);
        if (!Look(path, decide).TryGet(out var commit, out var fault))
            return fault;
        if (commit is not null && cutsTail && Look(path, state => state.Length) is { } length)
            CutTail(PathOf(path), length);
        if (commit is not null)
            Commit(path, commit);
        return Describe(path);
    }

    private static void CutTail(string file, long length)
    {
        if (new FileInfo(file).Length <= length)
            return;
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        RandomAccess.SetLength(handle, length);
        RandomAccess.FlushToDisk(handle);
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

    /// <summary>Looks at an object's state as it is now; one thread of this process at a time.</summary>
    private T Look<T>(ObjectPath path, Func<ObjectState, T> look)
    {
        var tracked = Track(path);
        lock (tracked)
        {
            tracked.Log.Replay(tracked.State.Apply);
            return look(tracked.State);
        }
    }

    private void Commit(ObjectPath path, byte[] commit)
    {
        var tracked = Track(path);
        lock (tracked)
        {
            tracked.Log.Append(commit);
            tracked.State.Apply(commit);
        }
    }

    private ObjectInfo Describe(ObjectPath path) =>
        Look(
            path,
            state =>
            {
                var file = new FileInfo(PathOf(path));
                var length = state.Length ?? file.Length;
                return new ObjectInfo(path, length, state.Blocks, state.IsLeased)
                {
                    Mark = file.LastWriteTimeUtc.Ticks.ToString(CultureInfo.InvariantCulture),
                    IsSealed = state.IsSealed,
                    Lease = state.Lease,
                    RetainUntil = state.RetainUntil,
                    Retention = state.Retention,
                    UncommittedBytes = Math.Max(0, file.Length - length),
                };
            }
        );

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
