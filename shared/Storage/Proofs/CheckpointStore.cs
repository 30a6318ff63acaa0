using System.Globalization;
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
        foreach (var info in await objects.ListAsync(ObjectPath.Of("checkpoints", tenant.ToString()), cancel))
        {
            if (
                !long.TryParse(
                    info.Path.ToString().Split('/')[^1],
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var size
                )
            )
                continue;
            var content = (await objects.ReadBytesAsync(info.Path, cancel)).Value;
            notes.Add((size, SignedNote.Parse(content).TryGet(out var note, out _) ? note : null));
        }

        return notes;
    }

    private async Task<SignedNote> ReadAsync(ObjectPath path, CancellationToken cancel)
    {
        var note = SignedNote.Parse((await objects.ReadBytesAsync(path, cancel)).Value);
        return note.IsOk ? note.Value : throw new InvalidDataException($"{path} is damaged: {note.Fault}");
    }
}
