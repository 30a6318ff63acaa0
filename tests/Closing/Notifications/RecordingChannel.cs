using System.Collections.Concurrent;
using Bookseal.Books.Notifications;
using Bookseal.Closing.Notifications;
using Bookseal.Closing.Notifications.Channels;

namespace Bookseal.Closing.Tests.Notifications;

/// <summary>Everything that arrived, and what the sender was answered.</summary>
internal sealed class RecordingChannel : IMessageChannel
{
    private readonly ConcurrentQueue<AddressedMessage> _arrived = new();

    public Func<AddressedMessage, Delivery> Answer { get; set; } = _ => Delivery.Done;

    public IReadOnlyList<AddressedMessage> Arrived => [.. _arrived];

    /// <summary>As mail server and as the room that takes everything.</summary>
    public NotificationChannels Everywhere =>
        new(this, new Dictionary<string, IMessageChannel> { ["room"] = this }, [new SubscribedChannel("room", [])]);

    /// <summary>Recipient and subject of each message, once, in order.</summary>
    public IReadOnlyList<string> Lines =>
        [
            .. Arrived
                .DistinctBy(one => one.Message.Id)
                .Select(one => $"{one.Message.Recipient}: {one.Message.Subject}")
                .Order(StringComparer.Ordinal),
        ];

    public Task<Delivery> SendAsync(AddressedMessage addressed, CancellationToken cancel)
    {
        _arrived.Enqueue(addressed);
        return Task.FromResult(Answer(addressed));
    }
}

internal sealed class MovingClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
