using Bookseal.Books.Calendars;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>How runs begin and end, how the period's journal is locked and given back, and what was refused.</summary>
internal static class LifecycleEvents
{
    public static RunEvent? Read(string type, PersonId by, Fields data) =>
        type switch
        {
            _ when RunStarted.IsType(type) => RunStarted.Read(type, by, data),
            TeamPinned.TypeName => new TeamPinned(by, StandingTeam.Read(data)),
            OpeningsRestated.TypeName => OpeningsRestated.Read(by, data),
            LockAcquired.TypeName => new LockAcquired(by),
            LockReleased.TypeName => new LockReleased(by),
            RunResumed.TypeName => new RunResumed(by),
            RunCancelled.TypeName => new RunCancelled(by, data.Text("reason")),
            Decertified.TypeName => new Decertified(by, DecertifiedClose.Read(data), data.Text("reason")),
            PeriodLocked.TypeName => new PeriodLocked(by),
            JournalSealed.TypeName => new JournalSealed(by),
            CommandRefused.TypeName => new CommandRefused(
                by,
                data.Text("command"),
                data.Text("code"),
                data.Text("reason")
            ),
            _ => null,
        };
}

/// <summary>A run began; the intention to lock the journal. Pins template, rule set, policy and master data.</summary>
/// <param name="Master">What this run works with; imports during the close do not reach it.</param>
/// <param name="PreparedBy">
/// Who prepared the period in earlier attempts: a cancellation does not make anyone impartial.
/// </param>
public sealed record RunStarted(
    PersonId By,
    int Attempt,
    string Template,
    string Rules,
    Policy Policy,
    string Attestation,
    IReadOnlyList<PersonId> PreparedBy,
    MasterDigests Master
) : RunEvent(By)
{
    /// <summary>
    /// Without a decertified close; version 2 can name one. Both are written: what no reopened period needs stays as it
    /// was.
    /// </summary>
    public const string TypeName = "run_started/1";

    public const string TypeNameAfterReopening = "run_started/2";

    /// <summary>With the checklist, since rules 5; it may name a decertified close.</summary>
    public const string TypeNameWithChecklist = "run_started/3";

    /// <summary>What this period had certified before it was reopened; null in a period that never was.</summary>
    public DecertifiedClose? Decertified { get; init; }

    /// <summary>The checklist; null where the name of one of the essential ones is all that was pinned.</summary>
    public CloseTemplate? Checklist { get; init; }

    /// <summary>Who wanted it, by when and how urgently; null in versions 1 and 2.</summary>
    public CloseInitiation? Initiation { get; init; }

    /// <summary>Of a close with one call, since rules 6; null of any other.</summary>
    public DirectRequest? Direct { get; init; }

    public override string Type
    {
        get
        {
            if (Checklist is not null)
                return TypeNameWithChecklist;
            return Decertified is null ? TypeName : TypeNameAfterReopening;
        }
    }

    public static bool IsType(string type) => type is TypeName or TypeNameAfterReopening or TypeNameWithChecklist;

    /// <summary><c>TEMPLATE_UNKNOWN</c> for a name that no release has pinned.</summary>
    public Result<CloseTemplate> FindChecklist() => Checklist ?? EssentialTemplates.Find(Template);

    public override JsonObject ToData() =>
        JsonObject.Of(
            ("attempt", Attempt),
            ("attestation", Attestation),
            ("books", Master.ToJson()),
            ("checklist", Checklist?.ToJson()),
            ("checklist_sha256", Checklist is { } checklist ? checklist.Digest : (JsonValue?)null),
            ("direct", Direct?.ToJson()),
            ("initiation", Initiation?.ToJson()),
            ("policy", Policy.ToJson()),
            ("prepared_by", JsonArray.OfTexts(PreparedBy.Select(person => person.ToString()))),
            ("rules", Rules),
            ("template", Template),
            ("withdrawn", Decertified?.ToJson())
        );

    internal static RunStarted Read(string type, PersonId by, Fields data)
    {
        var decertified = data.OptionalObject("withdrawn", DecertifiedClose.FromJson);
        var checklist = type == TypeNameWithChecklist ? data.Object("checklist", CloseTemplate.FromJson) : null;
        if (type != TypeNameWithChecklist && decertified is null != (type == TypeName))
            data.Fail("version 2 names a decertified close, version 1 does not");
        if (type == TypeNameWithChecklist && data.Text("checklist_sha256", Digest.Parse) != checklist?.Digest)
            data.Fail("'checklist_sha256' is not the digest of the checklist");
        return new(
            by,
            data.SmallInteger("attempt"),
            data.Text("template"),
            data.Text("rules"),
            data.Object("policy", Policy.FromJson),
            data.Text("attestation"),
            data.Texts("prepared_by", PersonId.Parse),
            data.Object("books", MasterDigests.FromJson)
        )
        {
            Decertified = decertified,
            Checklist = checklist,
            Initiation = checklist is null ? null : data.OptionalObject("initiation", CloseInitiation.FromJson),
            Direct = checklist is null ? null : data.OptionalObject("direct", DirectRequest.FromJson),
        };
    }
}

