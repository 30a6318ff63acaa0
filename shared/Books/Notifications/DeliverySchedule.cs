namespace Bookseal.Books.Notifications;

/// <summary>
/// When a message is tried again: after a minute, then twice as long each time, up to four hours; so many times that a
/// mail server which is away over night gets what waited.
/// </summary>
public static class DeliverySchedule
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    /// <summary>How long who took a message has for it: more than every timeout of a channel together.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(5);

    /// <param name="attempts">At least 1.</param>
    /// <param name="jitter">0 to 1: half the pause to one and a half, so that not all come back at once.</param>
    public static TimeSpan PauseAfter(int attempts, double jitter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1);
        var pause = attempts > 10 ? Longest : First * (1 << (attempts - 1));
        return (pause < Longest ? pause : Longest) * (0.5 + jitter);
    }
}

public enum DeliveryState
{
    Pending,

    /// <summary>Somebody took it, and may have died with it.</summary>
    Sending,
    Sent,

    /// <summary>Given up, for people to see.</summary>
    Failed,
}

public static class DeliveryStates
{
    public static string Text(this DeliveryState state) =>
        state switch
        {
            DeliveryState.Pending => "pending",
            DeliveryState.Sending => "sending",
            DeliveryState.Sent => "sent",
            DeliveryState.Failed => "failed",
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };

    public static Result<DeliveryState> Parse(string text) =>
        text switch
        {
            "pending" => DeliveryState.Pending,
            "sending" => DeliveryState.Sending,
            "sent" => DeliveryState.Sent,
            "failed" => DeliveryState.Failed,
            _ => new Fault("OUTBOX_INVALID", $"{new JsonString(text)} is no state of a message"),
        };
}
