using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;

namespace Bookseal.Books.Proof.Verification;

/// <summary>Who may have done what in a run: persons of the team that it pinned, in their roles.</summary>
internal static class ActorRules
{
    /// <summary>Null where this actor may have done it; otherwise the finding.</summary>
    /// <param name="run">As it was before the event.</param>
    /// <param name="team">Null under rules that name none: then nobody is known by name.</param>
    public static Fault? Refuse(CloseRun run, RunEvent happened, AuditEntry entry, IReadOnlyList<Person>? team)
    {
        if (Attestation(happened) is { } attestation and not ("attended" or "unattended"))
            return new(
                "ATTESTATION_INVALID",
                $"an attestation is attended or unattended, not {new JsonString(attestation)}"
            );
        if (RoleOf(run, happened) is not { } role)
            return null;
        var isAgent = entry.Actor == PersonId.System;
        if (entry.ActorKind != (isAgent ? "agent" : "person"))
            return new(Refusal.PersonUnknown, $"{entry.Actor} is no {new JsonString(entry.ActorKind)}");
        if (isAgent)
            return IsPersons(run, happened) ? new(Refusal.PersonUnknown, "the software did what takes a person") : null;
        if (IsAgents(run, happened))
            return new(Refusal.PersonUnknown, $"{entry.Actor} did what only the software does");
        if (team is null)
            return null;
        var person = team.FirstOrDefault(member => member.Id == entry.Actor);
        if (person is null)
            return new(Refusal.PersonUnknown, $"{entry.Actor} is not in the team that the run pinned");
        return person.Role >= role
            ? null
            : new(Refusal.PersonUnknown, $"{entry.Actor} is {person.Role.Text()}, and this takes {role.Text()}");
    }

    private static string? Attestation(RunEvent happened) =>
        happened switch
        {
            RunStarted started => started.Attestation,
            TaskCompleted completed => completed.Attestation,
            TaskApproved approved => approved.Attestation,
            Certified certified => certified.Attestation,
            _ => null,
        };

    /// <summary>The least role of whoever does it; null for what only records an effect.</summary>
    private static Role? RoleOf(CloseRun run, RunEvent happened) =>
        happened switch
        {
            Certified or CertificationDeclined or RunCancelled or RunStarted { Direct: not null } => Role.Approver,
            WarningsAccepted => Role.Reviewer,
            VarianceWaived => Acts.Waive.Role,
            WaiverResolved => Acts.ResolveWaiver.Role,
            CostsAccrued => Acts.NameAccrual.Role,
            RunStarted or RunResumed or AdjustmentIntended => Role.Preparer,
            TaskCompleted completed => run.Template.Find(completed.Task)?.Role ?? Role.Auditor,
            TaskApproved approved => run.Template.Find(approved.Task)?.Approval ?? Role.Approver,
            TaskSkipped skipped => TaskRules.RoleToSkip(run.Template.Find(skipped.Task)),
            TaskStarted started => run.Template.Find(started.Task)?.Role ?? Role.Approver,
            TaskBlocked blocked => run.Template.Find(blocked.Task)?.Role ?? Role.Approver,
            TaskAssigned => Acts.AssignTask.Role,
            NoteAdded or NoteResolved or FileAttached => Acts.WriteNote.Role,
            TaskPrepared or TaskFlagged or SignOffsVoided or SubledgersSealed => Role.Auditor,
            _ => null,
        };

    private static bool IsPersons(CloseRun run, RunEvent happened) =>
        happened
            is Certified
                or RunStarted { Direct: not null }
                or CertificationDeclined
                or WarningsAccepted
                or TaskApproved
                or TaskSkipped
                or TaskStarted
                or TaskBlocked
                or TaskAssigned
                or NoteAdded
                or NoteResolved
                or FileAttached
                or VarianceWaived
                or WaiverResolved
                or CostsAccrued
        || (happened is TaskCompleted completed && run.Template.Find(completed.Task)?.Role is not null);

    private static bool IsAgents(CloseRun run, RunEvent happened) =>
        happened is TaskPrepared or TaskFlagged or SignOffsVoided or SubledgersSealed
        || (happened is TaskCompleted completed && run.Template.Find(completed.Task) is { Role: null });
}
