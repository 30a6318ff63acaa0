using Bookseal.Books.Company;
using Bookseal.Books.Notifications;
using Bookseal.Closing.Notifications.Texts;
using Bookseal.Closing.Payouts;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Runs;

namespace Bookseal.Closing.Notifications;

/// <summary>
/// One look at what people have to be told, and one try at what is due to be sent. For a timer, as often as anyone
/// likes, and several at a time: who is faster adds and sends, the others find it done.
/// </summary>
/// <param name="jitter">0 to 1; spreads what is tried again.</param>
public sealed class NotificationPass(
    Workspace workspace,
    RunStore runs,
    PeriodReader reader,
    StuckPayoutReader stuckPayouts,
    Func<double> jitter
)
{
    private readonly NoticeReader _notices = new(workspace, runs, reader, stuckPayouts);
    private readonly LateTasks _late = new(workspace, runs);

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
        var company = master.Profile;
        var delivery = new MessageDelivery(workspace, channels, company, jitter);
        // What waits goes first: nothing that is wrong with what is new keeps it.
        var waited = await delivery.DeliverAsync(cancel);
        await FlagAsync(company, cancel);
        var texts = new MessageTexts(templates);
        var writer = new MessageWriter(_notices, texts, company, baseUrl);
        var intake = new NoticeIntake(workspace, _notices, writer, channels, company);
        var added = await intake.TakeUpAsync(cancel);
        var sent = added > 0 ? waited + await delivery.DeliverAsync(cancel) : waited;
        return sent with { Added = added, Problems = [.. texts.Problems, .. intake.Problems] };
    }

    /// <summary>
    /// What was given up in the last days waits again, with all its attempts: for an operator who has mended what was
    /// wrong.
    /// </summary>
    /// <returns>How many messages.</returns>
    public async Task<int> ReviveAsync(CancellationToken cancel)
    {
        var (now, revived) = (workspace.Clock.GetUtcNow(), 0);
        await foreach (var stored in workspace.Outbox.ReadRecentAsync(now, cancel))
            if (
                stored.Message is { State: DeliveryState.Failed } failed
                && failed.CreatedAt >= now.AddDays(-Evidence.Limits.MessageAgeDays)
                && await workspace.Outbox.ReplaceAsync(stored, failed.Revived(now), cancel) is not null
            )
                revived++;
        return revived;
    }

    /// <summary>Before anybody is told that a task is blocked, it is. Whatever keeps it is told of, below.</summary>
    private async Task FlagAsync(CompanyProfile company, CancellationToken cancel)
    {
        try
        {
            await _late.FlagAsync(company, cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // the next pass flags them, or the daily round
        }
    }
}

/// <summary>What a pass did.</summary>
/// <param name="Added">Messages that are new.</param>
/// <param name="Problems">Of a company's own templates, and what could not be put into a message.</param>
public sealed record PassReport(int Added, int Sent, int Postponed, int Failed, IReadOnlyList<Fault> Problems)
{
    public static PassReport operator +(PassReport one, PassReport other) =>
        new(
            one.Added + other.Added,
            one.Sent + other.Sent,
            one.Postponed + other.Postponed,
            one.Failed + other.Failed,
            [.. one.Problems, .. other.Problems]
        );
}
