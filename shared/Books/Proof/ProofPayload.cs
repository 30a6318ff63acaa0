using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Runs;
using Bookseal.Evidence.BagIt;

namespace Bookseal.Books.Proof;

/// <summary>
/// The payload of a close, but for the audit slice: a pure function of the books at the fenced positions and of the
/// run. Who seals and who verifies call the same code; the verifier compares bytes.
/// </summary>
public sealed class ProofPayload
{
    private readonly CloseRun _run;
    private readonly StreamedInputs _streamed;

    private ProofPayload(
        CloseRun run,
        StreamedInputs streamed,
        JsonObject body,
        JsonValue guards,
        SortedDictionary<string, byte[]> files,
        IReadOnlyList<Digest> evidence
    )
    {
        Evidence = evidence;
        (_run, _streamed, Body, Guards, Files) = (run, streamed, body, guards, files);
        Digest = Bookseal.Evidence.Digest.Of(BagManifest.Write(Digests(Body)));
    }

    /// <summary>The certificate without its certification.</summary>
    public JsonObject Body { get; }

    /// <summary>guards.json, which the statement carries too.</summary>
    public JsonValue Guards { get; }

    /// <summary>The small files, whole, by their path in the bag.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; }

    /// <inheritdoc cref="TaskEvidence.Of"/>
    public IReadOnlyList<Digest> Evidence { get; }

    /// <summary>
    /// What the certifier certifies: digest over the manifest of these files, with the certificate's body in the
    /// certificate's place.
    /// </summary>
    public Digest Digest { get; }

    public static ProofPayload Of(PeriodBooks books, CloseRun run, ClosePolicy policy, StreamedInputs streamed)
    {
        var guards = PayloadFiles.GuardsOf(books, run);
        return new(
            run,
            streamed,
            CloseCertificate.Body(books, run, streamed.Journal),
            guards,
            PayloadFiles.Of(books, guards, run, policy),
            TaskEvidence.Of(run, books.Rules)
        );
    }

    public JsonObject Certificate(long auditSequence) => CloseCertificate.Certified(Body, _run, auditSequence);

    /// <summary>Digests of the whole payload but the audit slice, for the manifest.</summary>
    public IReadOnlyDictionary<string, Digest> Digests(JsonObject certificate)
    {
        var digests = new SortedDictionary<string, Digest>(_streamed.ByPath().ToDictionary(), StringComparer.Ordinal)
        {
            [BagLayout.Certificate] = CanonicalJson.DigestOf(certificate),
        };
        foreach (var (path, content) in Files)
            digests[path] = Bookseal.Evidence.Digest.Of(content);
        foreach (var digest in Evidence)
            digests[TaskEvidence.PathOf(digest)] = digest;
        return digests;
    }
}

/// <summary>The digests of the payload files that are streamed and never held whole.</summary>
/// <param name="GeneralLedger">Follows from the journal; the others are inputs.</param>
public sealed record StreamedInputs(Digest Journal, Digest Subledgers, Digest Bank, Digest GeneralLedger)
{
    /// <summary>Null where the period took none in.</summary>
    public Digest? Costs { get; init; }

    public IEnumerable<KeyValuePair<string, Digest>> ByPath() =>
        [
            new(BagLayout.Journal, Journal),
            new(BagLayout.Subledgers, Subledgers),
            new(BagLayout.Bank, Bank),
            new(BagLayout.GeneralLedger, GeneralLedger),
            .. Costs is { } costs ? [new(BagLayout.Costs, costs)] : Array.Empty<KeyValuePair<string, Digest>>(),
        ];
}
