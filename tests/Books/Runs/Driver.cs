using Bookseal.Books.Company;
using Bookseal.Books.Runs;

namespace Bookseal.Books.Tests.Runs;

/// <summary>What a driver does about due work, with every effect going well.</summary>
internal static class Driver
{
    public static RunCommand CommandFor(CloseRun run, Work work) =>
        work switch
        {
            Work.AcquireLock => Command.Lock(),
            Work.ReleaseLock => Command.Released(),
            Work.CloseSubledgers => Command.Subledgers(),
            Work.CompleteAgentTask task => Command.Complete(task.Task),
            Work.PostClosingEntries task => Command.Complete(task.Task),
            Work.LockPeriod => Command.LockPeriod(Actor.Agent),
            Work.SealJournal => Command.SealJournal(),
            Work.EvaluateGuards guards => Command.Guards(guards.Phase),
            Work.AnnounceFence => Command.Intend(),
            Work.RaiseFence => Command.Fence(),
            Work.PreparePackage => Command.PackageOf(run),
            Work.StageProof => Command.Stage(),
            Work.SealProof => Command.Seal(),
            _ => throw new ArgumentOutOfRangeException(nameof(work)),
        };
}
