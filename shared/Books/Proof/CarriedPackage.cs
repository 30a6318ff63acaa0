using Bookseal.Books.Ledger;
using Bookseal.Evidence.BagIt;
using Bookseal.Evidence.Dsse;
using Bookseal.Evidence.InToto;

namespace Bookseal.Books.Proof;

/// <summary>
/// The proof_package.json of an earlier close, as a later bag carries it: what the later one begins with rests on a
/// signature, and not on a loose file.
/// </summary>
public sealed record CarriedPackage(DsseEnvelope Envelope, Statement Statement, JsonObject Certificate)
{
    /// <summary>What <c>signature_added</c> says that was signed.</summary>
    public Digest StatementDigest => Digest.Of(Envelope.Payload);

    /// <summary>The digest of that bag's manifest; null where the statement does not begin with it.</summary>
    public Digest? Manifest =>
        Statement.Subjects is [{ Name: BagWriter.Manifest } manifest, ..] ? manifest.Sha256 : null;

    public Digest? this[string path] => Statement.Subjects.FirstOrDefault(subject => subject.Name == path)?.Sha256;

    /// <summary>
    /// What its certifier certified, made again from the subjects: they name every payload file, and in the
    /// certificate's place stands its body.
    /// </summary>
    public Digest PayloadDigest
    {
        get
        {
            var digests = new SortedDictionary<string, Digest>(StringComparer.Ordinal);
            foreach (var subject in Statement.Subjects.Skip(1).Where(subject => subject.Name != BagLayout.Audit))
                digests[subject.Name] = subject.Sha256;
            digests[BagLayout.Certificate] = CanonicalJson.DigestOf(Certificate.With("certification", null));
            return Digest.Of(BagManifest.Write(digests));
        }
    }

    /// <summary><c>DSSE_MALFORMED</c>, <c>STATEMENT_MALFORMED</c>.</summary>
    public static Result<CarriedPackage> FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (!DsseEnvelope.Parse(bytes).TryGet(out var envelope, out var fault))
            return fault;
        if (!Statement.Parse(envelope.Payload).TryGet(out var statement, out fault))
            return fault;
        return
            envelope.PayloadType == Statement.PayloadType
            && statement.PredicateType == BagLayout.PredicateType
            && statement.Predicate["certificate"] is JsonObject certificate
            ? new CarriedPackage(envelope, statement, certificate)
            : new Fault("STATEMENT_MALFORMED", "not the statement of a close");
    }
}
