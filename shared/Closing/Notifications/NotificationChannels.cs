using Bookseal.Books.Company;
using Bookseal.Books.Notifications;
using Bookseal.Books.Values;
using Bookseal.Closing.Notifications.Channels;

namespace Bookseal.Closing.Notifications;

/// <summary>How people are reached: mail for persons, webhooks for rooms.</summary>
/// <param name="Mail">Null where no server is set up.</param>
/// <param name="Rooms">By name.</param>
public sealed record NotificationChannels(
    IMessageChannel? Mail,
    IReadOnlyDictionary<string, IMessageChannel> Rooms,
    IReadOnlyList<SubscribedChannel> Subscribed
)
{
    public const string ChannelGone = "CHANNEL_GONE";

    public static NotificationChannels Of(NotificationSettings settings, TimeProvider clock)
    {
        var guard = new HostGuard(settings.AllowedHosts, settings.AllowsLoopback);
        return new(
            settings.Smtp is { } smtp ? new SmtpChannel(smtp, guard) : null,
            settings.Webhooks.ToDictionary(
                hook => hook.Name,
                IMessageChannel (hook) => new WebhookChannel(hook, guard, clock),
                StringComparer.Ordinal
            ),
            [.. settings.Webhooks.Select(hook => new SubscribedChannel(hook.Name, hook.Kinds))]
        );
    }

    /// <summary>Sends once. Persons are looked up now: an address that was mended since is used.</summary>
    public Task<Delivery> SendAsync(OutboxMessage message, CompanyProfile company, CancellationToken cancel)
    {
        var channel = message.Recipient.Channel is { } room ? Rooms.GetValueOrDefault(room) : Mail;
        if (channel is null)
            return Task.FromResult(
                Delivery.Again(ChannelGone, $"{message.Recipient} is not set up in {NotificationSettings.FileName}")
            );
        EmailAddress? address = message.Recipient.Person is { } person ? company.Contacts.EmailOf(person) : null;
        return channel.SendAsync(new(message, NameOf(message.Recipient, company), address), cancel);
    }

    internal static string NameOf(Recipient recipient, CompanyProfile company) =>
        recipient.Person is { } person ? company.Find(person)?.Name ?? person.ToString() : recipient.Channel!;
}