/// <summary>
/// An adjustment period was closed since the period before: what it did is part of this close's openings.
/// </summary>
/// <param name="Certificate">Digest of the adjustment period's close certificate.</param>
public sealed record OpeningsRestated(PersonId By, PeriodCode Adjustment, Guid ProofId, Digest Certificate)
    : RunEvent(By)
{
    public const string TypeName = "openings_restated/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        JsonObject.Of(
            ("adjustment", Adjustment.ToString()),
            ("certificate_sha256", Certificate),
            ("proof_id", ProofId.ToString("D"))
        );

    internal static OpeningsRestated Read(PersonId by, Fields data)
    {
        var adjustment = data.Text("adjustment", PeriodCode.Parse);
        if (!adjustment.IsAdjustment)
            data.Fail("'adjustment' is an adjustment period");
        return new(
            by,
            adjustment,
            data.Text("proof_id", EventIds.Parse),
            data.Text("certificate_sha256", Digest.Parse)
        );
    }
}

/// <summary>The journal's lease is the run's: from here the store refuses every other posting (R25).</summary>
public sealed record LockAcquired(PersonId By) : RunEvent(By)
{
    public const string TypeName = "lock_acquired/1";

    public override string Type => TypeName;
}

/// <summary>The lease was released after a cancellation or a reopening.</summary>
public sealed record LockReleased(PersonId By) : RunEvent(By)
{
    public const string TypeName = "lock_released/1";

    public override string Type => TypeName;
}

/// <summary>Someone mended the books of a blocked run: its guards are due again.</summary>
public sealed record RunResumed(PersonId By) : RunEvent(By)
{
    public const string TypeName = "run_resumed/1";

    public override string Type => TypeName;
}

public sealed record RunCancelled(PersonId By, string Reason) : RunEvent(By)
{
    public const string TypeName = "run_cancelled/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => JsonObject.Of(("reason", Reason));
}

/// <summary>An approver reopened the period; the lease is released next, and the period is open again.</summary>
/// <param name="Close">What had been certified.</param>
public sealed record Decertified(PersonId By, DecertifiedClose Close, string Reason) : RunEvent(By)
{
    public const string TypeName = "decertified/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => Close.ToJson().With("reason", Reason);
}

/// <summary>
/// What a reopened period had certified: the next certificate names it, and its journal must extend the one that this
/// covered.
/// </summary>
/// <param name="Version">1 for the first certificate of a period.</param>
/// <param name="Certificate">SHA-256 of the certificate.</param>
/// <param name="Entries">How many first entries of the journal it covered.</param>
public sealed record DecertifiedClose(int Version, Guid ProofId, Digest Certificate, Digest LedgerHash, long Entries)
{
    public JsonObject ToJson() =>
        JsonObject.Of(
            ("certificate_sha256", Certificate),
            ("entries", Entries),
            ("ledger_hash", LedgerHash),
            ("proof_id", ProofId.ToString("D")),
            ("version", Version)
        );

    public static Result<DecertifiedClose> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "EVENT_INVALID");
        var read = Read(fields);
        return fields.Finish(() => read);
    }

    internal static DecertifiedClose Read(Fields data)
    {
        var close = new DecertifiedClose(
            data.SmallInteger("version"),
            data.Text("proof_id", EventIds.Parse),
            data.Text("certificate_sha256", Digest.Parse),
            data.Text("ledger_hash", Digest.Parse),
            data.Integer("entries")
        );
        if (close.Version < 1 || close.Entries < 0)
            data.Fail("a version is at least 1, a count not negative");
        return close;
    }
}

/// <summary>The close is final: the period can never be reopened.</summary>
public sealed record PeriodLocked(PersonId By) : RunEvent(By)
{
    public const string TypeName = "period_locked/1";

    public override string Type => TypeName;
}

/// <summary>The store takes no more appends to the locked period's journal, whoever asks.</summary>
public sealed record JournalSealed(PersonId By) : RunEvent(By)
{
    public const string TypeName = "journal_sealed/1";

    public override string Type => TypeName;
}

/// <summary>Someone asked for something that the rules forbid. Changes nothing; an auditor wants to know.</summary>
public sealed record CommandRefused(PersonId By, string Command, string Code, string Reason) : RunEvent(By)
{
    public const string TypeName = "command_refused/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => JsonObject.Of(("code", Code), ("command", Command), ("reason", Reason));
}

/// <summary>UUIDs in events: lower case, with hyphens.</summary>
internal static class EventIds
{
    public static Result<Guid> Parse(string text) =>
        Guid.TryParseExact(text, "D", out var id) ? id : new Fault("EVENT_INVALID", "not a UUID");
}
