using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>Every event type, in every version ever written.</summary>
public static class RunEventCodec
{
    /// <summary>Null for a type that is not about a run (imports, for example); a known type with data that do not fit is <c>EVENT_INVALID</c>.</summary>
    public static Result<RunEvent?> Read(string type, PersonId by, JsonObject data) =>
        type switch
        {
            RunStarted.TypeName or RunStarted.TypeNameAfterReopening => RunStarted.Read(type, by, data).Map(Known),
            OpeningsRestated.TypeName => OpeningsRestated.Read(by, data).Map(Known),
            Decertified.TypeName => Decertified.Read(by, data).Map(Known),
            PeriodLocked.TypeName => new PeriodLocked(by),
            JournalSealed.TypeName => new JournalSealed(by),
            BankClosed.TypeName => BankClosed.Read(by, data).Map(Known),
            LockAcquired.TypeName => new LockAcquired(by),
            LockReleased.TypeName => new LockReleased(by),
            RunResumed.TypeName => new RunResumed(by),
            RunCancelled.TypeName => RunCancelled.Read(by, data).Map(Known),
            SubledgerClosed.TypeName => SubledgerClosed.Read(by, data).Map(Known),
            GuardsEvaluated.TypeName => GuardsEvaluated.Read(by, data).Map(Known),
            TaskCompleted.TypeName => TaskCompleted.Read(by, data).Map(Known),
            AdjustmentIntended.TypeName => AdjustmentIntended.Read(by, data).Map(Known),
            AdjustmentPosted.TypeName => AdjustmentPosted.Read(by, data).Map(Known),
            FenceIntended.TypeName => new FenceIntended(by),
            Fenced.TypeName => Fenced.Read(by, data).Map(Known),
            PackagePrepared.TypeName => PackagePrepared.Read(by, data).Map(Known),
            Certified.TypeName => Certified.Read(by, data).Map(Known),
            SignatureAdded.TypeName => SignatureAdded.Read(by, data).Map(Known),
            ProofSealed.TypeName => ProofSealed.Read(by, data).Map(Known),
            CommandRefused.TypeName => CommandRefused.Read(by, data).Map(Known),
            _ => (RunEvent?)null,
        };

    private static RunEvent? Known(RunEvent known) => known;
}
