using Bookseal.Books.Runs;
using Bookseal.Evidence.Notes;

namespace Bookseal.Books.Proof.Verification;

/// <summary>What the audit slice of a bag tells, once it has been checked.</summary>
internal sealed record AuditEvidence(
    CloseRun Run,
    AuditSlice Slice,
    Checkpoint Checkpoint,
    ConsistencyFile Consistency
);
