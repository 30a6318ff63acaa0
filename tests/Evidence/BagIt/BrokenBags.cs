using System.Security.Cryptography;
using System.Text;
using Bookseal.Evidence.BagIt;

namespace Bookseal.Evidence.Tests.BagIt;

/// <summary>One way each to spoil a valid bag.</summary>
internal static class BrokenBags
{
    private const string Manifest = "manifest-sha256.txt";
    private const string TagManifest = "tagmanifest-sha256.txt";
    private static readonly string Zeros = new('0', 64);

    public static readonly IReadOnlyDictionary<string, Action<MemoryBag>> All = new Dictionary<
        string,
        Action<MemoryBag>
    >
    {
        ["listing fails"] = bag => bag.ListFault = new("LINK_FOUND", "a link"),
        ["payload file missing"] = bag => bag.Files.Remove("data/a.txt"),
        ["payload file unlisted"] = bag => bag.Put("data/c.txt", "gamma"),
        ["payload byte changed"] = bag => bag.Put("data/a.txt", "alphb"),
        ["payload file longer"] = bag => bag.Put("data/a.txt", "alpha!"),
        ["tag file missing"] = bag => bag.Files.Remove("bag-info.txt"),
        ["tag file changed"] = bag => bag.Replace("bag-info.txt", "Example", "Exemple"),
        ["manifest changed"] = bag => bag.Replace(Manifest, "  data/a.txt", "   data/a.txt"),
        ["oxum octets wrong"] = bag => Info(bag, "Payload-Oxum: 9.2", "Payload-Oxum: 8.2"),
        ["oxum count wrong"] = bag => Info(bag, "Payload-Oxum: 9.2", "payload-oxum: 9.3"),
        ["fetch.txt"] = bag => bag.Put("fetch.txt", "https://example.com/a.txt 5 data/a.txt\n"),
        ["no declaration"] = bag => Untagged(bag, "bagit.txt"),
        ["declaration of another version"] = bag =>
            Declare(bag, "BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n"),
        ["declaration in another encoding"] = bag =>
            Declare(bag, "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-16\n"),
        ["declaration with a third line"] = bag =>
            Declare(bag, "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\nx: y\n"),
        ["declaration in another order"] = bag =>
            Declare(bag, "Tag-File-Character-Encoding: UTF-8\nBagIt-Version: 1.0\n"),
        ["declaration empty"] = bag => Declare(bag, ""),
        ["no payload manifest"] = bag => Untagged(bag, Manifest),
        ["unknown algorithm"] = bag => bag.Put("manifest-md5.txt", "d41d8cd98f00b204e9800998ecf8427e  data/a.txt\n"),
        ["unknown tag algorithm"] = bag => bag.Put("tagmanifest-sha1.txt", ""),
        ["manifest line twice"] = bag => Append(bag, Manifest, bag.Read(Manifest).Split('\n')[0]),
        ["manifest path twice"] = bag => Append(bag, Manifest, $"{Zeros}  data/a.txt"),
        ["manifest line without path"] = bag => Append(bag, Manifest, Zeros),
        ["manifest checksum short"] = bag => Append(bag, Manifest, $"{Zeros[1..]}  data/c.txt"),
        ["manifest checksum no hex"] = bag => Append(bag, Manifest, $"{Zeros[1..]}g  data/c.txt"),
        ["manifest lists a tag file"] = bag => Append(bag, Manifest, $"{Digest.Of(bag.Files["bagit.txt"])}  bagit.txt"),
        ["manifest lists one more"] = bag => Append(bag, Manifest, $"{Zeros}  data/c.txt"),
        ["tagmanifest lists payload"] = bag => Append(bag, TagManifest, $"{Digest.Of("alpha"u8)}  data/a.txt"),
        ["tagmanifest line twice"] = bag => Append(bag, TagManifest, bag.Read(TagManifest).Split('\n')[0]),
        ["sha512 wrong"] = bag => AddSha512(bag, "alphb"),
        ["sha512 does not list all"] = bag => bag.Put("manifest-sha512.txt", $"{Sha512("alpha")}  data/a.txt\n"),
        ["tag sha512 wrong"] = bag => bag.Put("tagmanifest-sha512.txt", $"{Sha512("x")}  bagit.txt\n"),
        ["names differ by case"] = bag => Replace(bag, MemoryBag.Valid(("data/a.txt", "x"), ("data/A.TXT", "x"))),
        ["folders differ by case"] = bag => Replace(bag, MemoryBag.Valid(("data/s/a.txt", "x"), ("data/S/a.txt", "x"))),
        ["unsafe name in the bag"] = bag => Replace(bag, MemoryBag.Valid(("data/NUL", "x"))),
        ["line break in a name"] = bag => Replace(bag, MemoryBag.Valid(("data/a\nb", "x"))),
        ["tag file too large"] = bag => bag.ClaimLength("bag-info.txt", Limits.TagFileBytes + 1L),
    };

    public static void AddSha512(MemoryBag bag, string alpha)
    {
        bag.Put(
            "manifest-sha512.txt",
            $"{Sha512(alpha)}  data/a.txt\n{Sha512("beta").ToUpperInvariant()}\tdata/sub/b.txt\n"
        );
        bag.RewriteTagManifest();
    }

    public static string Sha512(string content) =>
        Convert.ToHexStringLower(SHA512.HashData(Encoding.UTF8.GetBytes(content)));

    private static void Append(MemoryBag bag, string path, string line)
    {
        bag.Put(path, bag.Read(path) + line + "\n");
        if (path == Manifest)
            bag.RewriteTagManifest();
    }

    private static void Info(MemoryBag bag, string part, string instead)
    {
        bag.Replace("bag-info.txt", part, instead);
        bag.RewriteTagManifest();
    }

    private static void Declare(MemoryBag bag, string text)
    {
        bag.Put("bagit.txt", text);
        bag.RewriteTagManifest();
    }

    private static void Untagged(MemoryBag bag, string path)
    {
        bag.Files.Remove(path);
        bag.RewriteTagManifest();
    }

    private static void Replace(MemoryBag bag, MemoryBag other)
    {
        bag.Files.Clear();
        foreach (var (path, content) in other.Files)
            bag.Files[path] = content;
    }
}
