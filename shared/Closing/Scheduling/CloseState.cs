using System.Text.Json.Serialization;

namespace Bookseal.Closing.Scheduling;

/// <summary>
/// How a close looks to its driver. By name where it is written down, so that an operator can read it.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<CloseState>))]
public enum CloseState
{
    /// <summary>Closed and sealed, cancelled, or never begun: its driver may go.</summary>
    Over,
    WorkDue,

    /// <summary>People are to act, or a guard blocks: a wake-up will tell.</summary>
    Waiting,
}
