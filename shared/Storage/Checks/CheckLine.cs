namespace Bookseal.Storage.Checks;

/// <summary>One line of a store check.</summary>
/// <param name="Found">What the store said.</param>
/// <param name="ToDo">What to do about it; null where nothing is to do.</param>
public sealed record CheckLine(string Name, string Found, string? ToDo)
{
    public bool IsGood => ToDo is null;

    public JsonObject ToJson() => JsonObject.Of(("found", Found), ("name", Name), ("ok", IsGood), ("to_do", ToDo));
}
