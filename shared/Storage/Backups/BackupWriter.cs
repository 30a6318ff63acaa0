using System.Security.Cryptography;
using Bookseal.Books.Values;
using Bookseal.Storage.Files;

namespace Bookseal.Storage.Backups;

/// <summary>
/// Copies a tenant's objects and tables into a folder. What was copied and has not changed is not copied again, so that
/// the copy can be made to fit a store that is written to meanwhile.
/// </summary>
public sealed class BackupWriter(IObjectStore objects, ITableStore tables, TenantId tenant, string folder)
{
    private const int Parallelism = 8;

    private readonly SortedDictionary<string, BackupObject> _copied = new(StringComparer.Ordinal);

    public IEnumerable<BackupObject> Objects => _copied.Values;

    /// <summary>Copies a tenant's rows of a table; a later copy replaces an earlier one.</summary>
    public async Task<BackupTable> CopyTableAsync(string table, CancellationToken cancel)
    {
        var path = BackupFolder.TableIn(folder, table);
        Durable.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 128 * 1024);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0L;
        await foreach (var row in tables.QueryAsync(table, tenant.ToString(), "!", "~", cancel))
        {
            byte[] line = [.. RowLine.Encode(row), (byte)'\n'];
            hash.AppendData(line);
            await file.WriteAsync(line, cancel);
            count++;
        }

        file.Flush(flushToDisk: true);
        return new(table, new(count, Digest.FromBytes(hash.GetCurrentHash())));
    }

    /// <summary>
    /// Copies what is there and was not copied as it is now, container after container, the objects of one side by
    /// side.
    /// </summary>
    /// <param name="versions">Of sealed files, by path: the version that was sealed, whatever lies over it now.</param>
    public async Task CopyObjectsAsync(IReadOnlyDictionary<string, string> versions, CancellationToken cancel)
    {
        foreach (var container in TenantPlaces.Containers)
        {
            var listed = await objects.ListAsync(TenantPlaces.In(container, tenant), cancel);
            var paths = listed
                .Select(info => info.Path.ToString())
                .Union(versions.Keys.Where(path => path.StartsWith($"{container}/", StringComparison.Ordinal)))
                .Where(path => !TenantPlaces.IsOfRestore(ObjectPath.Of(path), tenant));
            await Parallel.ForEachAsync(
                paths,
                new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancel },
                async (path, token) =>
                    await CopyAsync(
                        versions.TryGetValue(path, out var version)
                            ? ObjectPath.Of(path).AtVersion(version)
                            : ObjectPath.Of(path),
                        token
                    )
            );
        }
    }

    /// <summary>Writes objects.ndjson; what the manifest says of it, and the sum of the objects' bytes.</summary>
    public async Task<(BackupList List, long Bytes)> WriteListAsync(CancellationToken cancel)
    {
        await using var file = new FileStream(BackupFolder.ListIn(folder), FileMode.Create, FileAccess.Write);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var copied in _copied.Values)
        {
            byte[] line = [.. CanonicalJson.ToBytes(copied.ToJson()), (byte)'\n'];
            hash.AppendData(line);
            await file.WriteAsync(line, cancel);
        }

        file.Flush(flushToDisk: true);
        return (
            new(_copied.Count, Digest.FromBytes(hash.GetCurrentHash())),
            _copied.Values.Sum(copied => copied.Length)
        );
    }

    /// <summary>The commit point: a folder without backup.json is no backup.</summary>
    /// <param name="signature">A DSSE envelope; null where there is no key to sign with.</param>
    public async Task FinishAsync(BackupManifest manifest, byte[]? signature, CancellationToken cancel)
    {
        if (signature is not null)
            await Durable.CreateAsync(BackupFolder.SignatureIn(folder), new MemoryStream(signature), cancel);
        await Durable.CreateAsync(BackupFolder.ManifestIn(folder), new MemoryStream(manifest.ToBytes()), cancel);
    }

    private async Task CopyAsync(ObjectPath path, CancellationToken cancel)
    {
        var read = await objects.InfoAsync(path, cancel);
        if (IsLanded(path, read))
            return;
        if (!read.TryGet(out var info, out var fault))
            throw new IOException($"{path} cannot be read: {fault}");
        if (IsCopied(info) is { } known)
        {
            Note(BackupObject.Of(info, known.Sha256));
            return;
        }

        var opened = await objects.ReadAsync(path, 0, info.Length, cancel);
        if (IsLanded(path, opened))
            return;
        if (!opened.TryGet(out var stream, out fault))
            throw new IOException($"{path} cannot be read: {fault}");
        await using (stream)
        {
            var (length, sha256) = await WriteAsync(BackupFolder.ObjectIn(folder, path.ToString()), stream, cancel);
            if (length != info.Length)
                throw new IOException($"{path} gave {length} of its {info.Length} bytes; it is damaged");
            Note(BackupObject.Of(info, sha256));
        }
    }

    /// <summary>
    /// A part of an import that has landed since it was listed: the journals, which are copied after it, have it.
    /// </summary>
    private static bool IsLanded<T>(ObjectPath path, Result<T> read) =>
        !read.IsOk
        && read.Fault.Code == StoreCode.NotFound
        && path.ToString().StartsWith($"{StagedPath.Container}/", StringComparison.Ordinal);

    private static async Task<(long Length, Digest Sha256)> WriteAsync(
        string path,
        Stream content,
        CancellationToken cancel
    )
    {
        Durable.CreateDirectory(Path.GetDirectoryName(path)!);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 128 * 1024);
        var buffer = new byte[128 * 1024];
        for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0; )
        {
            hash.AppendData(buffer.AsSpan(0, read));
            await file.WriteAsync(buffer.AsMemory(0, read), cancel);
        }

        file.Flush(flushToDisk: true);
        return (file.Length, Digest.FromBytes(hash.GetCurrentHash()));
    }

    /// <summary>Objects only grow: one of the same length has the same bytes.</summary>
    private BackupObject? IsCopied(ObjectInfo info)
    {
        lock (_copied)
            return _copied.TryGetValue(info.Path.ToString(), out var known) && known.Length == info.Length
                ? known
                : null;
    }

    private void Note(BackupObject copied)
    {
        lock (_copied)
            _copied[copied.Path] = copied;
    }
}
