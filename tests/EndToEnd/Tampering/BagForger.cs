using System.Text;
using System.Text.RegularExpressions;
using Bookseal.Books.Proof;
using Bookseal.EndToEnd.Tests.Proofs;
using Bookseal.Evidence.BagIt;
using Bookseal.Evidence.Dsse;
using Bookseal.Evidence.InToto;
using Bookseal.Evidence.Notes;
using Bookseal.Evidence.Signing;

namespace Bookseal.EndToEnd.Tests.Tampering;

/// <summary>
/// An insider with the certifier's private key: edits a good bag, then redoes all that this key can redo, which is
/// manifest, statement with predicate, signature, Payload-Oxum and tag manifest. What it cannot redo is the checkpoint,
/// which the log signs.
/// </summary>
internal sealed partial class BagForger(SealedProof proof)
{
    private readonly MemoryBag _bag = proof.Bag();

    public SealedProof Proof { get; } = proof;

    public SortedDictionary<string, byte[]> Files => _bag.Files;

    /// <summary>Who signs the envelope; the certifier unless a test says otherwise.</summary>
    public IReadOnlyList<ISigner> Signers { get; set; } = [proof.CertifierKey];

    /// <summary>A last change to the statement before it is signed.</summary>
    public Func<Statement, Statement> Statement { get; set; } = statement => statement;

    public string PayloadType { get; set; } = Evidence.InToto.Statement.PayloadType;

    public void Put(string path, string content) => Files[path] = Encoding.UTF8.GetBytes(content);

    public string Text(string path) => Encoding.UTF8.GetString(Files[path]);

    /// <summary>
    /// Replaces the first occurrence, which must exist: a forgery that changes nothing tests nothing.
    /// </summary>
    public void Replace(string path, string part, string instead)
    {
        var text = Text(path);
        var at = text.IndexOf(part, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{part}' is not in {path}");
        Put(path, text[..at] + instead + text[(at + part.Length)..]);
    }

    /// <summary>Edits the lines of an NDJSON file.</summary>
    public void EditLines(string path, Action<List<string>> edit)
    {
        var lines = Text(path).Split('\n')[..^1].ToList();
        edit(lines);
        Put(path, string.Concat(lines.Select(line => line + "\n")));
    }

    public void EditJson(string path, Func<JsonObject, JsonObject> edit) =>
        Files[path] = CanonicalJson.ToBytes(edit(JsonText.ParseObject(Files[path]).Value));

    /// <summary>
    /// Puts the checkpoint that fits the audit slice in the bag, signed by whoever, and a consistency file with the
    /// root that the log now had at the previous close.
    /// </summary>
    public async Task SignCheckpointAsync(ISigner signer)
    {
        var slice = PayloadForger.ReadSlice(this);
        Files[BagLayout.Consistency] = ChainForger
            .Consistency(ConsistencyFile.FromBytes(Files[BagLayout.Consistency]).Value, slice)
            .ToBytes();
        var checkpoint = new Checkpoint(Proof.Trust.LogOrigin, slice.Size, slice.Root);
        Files[BagLayout.Checkpoint] = (
            await SignedNote.SignAsync(checkpoint.ToText(), checkpoint.Origin, signer, CancellationToken.None)
        ).ToBytes();
    }

    /// <summary>Manifest, statement, signatures and tag files over whatever the files hold now.</summary>
    public async Task<MemoryBag> SealAsync()
    {
        var digests = Payload().ToDictionary(file => file.Key, file => Digest.Of(file.Value));
        Files[BagWriter.Manifest] = BagManifest.Write(digests);
        var statement = Statement(StatementOf(digests)).ToJson();
        var signatures = new List<DsseSignature>();
        foreach (var signer in Signers)
            signatures.Add(await DsseEnvelope.SignAsync(PayloadType, statement, signer, CancellationToken.None));
        Files[BagLayout.Envelope] = new DsseEnvelope(PayloadType, statement, signatures).ToJson();
        return RewriteTags();
    }

    /// <summary>Payload-Oxum and tag manifest alone: what anybody can redo, without a key.</summary>
    public MemoryBag RewriteTags()
    {
        var oxum = BagWriter.PayloadOxum(Payload().Select(file => (long)file.Value.Length));
        Files[BagWriter.Info] = Encoding.Latin1.GetBytes(
            OxumLine().Replace(Encoding.Latin1.GetString(Files[BagWriter.Info]), $"Payload-Oxum: {oxum}")
        );
        var tags = Files
            .Where(file => !IsPayload(file.Key) && file.Key != BagWriter.TagManifest)
            .Select(file => KeyValuePair.Create(file.Key, Digest.Of(file.Value)));
        Files[BagWriter.TagManifest] = BagManifest.Write(tags.ToList());
        return _bag;
    }

    private Statement StatementOf(Dictionary<string, Digest> digests)
    {
        var certificate = JsonText.ParseObject(Files.GetValueOrDefault(BagLayout.Certificate));
        var guards = JsonText.Parse(Files.GetValueOrDefault(BagLayout.Guards));
        var checkpoint = SignedNote
            .Parse(Files.GetValueOrDefault(BagLayout.Checkpoint))
            .Then(note => Checkpoint.Parse(note.Text));
        if (certificate.IsOk && guards.IsOk && checkpoint.IsOk)
            return ProofStatement.Of(
                Files[BagWriter.Manifest],
                digests,
                certificate.Value,
                guards.Value,
                checkpoint.Value
            );

        // What no longer parses cannot be put into a predicate: the old one stays, with the new subjects.
        var old = Evidence
            .InToto.Statement.Parse(DsseEnvelope.Parse(Proof.Read(BagLayout.Envelope)).Value.Payload)
            .Value;
        var fresh = ProofStatement.Of(
            Files[BagWriter.Manifest],
            digests,
            JsonObject.Of(),
            JsonNull.Instance,
            new("none", 0, default)
        );
        return fresh with { Predicate = old.Predicate };
    }

    private IEnumerable<KeyValuePair<string, byte[]>> Payload() => Files.Where(file => IsPayload(file.Key));

    private static bool IsPayload(string path) => path.StartsWith("data/", StringComparison.Ordinal);

    [GeneratedRegex("(?<=^|\n)Payload-Oxum: .*")]
    private static partial Regex OxumLine();
}
