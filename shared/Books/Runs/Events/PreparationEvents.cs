using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>Phases 1 to 3: what was sealed, which guards passed, what was adjusted.</summary>
internal static class PreparationEvents
{
    public static RunEvent? Read(string type, PersonId by, Fields data) =>
        type switch
        {
            SubledgerClosed.TypeName => new SubledgerClosed(
                by,
                data.Text("subledger", SubledgerName.Parse),
                data.Integer("position_bytes"),
                data.Text("sha256", Digest.Parse),
                data.Integer("items")
            ),
            BankClosed.TypeName => new BankClosed(
                by,
                data.Integer("position_bytes"),
                data.Text("sha256", Digest.Parse),
                data.Integer("lines")
            ),
            CostsClosed.TypeName or CostsAccrued.TypeName => CostEvents.Read(type, by, data),
            GuardsEvaluated.TypeName => new GuardsEvaluated(
                by,
                data.SmallInteger("phase"),
                data.Texts("passed"),
                data.Texts("failed"),
                data.Text("outcomes_sha256", Digest.Parse)
            ),
            SubledgersSealed.TypeName => new SubledgersSealed(by),
            AdjustmentIntended.TypeName => new AdjustmentIntended(
                by,
                data.Text("key"),
                data.Integer("entries"),
                data.Text("batch_sha256", Digest.Parse)
            ),
            AdjustmentPosted.TypeName => new AdjustmentPosted(by, data.Text("key"), data.Integer("entries")),
            _ => null,
        };
}

/// <summary>A subledger was sealed at a position of its object: later items do not belong to this close.</summary>
/// <param name="PositionBytes">Length of the object up to which items count.</param>
/// <param name="Sha256">Digest of those bytes.</param>
public sealed record SubledgerClosed(
    PersonId By,
    SubledgerName Subledger,
    long PositionBytes,
    Digest Sha256,
    long Items
) : RunEvent(By)
{
    public const string TypeName = "subledger_closed/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        JsonObject.Of(
            ("items", Items),
            ("position_bytes", PositionBytes),
            ("sha256", Sha256),
            ("subledger", Subledger.ToString())
        );
}

/// <summary>
/// The bank statements were sealed at a position of their object: later lines do not belong to this close.
/// </summary>
/// <param name="PositionBytes">Length of the object up to which lines count.</param>
/// <param name="Sha256">Digest of those bytes.</param>
public sealed record BankClosed(PersonId By, long PositionBytes, Digest Sha256, long Lines) : RunEvent(By)
{
    public const string TypeName = "bank_closed/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        JsonObject.Of(("lines", Lines), ("position_bytes", PositionBytes), ("sha256", Sha256));
}

/// <summary>
/// Every subledger and the bank statements are sealed: the end of phase 1, where no task of the checklist says so.
/// </summary>
public sealed record SubledgersSealed(PersonId By) : RunEvent(By)
{
    public const string TypeName = "subledgers_sealed/1";

    public override string Type => TypeName;
}

/// <summary>
/// The guards of a phase were evaluated. The drill-down is too large for the chain; its digest is here.
/// </summary>
public sealed record GuardsEvaluated(
    PersonId By,
    int Phase,
    IReadOnlyList<string> Passed,
    IReadOnlyList<string> Failed,
    Digest Outcomes
) : RunEvent(By)
{
    public const string TypeName = "guards_evaluated/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        JsonObject.Of(
            ("failed", JsonArray.OfTexts(Failed)),
            ("outcomes_sha256", Outcomes),
            ("passed", JsonArray.OfTexts(Passed)),
            ("phase", Phase)
        );
}

/// <summary>Someone is about to post an adjustment under the run's lock.</summary>
/// <param name="Batch">Digest over the contents of its entries: the key stands for this batch and no other.</param>
public sealed record AdjustmentIntended(PersonId By, string Key, long Entries, Digest Batch) : RunEvent(By)
{
    public const string TypeName = "adjustment_intended/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => JsonObject.Of(("batch_sha256", Batch), ("entries", Entries), ("key", Key));
}

/// <summary>The adjustment's batch stands in the journal.</summary>
public sealed record AdjustmentPosted(PersonId By, string Key, long Entries) : RunEvent(By)
{
    public const string TypeName = "adjustment_posted/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => JsonObject.Of(("entries", Entries), ("key", Key));
}
