using System.Globalization;
using System.Runtime.CompilerServices;
using Bookseal.Books.Values;
using Bookseal.Evidence.Notes;

namespace Bookseal.Storage.Proofs;

/// <summary>
/// Signed checkpoints, <c>checkpoints/{tenant}/{size}</c>, created once: two roots for one size cannot both exist.
/// </summary>
public sealed class CheckpointStore(IObjectStore objects)
{
    /// <summary>
    /// The checkpoint of this size that is stored, after storing this one if there was none. One with another root is a
    /// forked log: an exception.
    /// </summary>
    public async Task<SignedNote> WriteOnceAsync(
        TenantId tenant,
        Checkpoint checkpoint,
        SignedNote note,
        CancellationToken cancel
    )
    {
        var path = ObjectPath.Of("checkpoints", tenant.ToString(), $"{checkpoint.Size:D19}");
        var created = await objects.CreateAsync(path, new MemoryStream(note.ToBytes()), cancel);
        if (created.IsOk)
            return note;
        if (created.Fault.Code != StoreCode.AlreadyExists)
            throw new IOException($"the checkpoint cannot be stored: {created.Fault}");
        var stored = await ReadAsync(path, cancel);
        return stored.Text == checkpoint.ToText()
            ? stored
            : throw new InvalidDataException($"{path} is a checkpoint of another log: the audit chain was re-written");
    }

    /// <summary>
    /// Every stored checkpoint under the size in its name, in order of size; null where the note is damaged.
    /// </summary>
    public async Task<IReadOnlyList<(long Size, SignedNote? Note)>> ListAsync(TenantId tenant, CancellationToken cancel)
    {
        var notes = new List<(long, SignedNote?)>();
        foreach (var (size, path) in await ListPathsAsync(tenant, cancel))
            notes.Add((size, await FindAsync(path, cancel)));
        return notes;
    }

    /// <summary>The same from the largest on, each read when it is asked for.</summary>
    public async IAsyncEnumerable<(long Size, SignedNote? Note)> ReadLatestFirstAsync(
        TenantId tenant,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        foreach (var (size, path) in (await ListPathsAsync(tenant, cancel)).Reverse())
            yield return (size, await FindAsync(path, cancel));
    }

    private async Task<IReadOnlyList<(long Size, ObjectPath Path)>> ListPathsAsync(
        TenantId tenant,
        CancellationToken cancel
    )
    {
        var paths = new List<(long, ObjectPath)>();
        foreach (var info in await objects.ListAsync(ObjectPath.Of("checkpoints", tenant.ToString()), cancel))
        {
            var name = info.Path.ToString().Split('/')[^1];
            if (long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
                paths.Add((size, info.Path));
        }

        return paths;
    }

    private async Task<SignedNote?> FindAsync(ObjectPath path, CancellationToken cancel) =>
        SignedNote.Parse((await objects.ReadBytesAsync(path, cancel)).Value).TryGet(out var note, out _) ? note : null;

    private async Task<SignedNote> ReadAsync(ObjectPath path, CancellationToken cancel)
    {
        var note = SignedNote.Parse((await objects.ReadBytesAsync(path, cancel)).Value);
        return note.IsOk ? note.Value : throw new InvalidDataException($"{path} is damaged: {note.Fault}");
    }
}
