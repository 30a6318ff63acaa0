using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>Remarks on a close, and the files that belong to its tasks.</summary>
internal static class NoteEvents
{
    public static RunEvent? Read(string type, PersonId by, Fields data) =>
        type switch
        {
            NoteAdded.TypeName => new NoteAdded(by, data.SmallInteger("note"), data.Text("on"), data.Text("text")),
            NoteResolved.TypeName => new NoteResolved(by, data.SmallInteger("note"), data.Text("text")),
            FileAttached.TypeName => new FileAttached(
                by,
                data.SmallInteger("task"),
                data.Text("name"),
                data.Text("sha256", Digest.Parse),
                data.Integer("length_bytes")
            ),
            _ => null,
        };
}

/// <summary>Someone asks or remarks; until it is resolved the review of management is not done.</summary>
/// <param name="Note">1 for the run's first, and so on.</param>
/// <param name="On">What it is about: <c>task 6</c>, <c>account 1200</c>, <c>entry JE-7</c>.</param>
public sealed record NoteAdded(PersonId By, int Note, string On, string Text) : RunEvent(By)
{
    public const string TypeName = "note_added/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => JsonObject.Of(("note", Note), ("on", On), ("text", Text));
}

public sealed record NoteResolved(PersonId By, int Note, string Text) : RunEvent(By)
{
    public const string TypeName = "note_resolved/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => JsonObject.Of(("note", Note), ("text", Text));
}

/// <summary>A file that belongs to a task; its bytes are an object, named by their digest.</summary>
/// <param name="Name">As it was called; never a path.</param>
public sealed record FileAttached(PersonId By, int Task, string Name, Digest Sha256, long LengthBytes) : RunEvent(By)
{
    public const string TypeName = "file_attached/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        JsonObject.Of(("length_bytes", LengthBytes), ("name", Name), ("sha256", Sha256), ("task", Task));
}
