using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>
/// Something that happened to a period's close. The events are the audit chain: the type with its version and the data
/// stand in an entry, the rest in its envelope. A version that was ever written is read forever.
/// </summary>
public abstract record RunEvent(PersonId By)
{
    /// <summary>Name and version, e.g. <c>run_started/1</c>.</summary>
    public abstract string Type { get; }

    public virtual JsonObject ToData() => JsonObject.Of();
}

/// <summary>
/// Every type of run event, in every version ever written. Imports and retention readings stand in the same chain and
/// are not runs.
/// </summary>
public static class RunEventCodec
{
    /// <summary>
    /// Null for a type that is not about a run; a known type with data that do not fit is <c>EVENT_INVALID</c>.
    /// </summary>
    public static Result<RunEvent?> Read(string type, PersonId by, JsonObject data)
    {
        // The event is made from stand-ins where a member is faulty; Finish then gives the fault instead.
        var fields = new Fields(data, "EVENT_INVALID");
        var read = Read(type, by, fields);
        return read is null ? (RunEvent?)null : fields.Finish<RunEvent?>(() => read);
    }

    /// <summary>Whether it is the type of a run event: one that is read, if only from stand-ins.</summary>
    public static bool Knows(string type) =>
        Read(type, default, new Fields(JsonObject.Of(), "EVENT_INVALID")) is not null;

    private static RunEvent? Read(string type, PersonId by, Fields fields) =>
        LifecycleEvents.Read(type, by, fields)
        ?? PreparationEvents.Read(type, by, fields)
        ?? TaskEvents.Read(type, by, fields)
        ?? SignOffEvents.Read(type, by, fields)
        ?? NoteEvents.Read(type, by, fields)
        ?? WaiverEvents.Read(type, by, fields)
        ?? CertificationEvents.Read(type, by, fields)
        ?? SealEvents.Read(type, by, fields)
        ?? ReviewEvents.Read(type, by, fields);
}
