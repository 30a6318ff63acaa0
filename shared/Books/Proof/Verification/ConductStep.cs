using System.Diagnostics.CodeAnalysis;
using Bookseal.Books.Audit;
using Bookseal.Books.Certificates;
using Bookseal.Books.Company;
using Bookseal.Books.Guards;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Books.Waivers;

namespace Bookseal.Books.Proof.Verification;

/// <summary>
/// Was the run conducted by the rules? Its events one after the other: in an order that a close can have, each of this
/// run, by persons who may, after the period's end; and the fence where the journal in the bag ends.
/// </summary>
internal static class ConductStep
{
    private const string Name = "conduct";

    public static void Run(CloseInputs inputs, AuditEvidence audit, CheckList checks)
    {
        var entries = audit.Slice.Entries;
        var own = OwnEntries(audit).ToList();
        var before = own.Count == 0 ? entries : [.. entries.TakeWhile(entry => entry.Sequence < own[0].Sequence)];
        var fault = own.Count == 0 ? null : CheckStart(own[0], before, audit) ?? Walk(own, audit.Run);
        if (own.Count == 0)
            checks.Fail(
                Name,
                FailureClass.AuditChainBroken,
                ConductRules.OutOfOrder,
                "the slice does not reach back to the start of the run"
            );
        else
            checks.Require(
                fault is null,
                Name,
                CheckOutcome.Verified,
                $"{own.Count} events of run {audit.Run.Id} in an order that a close can have, by persons who may",
                fault?.Code is ConductRules.GuardsFailed or ConductRules.GuardsMissing
                    ? FailureClass.GuardFailed
                    : FailureClass.AuditChainBroken,
                fault?.Code ?? "",
                fault?.Message ?? ""
            );
        CheckJournalRuns(inputs, audit.Run, checks);
        CheckGuardCodes(inputs, audit.Run, own, checks);
        CheckFence(inputs, audit.Run, checks);
        CheckTime(inputs, audit, checks);
    }

    /// <summary>The run's events from its start on, without those of other periods and earlier runs.</summary>
    private static IEnumerable<AuditEntry> OwnEntries(AuditEvidence audit)
    {
        var ofPeriod = audit.Slice.Entries.Where(entry => entry.Period == audit.Run.Period).ToList();
        var start = ofPeriod.FindLastIndex(entry => RunStarted.IsType(entry.Type));
        return start < 0 ? [] : ofPeriod.Skip(start);
    }

    /// <summary>It goes on from what was before: the next attempt, with everyone who had prepared.</summary>
    private static Fault? CheckStart(AuditEntry start, IReadOnlyList<AuditEntry> before, AuditEvidence audit)
    {
        var blank = new CloseRun(audit.Run.Tenant, audit.Run.Period);
        if (!RunHistory.Replay(blank, before).TryGet(out var earlier, out var fault))
            return fault;
        if (EventOf(start) is not RunStarted started)
            return At(start, new(ConductRules.OutOfOrder, "it cannot be read"));
        if (ConductRules.Refuse(earlier, started) is { } refused)
            return At(start, refused);
        // A slice that begins later does not say what was before.
        var isKnown = earlier.Attempt > 0 || audit.Consistency.Frontier.End == 0;
        if (isKnown && started.Attempt != earlier.Attempt + 1)
            return At(start, new(ConductRules.OutOfOrder, $"after attempt {earlier.Attempt} it is {started.Attempt}"));
        var dropped = earlier.Preparers.Except(started.PreparedBy);
        return dropped.IsEmpty
            ? null
            : At(
                start,
                new("PREPARERS_MISSING", $"{string.Join(", ", dropped)} prepared the period before, and is not named")
            );
    }

    private static Fault? Walk(List<AuditEntry> own, CloseRun last)
    {
        var run = new CloseRun(last.Tenant, last.Period);
        var team = last.Team?.Persons.ToList();
        foreach (var entry in own)
        {
            if (EventOf(entry) is not { } happened)
                continue;
            if (entry.Run != last.Id || entry.Correlation != last.Id.ToString())
                return At(entry, new("RUN_ID_FOREIGN", $"it is of another run than {last.Id}"));
            var refused = happened is RunStarted ? null : ConductRules.Refuse(run, happened);
            var after = Evolver.Evolve(run, happened, entry.Timestamp);
            refused ??= ActorRules.Refuse(happened is RunStarted ? after : run, happened, entry, team);
            if (refused is not null)
                return At(entry, refused);
            run = after;
        }

        return null;
    }

    private static Fault At(AuditEntry entry, Fault fault) =>
        fault with
        {
            Message = $"entry {entry.Sequence} ({entry.Type}): {fault.Message}",
        };

    private static RunEvent? EventOf(AuditEntry entry) =>
        RunEventCodec.Read(entry.Type, entry.Actor, entry.Data) is { IsOk: true } read ? read.Value : null;

