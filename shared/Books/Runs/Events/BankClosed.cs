using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>The bank statements were sealed at a position of their object: later lines do not belong to this close.</summary>
/// <param name="PositionBytes">Length of the object up to which lines count.</param>
/// <param name="Sha256">Digest of those bytes.</param>
public sealed record BankClosed(PersonId By, long PositionBytes, Digest Sha256, long Lines) : RunEvent(By)
{
    public const string TypeName = "bank_closed/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        JsonObject.Of(("lines", Lines), ("position_bytes", PositionBytes), ("sha256", Sha256));

    public static Result<RunEvent> Read(PersonId by, JsonObject data)
    {
        var fields = new Fields(data, "EVENT_INVALID");
        var lines = fields.Integer("lines");
        var position = fields.Integer("position_bytes");
        var sha256 = fields.Text("sha256", Digest.Parse);
        return fields.Finish<RunEvent>(() => new BankClosed(by, position, sha256, lines));
    }
}
