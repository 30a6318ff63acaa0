using System.Text;
using Bookseal.Books.Values;

namespace Bookseal.Cli.Sessions;

/// <summary>
/// What is remembered of one books directory and tenant, in the user's state folder: nothing is written into the books
/// directory, which may be under version control, or another user's.
/// </summary>
/// <param name="Path">In the folder of its kind, by a digest of tenant and directory.</param>
internal sealed record StateFile(string Path)
{
    /// <summary>A tenant has no line feed, so that no two pairs have the same text.</summary>
    /// <param name="books">The books directory's real path.</param>
    public static StateFile Of(string stateFolder, string kind, string books, TenantId tenant) =>
        new(
            System.IO.Path.Combine(stateFolder, kind, $"{Digest.Of(Encoding.UTF8.GetBytes($"{tenant}\n{books}"))}.json")
        );

    /// <summary>Null where there is none; a fault where it is no JSON object.</summary>
    public Result<JsonObject>? Read()
    {
        if (!File.Exists(Path))
            return null;
        return JsonText.ParseObject(File.ReadAllBytes(Path));
    }

    /// <summary>Whole, or not at all.</summary>
    public void Write(JsonObject content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var aside = $"{Path}.{Guid.NewGuid():N}";
        File.WriteAllBytes(aside, CanonicalJson.ToBytes(content));
        File.Move(aside, Path, overwrite: true);
    }
}
