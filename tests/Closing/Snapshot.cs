using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Closing.Hosting;
using Bookseal.Evidence;
using Bookseal.Evidence.Dsse;
using Bookseal.Storage;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests;

/// <summary>
/// What a month has left behind, in a form that two worlds can be compared by: all but the random bits of signatures.
/// </summary>
internal static class Snapshot
{
    /// <summary>
    /// The proof's files by name: bytes hashed, of the envelope its payload, of the checkpoint its text.
    /// </summary>
    public static async Task<SortedDictionary<string, string>> ProofAsync(World world)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, bytes) in await ReadAsync(world, "proofs"))
        {
            files[name] = Path.GetFileName(name) switch
            {
                "proof_package.json" => Digest.Of(DsseEnvelope.Parse(bytes).Value.Payload).ToString(),
                "checkpoint" => System.Text.Encoding.UTF8.GetString(bytes).Split("\n\n")[0],
                "tagmanifest-sha256.txt" => "signatures differ, and so do their digests",
                _ => Digest.Of(bytes).ToString(),
            };
        }

        return files;
    }

    /// <summary>
    /// The whole chain's events: what happened, without the hashes that depend on key ids in statements.
    /// </summary>
    public static async Task<List<string>> EventsAsync(CloseServices services)
    {
        var events = new List<string>();
        await foreach (var (_, bytes) in services.Workspace.Audit.ReadStoredAsync(SmallBooks.Tenant, default))
        {
            var entry = AuditEntry.Decode(bytes.Span).Value;
            events.Add($"{entry.Sequence} {entry.Actor} {entry.Type} {entry.Data}");
        }

        return events;
    }

    /// <summary>The journals' lines; of one period where its folder is given.</summary>
    public static async Task<string> JournalAsync(World world, string folder = "journal") =>
        string.Concat(
            (await ReadAsync(world, folder)).Select(segment => System.Text.Encoding.UTF8.GetString(segment.Bytes))
        );

    /// <summary>Every object of a folder, in order of their names.</summary>
    private static async Task<List<(string Name, byte[] Bytes)>> ReadAsync(World world, string folder)
    {
        var (objects, read) = (world.RetriedObjects, new List<(string, byte[])>());
        foreach (var info in await objects.ListAsync(ObjectPath.Of(folder), default))
        {
            await using var stream = (await objects.ReadAsync(info.Path, 0, null, default)).Value;
            using var content = new MemoryStream();
            await stream.CopyToAsync(content);
            read.Add((info.Path.ToString()[(folder.Length + 1)..], content.ToArray()));
        }

        return read;
    }
}
