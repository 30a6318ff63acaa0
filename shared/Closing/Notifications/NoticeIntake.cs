using Bookseal.Books.Company;
using Bookseal.Books.Notifications;

namespace Bookseal.Closing.Notifications;

/// <summary>Puts what there is to say and was not said into messages, for one pass.</summary>
internal sealed class NoticeIntake(
    Workspace workspace,
    NoticeReader notices,
    MessageWriter writer,
    NotificationChannels channels,
    CompanyProfile company
)
{
    private const int MaxLooks = 20;
    private readonly List<Fault> _problems = [];

    /// <summary>What could not be put into messages: the next pass tries it again.</summary>
    public IReadOnlyList<Fault> Problems => _problems;

    /// <summary>
    /// Crash order: each message with its keys in one transaction, and only after all of them the cursor; who comes
    /// again finds the keys.
    /// </summary>
    /// <returns>How many messages are new.</returns>
    public async Task<int> TakeUpAsync(CancellationToken cancel)
    {
        var added = 0;
        for (var look = 0; look < MaxLooks; look++)
        {
            var cursor = await workspace.Outbox.ReadCursorAsync(cancel);
            var due = await notices.ReadAsync(company, cursor.Next, cancel);
            var wanted = FanOut.Of(due.Notices, company, channels.Mail is not null, channels.Subscribed);
            var isWhole = true;
            foreach (var group in await GroupUnsaidAsync(wanted, cancel))
            {
                var (count, isGroupWhole) = await AddAsync(group, due, cancel);
                added += count;
                isWhole &= isGroupWhole;
            }

            if (_problems.Count > 0 || !IsCarried(due.Recorded, wanted))
                return added;
            // Where somebody else was faster with a part of a message, the rest is looked for once more.
            if (
                isWhole && (due.Next == cursor.Next || await workspace.Outbox.MoveCursorAsync(cursor, due.Next, cancel))
            )
                return added;
        }

        return added; // others move it on; what is missing is found by the next pass
    }

    /// <summary>
    /// What nothing can carry yet, since no server is set up, waits until it is too old: the cursor stays before it.
    /// </summary>
    private bool IsCarried(IReadOnlyList<Notice> recorded, IReadOnlyList<Notification> wanted)
    {
        var carried = wanted.Select(one => one.Notice.Reason).ToHashSet(StringComparer.Ordinal);
        return channels.Mail is not null || recorded.All(notice => carried.Contains(notice.Reason));
    }

    /// <summary>
    /// What goes wrong with a recipient's message is no matter of the others; and what goes wrong with one of several
    /// notices none of the others.
    /// </summary>
    /// <returns>How many were added; false where somebody else was faster.</returns>
    private async Task<(int Added, bool IsWhole)> AddAsync(
        Notification[] group,
        DueNotices due,
        CancellationToken cancel
    )
    {
        try
        {
            var now = workspace.Clock.GetUtcNow();
            var message = await writer.WriteAsync(group[0].Recipient, group, due.Closes, now, cancel);
            var isAdded = await workspace.Outbox.AddAsync(message, cancel); // commit point: it will be delivered
            return (isAdded ? 1 : 0, isAdded);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            if (group is [var single])
            {
                _problems.Add(new("NOTICE_FAILED", $"{single.Notice.Kind.Text()} to {single.Recipient}: {e.Message}"));
                return (0, true);
            }
        }

        var (added, isWhole) = (0, true);
        foreach (var one in group)
        {
            var (count, isOneWhole) = await AddAsync([one], due, cancel);
            (added, isWhole) = (added + count, isWhole && isOneWhole);
        }

        return (added, isWhole);
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
        return [.. unsaid.GroupBy(one => one.Recipient).SelectMany(group => group.Chunk(Limits.DigestNotices))];
    }
}
