using Bookseal.Books.Company;
using Bookseal.Books.Notifications;
using Bookseal.Web.Pages.Parts;

namespace Bookseal.Web.Pages.Views;

/// <summary>Whom Bookseal told what in the last days.</summary>
/// <param name="Messages">The newest first.</param>
/// <param name="SeesAll">They are everybody's, not the reader's own alone.</param>
public sealed record NotificationsView(
    Frame Frame,
    CompanyProfile Profile,
    IReadOnlyList<OutboxMessage> Messages,
    bool SeesAll
)
{
    /// <summary>As many as a page has room for; the command line lists all.</summary>
    public const int Most = 200;

    public IEnumerable<OutboxMessage> Shown => Messages.Take(Most);

    public int Failed => Messages.Count(message => message.State == DeliveryState.Failed);

    public string NameOf(Recipient recipient) =>
        recipient.Person is { } person
            ? Profile.Find(person)?.Name ?? $"{person}, who is no longer in the team"
            : $"the channel {recipient.Channel}";
}
