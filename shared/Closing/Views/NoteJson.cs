using Bookseal.Books.Runs;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Views;

/// <summary>A note on a close as scripts read it.</summary>
public static class NoteJson
{
    public static JsonObject Of(ReviewNote note) =>
        JsonObject.Of(
            ("answer", note.Answer),
            ("at", Dates.Text(note.At)),
            ("by", note.By.ToString()),
            ("note", note.Number),
            ("on", note.On),
            ("resolved_by", note.ResolvedBy?.ToString()),
            ("text", note.Text)
        );
}
