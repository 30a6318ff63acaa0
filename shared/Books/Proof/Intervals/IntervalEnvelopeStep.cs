using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Proof.Verification;
using Bookseal.Evidence.Dsse;
using Bookseal.Evidence.InToto;

namespace Bookseal.Books.Proof.Intervals;

/// <summary>
/// The signed envelope of an interval proof: exactly these files, and the key of the company's log. A signature by a
/// person counts for nothing here, as one by the log counts for nothing in a close.
/// </summary>
internal static class IntervalEnvelopeStep
{
    public static async Task<Statement?> RunAsync(
        SealedBag bag,
        TrustPolicy? trust,
        CheckList checks,
        CancellationToken cancel
    )
    {
        var parsed = (await bag.ReadAsync(BagLayout.Envelope, cancel)).Then(bytes =>
            DsseEnvelope
                .Parse(bytes)
                .Then<DsseEnvelope>(read =>
                    read.ToJson().AsSpan().SequenceEqual(bytes)
                        ? read
                        : new Fault("DSSE_MALFORMED", "the envelope is not in canonical form")
                )
        );
        if (!parsed.TryGet(out var envelope, out var fault))
        {
            checks.Fail("envelope", FailureClass.EnvelopeInvalid, fault.Code, fault.Message);
            return null;
        }

        CheckSignature(envelope, trust, checks);
        if (
            envelope.PayloadType != Statement.PayloadType
            || !Statement.Parse(envelope.Payload).TryGet(out var statement, out _)
        )
        {
            checks.Fail(
                "statement",
                FailureClass.EnvelopeInvalid,
                "STATEMENT_MALFORMED",
                "the envelope does not hold an in-toto statement"
            );
            return null;
        }

        checks.Require(
            statement.PredicateType == IntervalLayout.PredicateType,
            "statement",
            CheckOutcome.Verified,
            "in-toto statement of an interval, not of a close",
            FailureClass.EnvelopeInvalid,
            "PREDICATE_TYPE_UNKNOWN",
            $"the statement is about something else: {new JsonString(statement.PredicateType)}"
        );
        EnvelopeStep.CheckSubjects(bag, statement, checks);
        return statement;
    }

    private static void CheckSignature(DsseEnvelope envelope, TrustPolicy? trust, CheckList checks)
    {
        if (trust is null)
        {
            checks.NotAuthenticated("signatures", $"{envelope.Signatures.Count} signature(s)");
            return;
        }

        checks.Require(
            envelope.SignedBy(trust.LogKeys).Count > 0,
            "signatures",
            CheckOutcome.Verified,
            $"signed by the key of {trust.LogOrigin}, and by no person",
            FailureClass.SignatureInvalid,
            "LOG_KEY_NOT_TRUSTED",
            "no trusted key of this company's log signed this proof"
        );
    }
}
