using Bookseal.Books.Company;
using Bookseal.Books.Notifications;
using Bookseal.Closing.Notifications.Channels;
using Bookseal.Closing.Notifications.Texts;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Runs;
using Bookseal.Storage.Audit;
using Bookseal.Storage.Outbox;

namespace Bookseal.Closing.Notifications;

/// <summary>
/// One look at what people have to be told, and one try at what is due to be sent. For a timer, as often as anyone
/// likes, and several at a time: who is faster adds and sends, the others find it done.
/// </summary>
/// <param name="jitter">0 to 1; spreads what is tried again.</param>
public sealed class NotificationPass(Workspace workspace, RunStore runs, PeriodReader reader, Func<double> jitter)
{
    private const int MaxLooks = 20;
    private readonly NoticeReader _notices = new(workspace, runs, reader);
    private readonly LateTasks _late = new(workspace, runs, reader);

    /// <summary><c>BOOKS_NOT_FOUND</c> before the first import.</summary>
    public async Task<Result<PassReport>> RunAsync(
        NotificationChannels channels,
        TemplateFolder templates,
        string? baseUrl,
        CancellationToken cancel
    )
    {
        if (!(await workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out var fault))
            return fault;
        var texts = new MessageTexts(templates);
        var writer = new MessageWriter(_notices, texts, master.Profile, baseUrl);
        await FlagAsync(master.Profile, cancel);
        var added = await TakeUpAsync(channels, master.Profile, writer, cancel);
        var sent = await DeliverAsync(channels, master.Profile, cancel);
        return sent with { Added = added, Problems = texts.Problems };
    }

    /// <summary>Before anybody is told that a task is blocked, it is. A broken chain is told of, below.</summary>
    private async Task FlagAsync(CompanyProfile company, CancellationToken cancel)
    {
        try
        {
            await _late.FlagAsync(company, cancel);
        }
        catch (ChainRefusedException) { }
    }

    /// <summary>
    /// Puts what is new into messages. Crash order: each message with its keys in one transaction, and only after all
    /// of them the cursor; who comes again finds the keys.
    /// </summary>
    private async Task<int> TakeUpAsync(
        NotificationChannels channels,
        CompanyProfile company,
        MessageWriter writer,
        CancellationToken cancel
    )
    {
        var added = 0;
        for (var look = 0; look < MaxLooks; look++)
        {
            var cursor = await workspace.Outbox.ReadCursorAsync(cancel);
            var due = await _notices.ReadAsync(company, cursor.Next, cancel);
            var wanted = FanOut.Of(due.Notices, company, channels.Mail is not null, channels.Subscribed);
            var isWhole = true;
            foreach (var group in await GroupUnsaidAsync(wanted, cancel))
            {
                var now = workspace.Clock.GetUtcNow();
                var message = await writer.WriteAsync(group[0].Recipient, group, due.Closes, now, cancel);
                var isAdded = await workspace.Outbox.AddAsync(message, cancel); // commit point: it will be delivered
                added += isAdded ? 1 : 0;
                isWhole &= isAdded;
            }

            // Where somebody else was faster with a part of a message, the rest is looked for once more.
            if (
                isWhole && (due.Next == cursor.Next || await workspace.Outbox.MoveCursorAsync(cursor, due.Next, cancel))
            )
                return added;
        }

        return added; // others move it on; what is missing is found by the next pass
    }

    /// <summary>What was not said before, each recipient's together, and no more than a digest takes.</summary>
    private async Task<IReadOnlyList<Notification[]>> GroupUnsaidAsync(
        IReadOnlyList<Notification> wanted,
        CancellationToken cancel
    )
    {
        var unsaid = new List<Notification>();
        foreach (var one in wanted)
            if (!await workspace.Outbox.IsSaidAsync(one.Key, cancel))
                unsaid.Add(one);
        return
        [
            .. unsaid.GroupBy(one => one.Recipient).SelectMany(group => group.Chunk(Evidence.Limits.DigestNotices)),
        ];
    }

    private async Task<PassReport> DeliverAsync(
        NotificationChannels channels,
        CompanyProfile company,
        CancellationToken cancel
    )
    {
        var (sent, postponed, failed) = (0, 0, 0);
        await foreach (var stored in workspace.Outbox.ReadRecentAsync(workspace.Clock.GetUtcNow(), cancel))
            switch ((await TryAsync(stored, channels, company, cancel))?.State)
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
    private async Task<OutboxMessage?> TryAsync(
        StoredMessage stored,
        NotificationChannels channels,
        CompanyProfile company,
        CancellationToken cancel
    )
    {
        var now = workspace.Clock.GetUtcNow();
        if (!stored.Message.IsDue(now))
            return null;
        if (stored.Message.Attempts >= Evidence.Limits.DeliveryAttempts)
        {
            // Whoever tried last died with it each time.
            var lost = stored.Message.Refused(new("DELIVERY_UNKNOWN", "nobody heard what became of it"), now);
            return (await workspace.Outbox.ReplaceAsync(stored, lost, cancel))?.Message;
        }

        if (await workspace.Outbox.ReplaceAsync(stored, stored.Message.Take(now), cancel) is not { } taken)
            return null;
        var delivery = await channels.SendAsync(taken.Message, company, cancel);
        now = workspace.Clock.GetUtcNow();
        var after = After(taken.Message, delivery, now);
        await workspace.Outbox.ReplaceAsync(taken, after, cancel);
        return after;
    }

    private OutboxMessage After(OutboxMessage taken, Delivery delivery, DateTimeOffset now)
    {
        if (delivery.Problem is not { } problem)
            return taken.Delivered(now);
        return delivery.IsFinal ? taken.Refused(problem, now) : taken.Postponed(problem, now, jitter());
    }
}

/// <summary>What a pass did.</summary>
/// <param name="Added">Messages that are new.</param>
/// <param name="Problems">Of a company's own templates.</param>
public sealed record PassReport(int Added, int Sent, int Postponed, int Failed, IReadOnlyList<Fault> Problems);
