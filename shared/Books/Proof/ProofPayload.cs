using Bookseal.Books.Certificates;
using Bookseal.Books.Guards;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Evidence.BagIt;

namespace Bookseal.Books.Proof;

/// <summary>
/// The payload of a close, but for the audit slice: a pure function of the books at the fenced positions and of the run. Who seals and who verifies
/// call the same code; the verifier compares bytes.
/// </summary>
public sealed class ProofPayload
{
    private readonly CloseRun _run;
    private readonly StreamedInputs _streamed;

    private ProofPayload(CloseRun run, StreamedInputs streamed, JsonObject body, SortedDictionary<string, byte[]> files)
    {
        (_run, _streamed, Body, Files) = (run, streamed, body, files);
        Digest = PayloadDigest();
    }

    /// <summary>The certificate without its certification.</summary>
    public JsonObject Body { get; }

    /// <summary>The small files, whole, by their path in the bag.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; }

    /// <summary>What the certifier certifies: digest over the manifest of these files, with the certificate's body in the certificate's place.</summary>
    public Digest Digest { get; }

    public static ProofPayload Of(PeriodBooks books, CloseRun run, ClosePolicy policy, StreamedInputs streamed)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [BagLayout.Accounts] = books.Chart.ToBytes(),
            [BagLayout.OpeningBalances] = books.Openings.ToBytes(),
            [BagLayout.Policy] = policy.ToBytes(),
            [BagLayout.TrialBalance] = books.TrialBalance.ToCsv(),
            [BagLayout.ClosingBalances] = books.TrialBalance.Closing.ToBytes(),
            [BagLayout.Reconciliation] = books.Reconciliation.ToBytes(),
            [BagLayout.Guards] = GuardsFile(GuardSet.Evaluate(5, books)),
            [BagLayout.Tasks] = TasksFile(run),
        };
        if (books.PreviousCertificate is { } previous) files[BagLayout.PreviousCertificate] = previous;
        return new(run, streamed, CloseCertificate.Body(books, run, streamed.Journal), files);
    }

    /// <summary>The certificate file, once the run is certified.</summary>
    public JsonObject Certificate(long auditSequence) => CloseCertificate.Certified(Body, _run, auditSequence);

    /// <summary>Digests of the whole payload but the audit slice, for the manifest.</summary>
    public IReadOnlyDictionary<string, Digest> Digests(JsonObject certificate)
    {
        var digests = new SortedDictionary<string, Digest>(StringComparer.Ordinal)
        {
            [BagLayout.Journal] = _streamed.Journal,
            [BagLayout.Subledgers] = _streamed.Subledgers,
            [BagLayout.Certificate] = CanonicalJson.DigestOf(certificate),
        };
        foreach (var (path, content) in Files) digests[path] = Evidence.Digest.Of(content);
        return digests;
    }

    private Digest PayloadDigest() => Evidence.Digest.Of(BagManifest.Write(Digests(Body)));

    private static byte[] GuardsFile(IEnumerable<GuardOutcome> guards) => CanonicalJson.ToBytes(new JsonArray(guards.Select(guard => guard.ToJson())));

    /// <summary>The tasks as they stood when the package was prepared: certifying is the one that is still open.</summary>
    private static byte[] TasksFile(CloseRun run) => CanonicalJson.ToBytes(new JsonArray(
        run.Template.Tasks.Where(task => task.Action is not TaskAction.Certify and not TaskAction.PrepareReports).Select(task => JsonObject.Of(
            ("attestation", run.Tasks[task.Number].Attestation),
            ("completed_at", Dates.Text(run.Tasks[task.Number].CompletedAt)),
            ("completed_by", run.Tasks[task.Number].CompletedBy.ToString()),
            ("name", task.Name),
            ("number", task.Number),
            ("phase", task.Phase)))));
}
