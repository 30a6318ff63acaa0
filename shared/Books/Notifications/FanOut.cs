using Bookseal.Books.Company;

namespace Bookseal.Books.Notifications;

/// <summary>From notices to the persons and channels that get them.</summary>
public static class FanOut
{
    /// <summary>Each recipient once for each reason, in the order of the notices.</summary>
    /// <param name="hasMail">Whether persons can be written to at all.</param>
    /// <param name="channels">What several read, each with the kinds that it takes.</param>
    public static IReadOnlyList<Notification> Of(
        IEnumerable<Notice> notices,
        CompanyProfile company,
        bool hasMail,
        IReadOnlyList<SubscribedChannel> channels
    ) =>
        [
            .. notices
                .SelectMany(notice =>
                    RecipientsOf(notice, company, hasMail, channels)
                        .Select(recipient => new Notification(notice, recipient))
                )
                .DistinctBy(notification => notification.Key),
        ];

    private static IEnumerable<Recipient> RecipientsOf(
        Notice notice,
        CompanyProfile company,
        bool hasMail,
        IReadOnlyList<SubscribedChannel> channels
    )
    {
        if (hasMail)
            foreach (var person in notice.Audiences.SelectMany(audience => audience.In(company)))
                yield return Recipient.Of(person);
        foreach (var channel in channels.Where(channel => channel.Takes(notice.Kind)))
            yield return Recipient.OfChannel(channel.Name);
    }
}

/// <param name="Kinds">Empty: all.</param>
public sealed record SubscribedChannel(string Name, IReadOnlyList<NoticeKind> Kinds)
{
    public bool Takes(NoticeKind kind) => Kinds.Count == 0 || Kinds.Contains(kind);
}
