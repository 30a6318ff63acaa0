using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

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

    public static Result<RunEvent> Read(PersonId by, JsonObject data)
    {
        var fields = new Fields(data, "EVENT_INVALID");
        var items = fields.Integer("items");
        var position = fields.Integer("position_bytes");
        var sha256 = fields.Text("sha256", Digest.Parse);
        var subledger = fields.Text("subledger", SubledgerName.Parse);
        return fields.Finish<RunEvent>(() => new SubledgerClosed(by, subledger, position, sha256, items));
    }
}
