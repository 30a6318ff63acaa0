namespace Bookseal.Web.Answers;

/// <summary>
/// What of a text whoever asks may read, where that is not all of it: a refusal may name what they do not see.
/// </summary>
internal sealed record SeenText(Func<string, string> Of);
