using Bookseal.Books.Notifications;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Notifications.Channels;

/// <summary>Takes messages to where people read them.</summary>
public interface IMessageChannel
{
    /// <summary>Sends once, in bounded time. Whoever sends again sends the same message under the same id.</summary>
    Task<Delivery> SendAsync(AddressedMessage addressed, CancellationToken cancel);
}

/// <param name="Name">Of the person; of a channel its name.</param>
/// <param name="Address">Null for a webhook.</param>
public sealed record AddressedMessage(OutboxMessage Message, string Name, EmailAddress? Address);

/// <summary>What became of a message that was sent once.</summary>
/// <param name="Problem">Null when it arrived.</param>
/// <param name="IsFinal">
/// It will never arrive, since the other side does not want this message. What the operator's settings or the team's
/// addresses are wrong about is not final: somebody may mend them.
/// </param>
public sealed record Delivery(Fault? Problem, bool IsFinal)
{
    public static Delivery Done { get; } = new(null, true);

    /// <summary>It did not arrive, or nobody knows.</summary>
    public static Delivery Again(string code, string message) => Again(new(code, message));

    /// <inheritdoc cref="Again(string, string)"/>
    public static Delivery Again(Fault problem) => new(problem, false);

    public static Delivery Never(Fault problem) => new(problem, true);
}
