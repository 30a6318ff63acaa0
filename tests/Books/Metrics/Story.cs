using System.Globalization;
using Bookseal.Books.Audit;
using Bookseal.Books.Calendars;
using Bookseal.Books.Certificates;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Metrics;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Tests.Runs;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Metrics;

/// <summary>
/// A chain told by hand: what happened, and when. Business days are Monday to Friday of UTC, without 16 February; the
/// books begin in January 2026.
/// </summary>
internal sealed class Story
{
    private static readonly PersonId Nora = Some.Person("nora");
    private static readonly PersonId Agent = PersonId.System;
    private readonly CompanyHistory _history = new(Some.Tenant);
    private AuditHead _head = AuditHead.Empty(Audit.Drafts.Log);
    private int _attempt;

    public static BusinessCalendar Calendar { get; } =
        new(CalendarSettings.Default with { Holidays = [new(2026, 2, 16)] }, TimeZoneInfo.Utc);

    public PeriodCode Period { get; private set; } = Some.January;

    /// <summary>What the agent found about the bank, where it is asked.</summary>
    public ItemCount Bank { get; set; }

    public Story In(PeriodCode period)
    {
        (Period, _attempt) = (period, 0);
        return this;
    }

    public Story Begins(string at, DateOnly? deadline = null) =>
        Happens(
            at,
            new RunStarted(
                Nora,
                ++_attempt,
                "month",
                RuleSet.Current.ToString(),
                Policy.Default,
                "attended",
                [],
                Command.Master
            )
            {
                Checklist = StandardWalk.Template,
                Initiation = deadline is { } day
                    ? new(Period, InitiatedBy.Manual, day, ClosePriority.Normal)
                    : CloseInitiation.Automatic(Period, DateOnly.FromDateTime(Instant(at).UtcDateTime), Calendar),
            }
        );

    public Story Cancels(string at) =>
        Happens(at, new RunCancelled(Nora, "wrong")).Happens(at, new LockReleased(Agent));

    public Story Certifies(string at) => Happens(at, new Certified(Nora, Some.Digest("payload"), "key", "attended"));

    public Story Seals(string at) =>
        Happens(at, new ProofSealed(Agent, Command.ProofId, Some.Digest("m"), Some.Digest("c"), 42));

    public Story Reopens(string at) =>
        Happens(at, new Decertified(Nora, new(1, Command.ProofId, Some.Digest("c"), Some.Digest("l"), 7), "an invoice"))
            .Happens(at, new LockReleased(Agent));

    public Story Guards(string at, int phase, string[] passed, params string[] failed) =>
        Happens(at, new GuardsEvaluated(Agent, phase, passed, failed, Some.Digest("outcomes")));

    public Story Posts(string at, bool isAgent, long entries, string key) =>
        Happens(at, new AdjustmentPosted(isAgent ? Agent : Nora, key, entries));

    public Story Happens(string at, RunEvent happened)
    {
        var run = RunId.Of(Some.Tenant, Period, _attempt);
        (_head, var added) = _head.Append([RunHistory.Draft(happened, "person", Period, run)], Instant(at));
        foreach (var entry in added)
            if (_history.Add(entry) is { } fault)
                throw new InvalidOperationException(fault.ToString());
        return this;
    }

    public PeriodHistory History(PeriodCode? period = null) => _history.Find(period ?? Period)!;

    /// <summary>The metrics of January and so many months after it.</summary>
    public CloseMetrics At(string now, int months = 1)
    {
        var periods = new List<PeriodFacts>();
        for (var period = Some.January; periods.Count < months; period = period.Next)
        {
            var found = _history.Find(period);
            var items = found is null ? default : Bank + ItemCount.OfEntries(found);
            periods.Add(PeriodFacts.Of(period, found, items, Calendar, Instant(now)));
        }

        return new(periods, Instant(now));
    }

    public static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text + "Z", CultureInfo.InvariantCulture);
}
