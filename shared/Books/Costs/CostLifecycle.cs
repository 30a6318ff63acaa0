namespace Bookseal.Books.Costs;

/// <summary>Whether a provider may still change what it billed, or has said its last word.</summary>
public enum CostLifecycle
{
    Preliminary,
    Final,
}

public static class CostLifecycles
{
    public static string Text(this CostLifecycle lifecycle) =>
        lifecycle switch
        {
            CostLifecycle.Preliminary => "preliminary",
            CostLifecycle.Final => "final",
            _ => throw new ArgumentOutOfRangeException(nameof(lifecycle)),
        };

    public static Result<CostLifecycle> Parse(string text) =>
        text switch
        {
            "preliminary" => CostLifecycle.Preliminary,
            "final" => CostLifecycle.Final,
            _ => new Fault("LIFECYCLE_INVALID", $"a lifecycle is preliminary or final, not {new JsonString(text)}"),
        };
}
