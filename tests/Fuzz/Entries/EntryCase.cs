using Bookseal.Books.Proof.EntryProofs;
using Bookseal.Books.Proof.Verification;
using Bookseal.Fuzz.Fixtures;
using Bookseal.Fuzz.Running;

namespace Bookseal.Fuzz.Entries;

/// <summary>
/// One mutated entry proof. Accepted it may only be with the same line at the same place, and by outsiders with the
/// same statement.
/// </summary>
internal sealed class EntryCase(EntryProof original, byte[] file, bool isInsider) : IFuzzCase
{
    public IEnumerable<KeyValuePair<string, byte[]>> Files => [KeyValuePair.Create("entry.json", file)];

    public Verdict Judge()
    {
        var answer = EntryProofVerifier.Verify(file, SealedMonths.Trust);
        if (answer.ToJson().ToString().Length == 0 || answer.Report.Checks.Count == 0)
            return new("no report", "the report is empty");
        if (!answer.Report.IsValid)
            return new(answer.Report.Checks.First(check => check.Outcome == CheckOutcome.Failed).Code ?? "no code");
        var proof = answer.Proof!;
        var isSamePlace =
            proof.Index == original.Index
            && proof.Size == original.Size
            && proof.Path.SequenceEqual(original.Path)
            && proof.Line.AsSpan().SequenceEqual(original.Line);
        var isSameStatement = isInsider || proof.Envelope.Payload.AsSpan().SequenceEqual(original.Envelope.Payload);
        return new(
            $"accepted: {(isInsider ? "insider" : "outsider")}",
            isSamePlace && isSameStatement ? null : "accepted, though it says something else"
        );
    }
}
