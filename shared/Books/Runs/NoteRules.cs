using Bookseal.Books.Company;
using Bookseal.Books.Runs.Events;
using static Bookseal.Books.Runs.Rule;

namespace Bookseal.Books.Runs;

/// <summary>Remarks on a close, and files that belong to its tasks.</summary>
internal static class NoteRules
{
    public static Result<IReadOnlyList<RunEvent>> Add(CloseRun run, AddNote add)
    {
        if (MissingPerson(run, add.Actor, Acts.WriteNote.Role) is { } denied)
            return denied;
        if (TextFault(add.Text.Trim()) is { } unreasoned)
            return unreasoned;
        if (add.On.Length is 0 or > Limits.NoteSubjectCharacters)
            return Refuse(
                Refusal.ReasonInvalid,
                $"what a note is on has 1 to {Limits.NoteSubjectCharacters} characters"
            );
        if (run.Notes.Count == Limits.ReviewNotes)
            return Refuse(Refusal.TooManyNotes, $"a close has at most {Limits.ReviewNotes} notes");
        return Happens(new NoteAdded(add.Actor.Id, run.Notes.Count + 1, add.On, add.Text.Trim()));
    }

    public static Result<IReadOnlyList<RunEvent>> Resolve(CloseRun run, ResolveNote resolve)
    {
        if (MissingPerson(run, resolve.Actor, Acts.WriteNote.Role) is { } denied)
            return denied;
        if (!run.Notes.TryGetValue(resolve.Note, out var note))
            return Refuse(Refusal.NoteNotFound, $"the close of {run.Period} has no note {resolve.Note}");
        if (TextFault(resolve.Text.Trim()) is { } unreasoned)
            return unreasoned;
        return note.Answer is null
            ? Happens(new NoteResolved(resolve.Actor.Id, note.Number, resolve.Text.Trim()))
            : Nothing();
    }

    public static Result<IReadOnlyList<RunEvent>> Attach(CloseRun run, AttachFile attach)
    {
        if (run.Template.Find(attach.Task) is null)
            return Refuse(Refusal.TaskNotFound, $"the checklist of {run.Period} has no task {attach.Task}");
        if (MissingPerson(run, attach.Actor, Acts.WriteNote.Role) is { } denied)
            return denied;
        // As for postings: what is prepared behind the fence has every file, whoever attaches at the same moment.
        if (run.FenceIntended)
            return Refuse(
                Refusal.PeriodClosing,
                $"the final reports of {run.Period} have begun; to attach, send the close back ('bookseal decline')"
            );
        if (run.Attachments.Any(file => file.Task == attach.Task && file.Sha256 == attach.Sha256))
            return Nothing();
        if (
            run.Attachments.Length == Limits.Attachments
            || run.Attachments.Sum(file => file.LengthBytes) + attach.LengthBytes > Limits.AttachmentsBytes
        )
            return Refuse(
                Refusal.AttachmentsTooLarge,
                $"a close takes {Limits.Attachments} files of {Limits.AttachmentsBytes} bytes in all"
            );
        return Happens(new FileAttached(attach.Actor.Id, attach.Task, attach.File, attach.Sha256, attach.LengthBytes));
    }

    /// <summary>Lines are text; what moves a terminal's cursor, or hides in a page, is none.</summary>
    private static Fault? TextFault(string text) =>
        text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))
            ? Refuse(Refusal.ReasonInvalid, "a note has no control characters but line ends and tabs")
            : ReasonFault(text);
}
