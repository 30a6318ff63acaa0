using System.Globalization;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Runs;

/// <summary>What a note is on: <c>task 6</c>, <c>account 1200</c>, <c>entry JE-7</c>.</summary>
public static class NoteSubject
{
    public const string Invalid = "NOTE_SUBJECT_INVALID";
    private const string Account = "account ";
    private const string Entry = "entry ";

    public static string OfTask(int number) => string.Create(CultureInfo.InvariantCulture, $"task {number}");

    /// <summary>
    /// As it stands in the chain; <see cref="Invalid"/>, or <c>TASK_NOT_FOUND</c> where the run has no such task.
    /// </summary>
    public static Result<string> Parse(CloseRun run, string text)
    {
        if (text.Trim().Split(' ', 2, StringSplitOptions.TrimEntries) is not [var kind, var name])
            return Refuse(text);
        return kind switch
        {
            "task" when int.TryParse(name, CultureInfo.InvariantCulture, out var number) => run.Template.Find(number)
                is null
                ? new Fault(Refusal.TaskNotFound, $"the checklist of {run.Period} has no task {number}")
                : OfTask(number),
            "account" => AccountCode.Parse(name).Map(code => $"{Account}{code}"),
            "entry" => EntryId.Parse(name).Map(id => $"{Entry}{id}"),
            _ => Refuse(text),
        };
    }

    /// <summary>The account that a subject is; null where it is none.</summary>
    public static AccountCode? AccountOf(string subject) =>
        subject.StartsWith(Account, StringComparison.Ordinal)
            ? AccountCode.Parse(subject[Account.Length..]).Value
            : null;

    /// <summary>The entry that a subject is; null where it is none.</summary>
    public static EntryId? EntryOf(string subject) =>
        subject.StartsWith(Entry, StringComparison.Ordinal) ? EntryId.Parse(subject[Entry.Length..]).Value : null;

    private static Fault Refuse(string text) =>
        new(Invalid, $"a note is on 'task 6', 'account 1200' or 'entry JE-7', not on {new JsonString(text)}");
}
