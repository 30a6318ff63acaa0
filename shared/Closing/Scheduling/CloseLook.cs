namespace Bookseal.Closing.Scheduling;

/// <summary>What a driver sees of a close, small enough for the history of an orchestration.</summary>
/// <param name="Phase">Of the first task that is not done; null where there is no run.</param>
/// <param name="WaitsFor">
/// The tasks and roles that are awaited, or the guards that block; null where nothing is.
/// </param>
public sealed record CloseLook(CloseState State, int? Phase = null, string? WaitsFor = null);