    /// <summary>What was posted under a close was posted under one of this period.</summary>
    private static void CheckJournalRuns(CloseInputs inputs, CloseRun run, CheckList checks)
    {
        var attempts = Enumerable
            .Range(1, Math.Clamp(run.Attempt, 0, Limits.JournalFaults))
            .Select(attempt => RunId.Of(run.Tenant, run.Period, attempt));
        var foreign = inputs.Books.Fold.Runs.Except(attempts.Append(run.Id)).ToList();
        checks.Require(
            foreign.Count == 0,
            "runs in the journal",
            CheckOutcome.Verified,
            $"{inputs.Books.Fold.Runs.Count}, of this period",
            FailureClass.AuditChainBroken,
            "RUN_ID_FOREIGN",
            $"entries name run {string.Join(", ", foreign.Take(3))}, which is none of this period"
        );
    }

    /// <summary>What passed is all that is evaluated: a list without a guard is a guard that nobody asked.</summary>
    private static void CheckGuardCodes(CloseInputs inputs, CloseRun run, List<AuditEntry> own, CheckList checks)
    {
        if (inputs.Books.Rules < RuleSet.V4)
            return;
        var missing = own.Select(EventOf)
            .OfType<GuardsEvaluated>()
            .Where(guards => guards.Failed.Count == 0)
            .SelectMany(guards =>
                WaivedGuards
                    .Evaluate(guards.Phase, inputs.Books, run)
                    .Select(outcome => outcome.Code)
                    // When phase 1 ended the close before may have been open, and its waivers unknown.
                    .Where(code => code != GuardCode.WaiversResolved || guards.Phase == 5)
                    .Except(guards.Passed)
                    .Select(code => $"{code} in phase {guards.Phase}")
            )
            .ToList();
        checks.Require(
            missing.Count == 0,
            "guards in the chain",
            CheckOutcome.Attested,
            "all of them, as the chain tells",
            FailureClass.GuardFailed,
            ConductRules.GuardsMissing,
            $"the chain does not say that it was evaluated: {string.Join(", ", missing.Take(5))}"
        );
    }

    /// <summary>The segments end where lines do, and the last where the journal in the bag does.</summary>
    private static void CheckFence(CloseInputs inputs, CloseRun run, CheckList checks)
    {
        var lengths = run.Fence?.SegmentLengths ?? [];
        var (end, isCut) = (0L, false);
        foreach (var length in lengths)
        {
            end = length < 0 || end > Limits.SafeInteger ? -1 : end + length;
            isCut |= !inputs.LineEnds.Contains(end);
            if (end < 0)
                break;
        }

        checks.Require(
            !isCut && end == inputs.JournalBytes,
            "fence position",
            CheckOutcome.Verified,
            $"the journal in the bag ends where it was fenced, at {inputs.JournalBytes} bytes",
            FailureClass.AuditChainBroken,
            "FENCE_MISMATCH",
            $"the journal in the bag has {inputs.JournalBytes} bytes; fenced were {string.Join(" + ", lengths)}"
        );
    }

    /// <summary>
    /// Nobody closes a period before its last day is over where the company is. Rules before 4 do not say where; then
    /// it was over nowhere yet.
    /// </summary>
    private static void CheckTime(CloseInputs inputs, AuditEvidence audit, CheckList checks)
    {
        var isStated = inputs.Books.Rules >= RuleSet.V4;
        if (isStated && inputs.Policy.TimeZone is null)
        {
            checks.Fail("period end", FailureClass.InputsInvalid, "POLICY_INVALID", "policy.json names no time zone");
            return;
        }

        var zone = isStated ? ZoneOf(inputs.Policy.TimeZone!) : null;
        var end = inputs.Books.LastDay.ToDateTime(TimeOnly.MaxValue);
        var offset = zone?.GetUtcOffset(end) ?? TimeSpan.FromHours(14);
        var run = audit.Run;
        checks.Require(
            IsAfter(run.StartedAt) && IsAfter(run.CertifiedAt!.Value),
            "period end",
            CheckOutcome.Verified,
            zone is null
                ? $"closed after {Dates.Text(inputs.Books.LastDay)} was over somewhere (no time zone is known here)"
                : $"closed after {Dates.Text(inputs.Books.LastDay)} was over in {zone.Id}",
            FailureClass.GuardFailed,
            "CERTIFIED_BEFORE_PERIOD_END",
            $"the close began at {Dates.Text(run.StartedAt)} and was certified at "
                + $"{Dates.Text(run.CertifiedAt!.Value)}, before {Dates.Text(inputs.Books.LastDay)} was over"
        );

        // In ticks: the last days of the calendar have no tomorrow.
        bool IsAfter(DateTimeOffset instant) => instant.UtcTicks + offset.Ticks > end.Ticks;
    }

    [SuppressMessage("Globalization", "CA1304", Justification = "time zone ids are not culture-dependent")]
    private static TimeZoneInfo? ZoneOf(string id) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;
}
