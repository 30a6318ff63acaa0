using Bookseal.Books.Company;
using Bookseal.Books.Notifications;
using Bookseal.Books.Values;
using Bookseal.Closing.Notifications.Texts;

namespace Bookseal.Closing.Notifications;

/// <summary>Makes messages of what one recipient has to be told: one notice by itself, several as a digest.</summary>
/// <param name="baseUrl">Where people look at closes; null where they have the command line.</param>
internal sealed class MessageWriter(NoticeReader reader, MessageTexts texts, CompanyProfile company, string? baseUrl)
{
    /// <summary>A message that is due at once. Its id follows from what is in it.</summary>
    public async Task<OutboxMessage> WriteAsync(
        Recipient recipient,
        IReadOnlyList<Notification> told,
        IReadOnlyDictionary<PeriodCode, FollowedClose> closes,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var written = new List<MessageText>();
        foreach (var notice in told.Select(one => one.Notice))
        {
            var close = closes.GetValueOrDefault(notice.Period);
            var values = await reader.ReadValuesAsync(notice, close, company, cancel);
            written.Add(await texts.OfAsync(notice.Kind, Addressed(values, recipient, notice), cancel));
        }

        var text = written is [var single]
            ? single
            : await texts.OfDigestAsync(written, Addressed(JsonObject.Of(), recipient, told[0].Notice), cancel);
        Digest[] keys = [.. told.Select(one => one.Key)];
        return new(
            OutboxMessage.IdOf(company.Tenant, recipient, keys),
            recipient,
            keys,
            text.Subject,
            text.Text,
            recipient.Person is null ? null : text.Html,
            now,
            DeliveryState.Pending,
            0,
            now,
            null
        );
    }

    private JsonObject Addressed(JsonObject values, Recipient recipient, Notice notice)
    {
        var (links, period) = (new PageLinks(baseUrl), notice.Period);
        return values
            .With("bs_url", links.Statement(period, "balance-sheet"))
            .With("certification_url", links.SignOff(period))
            .With("company", company.Name)
            .With("dashboard_url", links.Period(period))
            .With("pnl_url", links.Statement(period, "income-statement"))
            .With("recipient_name", NotificationChannels.NameOf(recipient, company))
            .With("task_url", links.Task(period));
    }
}
