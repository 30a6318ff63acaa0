namespace Bookseal.Closing.Scheduling;

/// <summary>What a step of a close came to.</summary>
/// <param name="HasMore">Something may be due at once: look again.</param>
/// <param name="Refusal">The code of a refusal that another look would not change; null when there was none.</param>
public sealed record StepOutcome(bool HasMore, string? Refusal)
{
    public static StepOutcome Done { get; } = new(true, null);

    public static StepOutcome NothingDue { get; } = new(false, null);
}
