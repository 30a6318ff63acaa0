using Bookseal.Books.Audit;
using Bookseal.Evidence;
using Bookseal.Evidence.Dsse;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests;

/// <summary>What a month has left behind, in a form that two worlds can be compared by: all but the random bits of signatures.</summary>
internal static class Snapshot
{
    /// <summary>The proof's files by name: bytes hashed, of the envelope its payload, of the checkpoint its text.</summary>
    public static SortedDictionary<string, string> Proof(World world)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var root = Path.Combine(world.Root, "objects", "proofs");
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(root, file);
            var bytes = File.ReadAllBytes(file);
            files[name] = Path.GetFileName(file) switch
            {
                "proof_package.json" => Digest.Of(DsseEnvelope.Parse(bytes).Value.Payload).ToString(),
                "checkpoint" => System.Text.Encoding.UTF8.GetString(bytes).Split("\n\n")[0],
                "tagmanifest-sha256.txt" => "signatures differ, and so do their digests",
                _ => Digest.Of(bytes).ToString(),
            };
        }

        return files;
    }

    /// <summary>The whole chain's events: what happened, without the hashes that depend on key ids in statements.</summary>
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

    public static string Journal(World world) => string.Concat(Directory.EnumerateFiles(Path.Combine(world.Root, "objects", "journal"), "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(File.ReadAllText));
}
