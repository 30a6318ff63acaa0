using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Health;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Runs;

namespace Bookseal.Closing.Driving;

/// <summary>
/// What people say of a period beside its tasks: a word to its warnings, or that they will not certify.
/// </summary>
public sealed class Reviews(Workspace workspace, RunStore runs, PeriodReader reader)
{
    /// <summary>What is proposed to be done again when a certification is declined: the final adjustments.</summary>
    public static IReadOnlyList<int> ProposedAgain(CloseRun run) =>
        run.Template.FinalAdjustments is { } task ? [task.Number] : [];

    /// <summary>
    /// What is certified of an active run; of a period without one, what its close would carry if it began now.
    /// </summary>
    public async Task<Result<SignOffSheet>> ReadAsync(PeriodCode period, CancellationToken cancel)
    {
        var run = (await runs.LoadAsync(period, cancel)).Run;
        if (run.IsActive || run.IsClosed)
            return (await reader.ReadAsync(run, await workspace.ReadMasterDataAsync(run, cancel), cancel)).Map(
                reading => SignOffSheet.Of(reading.Books, run)
            );
        if (!(await workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out var fault))
            return fault;
        return (await reader.ReadAsync(period, master, cancel)).Map(reading => SignOffSheet.Of(reading.Books, run));
    }

    /// <summary>The group that was accepted; <c>WARNING_NOT_FOUND</c> where the books do not warn of that.</summary>
    public Task<Result<WarningGroup>> AcceptAsync(
        PeriodCode period,
        Actor actor,
        string code,
        string words,
        CancellationToken cancel
    ) => AcceptAsync(period, actor, code, null, words, cancel);

    /// <summary>The same; <c>PAYLOAD_CHANGED</c> where the warnings are others than the person was shown.</summary>
    /// <param name="shown">The digest of the group; null: what is there now.</param>
    public async Task<Result<WarningGroup>> AcceptAsync(
        PeriodCode period,
        Actor actor,
        string code,
        Digest? shown,
        string words,
        CancellationToken cancel
    )
    {
        if (!(await ReadAsync(period, cancel)).TryGet(out var sheet, out var fault))
            return fault;
        if (sheet.Warnings.FirstOrDefault(review => review.Group.Code == code) is not { } found)
            return new Fault(
                "WARNING_NOT_FOUND",
                sheet.Warnings.Count == 0
                    ? $"{period} has no warnings"
                    : $"{period} has no warning {new JsonString(code)}; it has "
                        + string.Join(", ", sheet.Warnings.Select(review => review.Group.Code))
            );
        if (shown is { } seen && seen != found.Group.Digest)
            return new Fault(
                Refusal.PayloadChanged,
                $"the {code} of {period} are others than were shown; look at them again"
            );
        var accepted = await runs.ExecuteAsync(
            period,
            new AcceptWarnings(actor, code, found.Group.Digest, words.Trim()),
            cancel
        );
        return accepted.Map(_ => found.Group);
    }

    /// <summary>Of what is there now.</summary>
    /// <inheritdoc cref="DeclineAsync(PeriodCode, Actor, IReadOnlyList{int}, string, Digest?, CancellationToken)"/>
    public Task<Result<CloseRun>> DeclineAsync(
        PeriodCode period,
        Actor actor,
        IReadOnlyList<int> tasks,
        string reason,
        CancellationToken cancel
    ) => DeclineAsync(period, actor, tasks, reason, null, cancel);

    /// <param name="tasks">To be done again; none: the final adjustments.</param>
    /// <param name="shown">The digest of what was looked at; null: of what is there now.</param>
    public Task<Result<CloseRun>> DeclineAsync(
        PeriodCode period,
        Actor actor,
        IReadOnlyList<int> tasks,
        string reason,
        Digest? shown,
        CancellationToken cancel
    ) =>
        runs.ExecuteAsync(
            period,
            loaded =>
                Task.FromResult<RunCommand>(
                    new DeclineCertification(
                        actor,
                        shown ?? loaded.Run.Package?.Payload ?? default,
                        tasks.Count > 0 ? tasks : ProposedAgain(loaded.Run),
                        reason.Trim()
                    )
                ),
            cancel
        );
}
