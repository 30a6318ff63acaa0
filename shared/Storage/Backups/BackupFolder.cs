using System.Security.Cryptography;
using Bookseal.Books.Values;
using Bookseal.Evidence;

namespace Bookseal.Storage.Backups;

/// <summary>A backup that lies in a folder, with the lists that its manifest names.</summary>
public sealed class BackupFolder
{
    private BackupFolder(
        string path,
        BackupManifest manifest,
        IReadOnlyList<BackupObject> objects,
        byte[]? signature
    ) => (Location, Manifest, Objects, Signature) = (path, manifest, objects, signature);

    public string Location { get; }

    public BackupManifest Manifest { get; }

    /// <summary>In the order of their paths.</summary>
    public IReadOnlyList<BackupObject> Objects { get; }

    /// <summary>A DSSE envelope over the manifest; null of an unsigned backup.</summary>
    public byte[]? Signature { get; }

    public static string ManifestIn(string folder) => Path.Combine(folder, "backup.json");

    public static string SignatureIn(string folder) => Path.Combine(folder, "backup.dsse.json");

    public static string ListIn(string folder) => Path.Combine(folder, "objects.ndjson");

    public static string TableIn(string folder, string table) => Path.Combine(folder, "tables", $"{table}.ndjson");

    public static string ObjectIn(string folder, string path) => Path.Combine(folder, "objects", path);

    /// <summary>
    /// Reads manifest and list. <c>BACKUP_INCOMPLETE</c> without a manifest, <c>BACKUP_INVALID</c>,
    /// <c>BACKUP_TAMPERED</c> where the list is not the one that the manifest names.
    /// </summary>
    public static async Task<Result<BackupFolder>> OpenAsync(string folder, CancellationToken cancel)
    {
        if (!File.Exists(ManifestIn(folder)))
            return new Fault(
                "BACKUP_INCOMPLETE",
                $"{folder} has no backup.json, which is written last: it is no backup, or one that was not finished"
            );
        var bytes = await PlainFile.ReadAsync(ManifestIn(folder), Limits.BackupManifestBytes, cancel);
        if (!bytes.Then(read => BackupManifest.FromBytes(read)).TryGet(out var manifest, out var fault))
            return fault;
        if (!bytes.Value.AsSpan().SequenceEqual(manifest.ToBytes()))
            return new Fault(BackupManifest.Invalid, "backup.json is not in its canonical form");
        var objects = await ReadListAsync(folder, manifest, cancel);
        if (!objects.IsOk)
            return objects.Fault;
        if (!File.Exists(SignatureIn(folder)))
            return new BackupFolder(folder, manifest, objects.Value, null);
        var signature = await PlainFile.ReadAsync(SignatureIn(folder), Limits.BackupManifestBytes * 2, cancel);
        return signature.Map(envelope => new BackupFolder(folder, manifest, objects.Value, envelope));
    }

    /// <summary>Opens an object's copy, whose digest has been or will be compared.</summary>
    public Result<FileStream> Open(BackupObject one)
    {
        var file = ObjectIn(Location, one.Path);
        return new FileInfo(file).LinkTarget is not null ? Tampered($"{one.Path} is a link") : PlainFile.Open(file);
    }

    /// <summary>
    /// What of the folder is not what its lists name: each object and table whose digest or length is another,
    /// <c>BACKUP_TAMPERED</c>, or that is gone, <c>BACKUP_FILE_MISSING</c>.
    /// </summary>
    public async Task<IReadOnlyList<Fault>> CompareAsync(CancellationToken cancel)
    {
        var faults = new List<Fault>();
        foreach (var table in Manifest.Tables)
            if (await CompareAsync(table, cancel) is { } fault)
                faults.Add(fault);
        foreach (var one in Objects)
            if (await CompareAsync(one, cancel) is { } fault)
                faults.Add(fault);
        return faults;
    }

    /// <summary>The rows of a table, in order; of a file that was compared before.</summary>
    public async Task<Result<IReadOnlyList<TableRow>>> ReadTableAsync(string table, CancellationToken cancel)
    {
        if (!PlainFile.Open(TableIn(Location, table)).TryGet(out var stream, out var fault))
            return fault;
        await using (stream)
        {
            var (rows, damaged) = (new List<TableRow>(), (Fault?)null);
            var read = await LineSplitter.ForEachAsync(
                stream,
                line =>
                {
                    if (RowLine.Decode(line).TryGet(out var row, out var unread))
                        rows.Add(row);
                    else
                        damaged ??= unread;
                },
                cancel
            );
            var isInOrder = rows.Zip(rows.Skip(1)).All(two => string.CompareOrdinal(two.First.Key, two.Second.Key) < 0);
            if (!read.IsOk || damaged is not null || !isInOrder)
                return new Fault(
                    BackupManifest.Invalid,
                    $"tables/{table}.ndjson holds what is no row, or out of order"
                );
            return rows;
        }
    }

    private static async Task<Result<IReadOnlyList<BackupObject>>> ReadListAsync(
        string folder,
        BackupManifest manifest,
        CancellationToken cancel
    )
    {
        if (!PlainFile.Open(ListIn(folder)).TryGet(out var stream, out var fault))
            return fault;
        await using (stream)
        {
            var digest = Digest.FromBytes(await SHA256.HashDataAsync(stream, cancel));
            if (digest != manifest.ObjectList.Sha256)
                return Tampered("objects.ndjson is not the one that backup.json names");
            stream.Position = 0;
            var (objects, damaged) = (new List<BackupObject>(), (Fault?)null);
            var read = await LineSplitter.ForEachAsync(stream, Add, cancel, Limits.BackupLineBytes);
            var isInOrder = objects
                .Zip(objects.Skip(1))
                .All(two => string.CompareOrdinal(two.First.Path, two.Second.Path) < 0);
            if (!read.IsOk || damaged is not null)
                return damaged ?? read.Fault;
            return isInOrder && objects.Count == manifest.ObjectList.Count
                ? objects
                : new Fault(BackupManifest.Invalid, "objects.ndjson is out of order, or has another number of lines");

            void Add(ReadOnlySpan<byte> line)
            {
                var one = JsonText.ParseObject(line).Then(source => BackupObject.FromJson(source, manifest.Tenant));
                if (one.IsOk)
                    objects.Add(one.Value);
                else
                    damaged ??= one.Fault;
            }
        }
    }

    private async Task<Fault?> CompareAsync(BackupTable table, CancellationToken cancel)
    {
        if (!PlainFile.Open(TableIn(Location, table.Name)).TryGet(out var stream, out _))
            return Missing($"tables/{table.Name}.ndjson");
        await using (stream)
            return Digest.FromBytes(await SHA256.HashDataAsync(stream, cancel)) == table.Rows.Sha256
                ? null
                : Tampered($"tables/{table.Name}.ndjson is not what was backed up");
    }

    private async Task<Fault?> CompareAsync(BackupObject one, CancellationToken cancel)
    {
        if (!Open(one).TryGet(out var stream, out var fault))
            return fault.Code == TamperedCode ? fault : Missing($"objects/{one.Path}");
        await using (stream)
            return
                stream.Length == one.Length
                && Digest.FromBytes(await SHA256.HashDataAsync(stream, cancel)) == one.Sha256
                ? null
                : Tampered($"objects/{one.Path} is not what was backed up");
    }

    public const string TamperedCode = "BACKUP_TAMPERED";

    private static Fault Tampered(string what) => new(TamperedCode, $"{what}; use another backup");

    private static Fault Missing(string what) => new("BACKUP_FILE_MISSING", $"{what} is gone; use another backup");
}
