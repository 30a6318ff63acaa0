using Bookseal.Books.Company;
using Bookseal.Books.Keys;
using Bookseal.Books.Runs;

namespace Bookseal.Cli.Output;

/// <summary>Who has signed a certified close, who is missing, and what they run.</summary>
internal static class SignaturesView
{
    /// <summary>Null before the certification, and of what rules up to 3 signed.</summary>
    public static JsonObject? ToJson(CloseRun run, Signers missing) =>
        run is { Certification: not null, IsSignedByPersons: true }
            ? JsonObject.Of(
                ("missing", missing.Needed),
                ("next", missing.Needed > 0 ? Command(run, missing) : null),
                ("signed", new JsonArray(run.Signatures.Select(added => ToJson(added)))),
                ("threshold", run.Policy.Signatures),
                ("waits_for", JsonArray.OfTexts(missing.Able.Select(person => person.ToString()))),
                ("waits_for_certifier", missing.NeedsCertifier)
            )
            : null;

    public static IEnumerable<string> Lines(CloseRun run, Signers missing)
    {
        if (run is not { Certification: not null, IsSignedByPersons: true })
            yield break;
        yield return $"signed by {ProofView.SignedBy(run)}: {run.Signatures.Length} of {run.Policy.Signatures}";
        if (missing.Needed > 0)
            yield return $"awaits the signature of {missing.Describe()}: {Command(run, missing)}";
    }

    private static string Command(CloseRun run, Signers missing) =>
        $"bookseal sign --tenant {run.Tenant} --period {run.Period} --as "
        + (missing.Able.Count > 0 ? missing.Able[0].ToString() : "NAME");

    private static JsonObject ToJson(Books.Runs.Events.SignatureAdded added) =>
        JsonObject.Of(
            ("attestation", added.Signed?.Attestation),
            ("key_id", added.KeyId),
            ("key_store", added.Signed?.Store.Text()),
            ("person", added.By.ToString()),
            ("role", added.Signed?.Role.Text())
        );
}
