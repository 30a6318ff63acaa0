using Bookseal.Books.Values;
using Bookseal.Evidence;
using Bookseal.Evidence.Json;
using Bookseal.Storage.Backups;

namespace Bookseal.Closing.Tests.Backups;

/// <summary>What somebody can do to a backup who can write its folder and has no key: every list fits again.</summary>
internal static class ForgedBackup
{
    /// <summary>Leaves objects out, and changes the lines of others.</summary>
    public static async Task WriteAsync(string folder, Func<BackupObject, BackupObject?> change)
    {
        var backup = (await BackupFolder.OpenAsync(folder, default)).Value;
        List<BackupObject> objects = [.. backup.Objects.Select(change).OfType<BackupObject>()];
        foreach (var gone in backup.Objects.Where(one => objects.All(kept => kept.Path != one.Path)))
            File.Delete(BackupFolder.ObjectIn(folder, gone.Path));
        byte[] list = [.. objects.SelectMany(one => (byte[])[.. CanonicalJson.ToBytes(one.ToJson()), (byte)'\n'])];
        await File.WriteAllBytesAsync(BackupFolder.ListIn(folder), list);
        var manifest = backup.Manifest with
        {
            ObjectList = new(objects.Count, Digest.Of(list)),
            ObjectBytes = objects.Sum(one => one.Length),
        };
        await File.WriteAllBytesAsync(BackupFolder.ManifestIn(folder), manifest.ToBytes());
        File.Delete(BackupFolder.SignatureIn(folder));
    }
}
