using Bookseal.Books.Company;
using Bookseal.Books.Notifications;
using Bookseal.Closing.Notifications.Channels;
using Bookseal.Storage.Outbox;

namespace Bookseal.Closing.Notifications;

/// <summary>One try at each message that is due to be sent.</summary>
/// <param name="jitter">0 to 1; spreads what is tried again.</param>
internal sealed class MessageDelivery(
    Workspace workspace,
    NotificationChannels channels,
    CompanyProfile company,
    Func<double> jitter
)
{
    public async Task<PassReport> DeliverAsync(CancellationToken cancel)
    {
        var (sent, postponed, failed) = (0, 0, 0);
        await foreach (var stored in workspace.Outbox.ReadRecentAsync(workspace.Clock.GetUtcNow(), cancel))
            switch ((await TryAsync(stored, cancel))?.State)
            {
                case DeliveryState.Sent:
                    sent++;
                    break;
                case DeliveryState.Pending:
                    postponed++;
                    break;
                case DeliveryState.Failed:
                    failed++;
                    break;
            }

        return new(0, sent, postponed, failed, []);
    }

    /// <summary>
    /// Crash order: take, send, record. Who dies between sending and recording leaves a message that is sent again
    /// under the same id. Null where it is not due, or somebody else has it.
    /// </summary>
    private async Task<OutboxMessage?> TryAsync(StoredMessage stored, CancellationToken cancel)
    {
        var now = workspace.Clock.GetUtcNow();
        if (!stored.Message.IsDue(now))
            return null;
        if (GiveUp(stored.Message, now) is { } lost)
            return (await workspace.Outbox.ReplaceAsync(stored, lost, cancel))?.Message;
        if (await workspace.Outbox.ReplaceAsync(stored, stored.Message.Take(now), cancel) is not { } taken)
            return null;
        var delivery = await SendAsync(taken.Message, cancel);
        var after = After(taken.Message, delivery, workspace.Clock.GetUtcNow());
        // Whoever is told to stop now has sent it all the same.
        await workspace.Outbox.ReplaceAsync(taken, after, CancellationToken.None);
        return after;
    }

    private static OutboxMessage? GiveUp(OutboxMessage message, DateTimeOffset now)
    {
        if (message.CreatedAt < now.AddDays(-Evidence.Limits.MessageAgeDays))
            return message.Refused(
                message.Problem ?? new("DELIVERY_TOO_LATE", "nobody sent it while it was news"),
                now
            );
        // Whoever tried last died with it each time.
        return message.Attempts >= Evidence.Limits.DeliveryAttempts
            ? message.Refused(new("DELIVERY_UNKNOWN", "nobody heard what became of it"), now)
            : null;
    }

    /// <summary>What a channel did not foresee is a matter of this message, and none of the others.</summary>
    private async Task<Delivery> SendAsync(OutboxMessage message, CancellationToken cancel)
    {
        try
        {
            return await channels.SendAsync(message, company, cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            return Delivery.Again("DELIVERY_BROKE", VisibleText.Of($"{e.GetType().Name}: {e.Message}"));
        }
    }

    private OutboxMessage After(OutboxMessage taken, Delivery delivery, DateTimeOffset now)
    {
        if (delivery.Problem is not { } problem)
            return taken.Delivered(now);
        return delivery.IsFinal ? taken.Refused(problem, now) : taken.Postponed(problem, now, jitter());
    }
}
