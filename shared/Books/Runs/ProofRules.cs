using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs.Events;
using static Bookseal.Books.Runs.Rule;

namespace Bookseal.Books.Runs;

/// <summary>Who may certify what.</summary>
internal static class ProofRules
{
    public static Result<IReadOnlyList<RunEvent>> Certify(CloseRun run, CertifyRun certify)
    {
        if (run.Certification is { } known)
            return known.By == certify.Actor.Id && known.Payload == certify.Payload
                ? Nothing()
                : Refuse(Refusal.PeriodClosed, $"{known.By} has certified {run.Period}");
        if (Active(run) is { } inactive)
            return inactive;
        if (MissingRole(run, certify.Actor, Acts.Certify.Role) is { } denied)
            return denied;
        if (certify.Actor.IsAgent)
            return Refuse(Refusal.AuthorityDenied, "an agent never certifies");
        var task = run.Template.Tasks.First(item => item.Action == TaskAction.Certify);
        if (run.Package is null || !Planner.IsReady(run, task))
            return NotReady(task.Number);
        if (run.Package.Payload != certify.Payload)
            return Refuse(Refusal.PayloadChanged, "what was shown is not what was prepared; look again");
        var prepared = run.Preparers.Contains(certify.Actor.Id) || certify.Preparers.Contains(certify.Actor.Id);
        if (prepared && run.Policy.EnforceSegregation)
            return Refuse(
                Refusal.SegregationOfDuties,
                $"{certify.Actor.Id} prepared {run.Period} and cannot certify it; another approver can"
            );
        if (run.IsDirect && (certify.Actor.Id != run.StartedBy || !certify.Actor.IsUnattended))
            return Refuse(
                Refusal.OutOfOrder,
                $"one call closes {run.Period}: that call certifies it, and nobody looks at it; cancel it to have "
                    + "people close it"
            );
        if (certify.Unreviewed.Count > 0 && !certify.Actor.IsUnattended)
            return Refuse(
                Refusal.WarningsNotAccepted,
                $"nobody has accepted {string.Join(", ", certify.Unreviewed)}; "
                    + "'bookseal accept' takes a word for each"
            );
        if (certify.KeyId.Length == 0)
            return Refuse(Refusal.OutOfOrder, "no key was named for this certification; certify again");
        return Happens(
            new TaskCompleted(certify.Actor.Id, task.Number, certify.Actor.Attestation),
            new Certified(certify.Actor.Id, certify.Payload, certify.KeyId, certify.Actor.Attestation)
        );
    }
}
