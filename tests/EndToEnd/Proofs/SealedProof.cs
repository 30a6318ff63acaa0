using Bookseal.Books.Proof.Trust;
using Bookseal.EndToEnd.Tests.Programs;
using Bookseal.Evidence.Signing;

namespace Bookseal.EndToEnd.Tests.Proofs;

/// <summary>
/// A proof package as <c>bookseal close</c> left it, with the company's trust and, for forgers, the keys on its
/// machine.
/// </summary>
/// <param name="Folder">The bag.</param>
/// <param name="Result">What the close printed.</param>
internal sealed record SealedProof(
    string Folder,
    JsonObject Result,
    TrustPolicy Trust,
    string TrustFile,
    LocalSigner CertifierKey,
    LocalSigner LogKey
)
{
    private readonly MemoryBag _bag = MemoryBag.Load(Folder);

    /// <summary>A copy of its own for every test.</summary>
    public MemoryBag Bag() => _bag.Copy();

    public byte[] Read(string path) => _bag.Files[path];

    public JsonObject Json(string path) => JsonText.ParseObject(Read(path)).Value;

    /// <summary>
    /// Collects a finished close: writes trust.json beside the data, and reads the keys where <c>keys list</c> says
    /// that they lie.
    /// </summary>
    public static async Task<SealedProof> OfAsync(string folder, string data, string books, ProgramResult closed)
    {
        string[] common = [books, "--data", data];
        var trust = (await ProgramRunner.BooksealAsync(folder, ["keys", "trust", .. common])).Exits(0).Output;
        var trustFile = Path.Combine(folder, "trust.json");
        await File.WriteAllTextAsync(trustFile, trust);
        var listed = (await ProgramRunner.BooksealAsync(folder, ["keys", "list", .. common, "--json"])).Exits(0).Json;
        var parsed = TrustPolicy.FromBytes(System.Text.Encoding.UTF8.GetBytes(trust)).Value;
        return new(
            closed.Text("bag"),
            closed.Json,
            parsed,
            trustFile,
            KeyOf(listed, closed.Text("certified_by")),
            KeyOf(listed, "log")
        );
    }

    private static LocalSigner KeyOf(JsonObject listed, string name)
    {
        var key = ((JsonArray)listed["keys"]!)
            .Items.Cast<JsonObject>()
            .Single(item => ((JsonString)item["name"]!).Value == name);
        return LocalSigner.FromPem(File.ReadAllText(((JsonString)key["path"]!).Value)).Value;
    }
}
