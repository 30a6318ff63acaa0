namespace Bookseal.Closing.Scheduling;

/// <summary>
/// Sees to it that somebody drives a close. The only seam between hosts: on one machine a task of the process, in the
/// cloud a durable orchestration. Both loop over <see cref="CloseSteps"/>; neither holds state that the audit chain
/// does not have.
/// </summary>
public interface ICloseScheduler
{
    /// <summary>
    /// Starts a driver for the close, or wakes the one that there is. Carries no data: what was decided is in the chain
    /// before the driver is told.
    /// </summary>
    Task WakeAsync(CloseAddress close, CancellationToken cancel);
}
