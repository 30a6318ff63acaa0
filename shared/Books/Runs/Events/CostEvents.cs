using Bookseal.Books.Costs;
using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>Which costs a close is of, and which entries accrue what of them is not final.</summary>
internal static class CostEvents
{
    public static RunEvent? Read(string type, PersonId by, Fields data) =>
        type switch
        {
            CostsClosed.TypeName => new CostsClosed(
                by,
                data.Text("ledger_sha256", Digest.Parse),
                data.Text("sha256", Digest.Parse),
                data.Integer("bytes"),
                data.Integer("lines"),
                data.Text("settings_sha256", Digest.Parse)
            ),
            CostsAccrued.TypeName => new CostsAccrued(by, data.Text("provider"), data.Text("entry", EntryId.Parse)),
            _ => null,
        };
}

/// <summary>
/// The costs that the period took in were sealed as a list of batches had them: what is imported later does not belong
/// to this close.
/// </summary>
/// <param name="Ledger">Of that list, which the audit chain named before.</param>
/// <param name="Sha256">
/// Of the lines of the period, and of the lines of earlier periods that they restate: the bag's costs.ndjson.
/// </param>
/// <param name="Settings">Of costs.json as it was then.</param>
public sealed record CostsClosed(PersonId By, Digest Ledger, Digest Sha256, long Bytes, long Lines, Digest Settings)
    : RunEvent(By)
{
    public const string TypeName = "costs_closed/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        JsonObject.Of(
            ("bytes", Bytes),
            ("ledger_sha256", Ledger),
            ("lines", Lines),
            ("settings_sha256", Settings),
            ("sha256", Sha256)
        );
}

/// <summary>
/// Somebody names the entry that accrues what a provider may still change; the last word on each counts.
/// </summary>
public sealed record CostsAccrued(PersonId By, string Provider, EntryId Entry) : RunEvent(By)
{
    public const string TypeName = "costs_accrued/1";

    public override string Type => TypeName;

    public CostAccrual Accrual => new(Provider, Entry);

    public override JsonObject ToData() => JsonObject.Of(("entry", Entry.ToString()), ("provider", Provider));
}
