using Bookseal.Books.Values;

namespace Bookseal.Books.Repairs;

/// <summary>
/// A fix of the data by hand, as one person proposes it: entries for an open period, and why. It changes nothing until
/// another person approves this very proposal, by its digest.
/// </summary>
/// <param name="Batch">
/// The digest of the entries' lines, which lie as <c>evidence/{tenant}/{period}/{sha256}</c>.
/// </param>
/// <param name="From">The first day that it touches; <paramref name="To"/> the last.</param>
public sealed record RepairProposed(
    PersonId By,
    PeriodCode Period,
    Digest Batch,
    long Entries,
    DateOnly From,
    DateOnly To,
    string Reason
)
{
    public const string TypeName = "repair_proposed/1";

    /// <summary>What approves it names: whoever approves has seen all of this.</summary>
    public Digest Digest => CanonicalJson.DigestOf(ToData());

    /// <summary>The batch's key in the journal: it is posted once, however often it is tried.</summary>
    public string Key => $"repair-{Digest}";

    public JsonObject ToData() =>
        JsonObject.Of(
            ("by", By.ToString()),
            ("entries", Entries),
            ("entries_sha256", Batch),
            ("from", Dates.Text(From)),
            ("period", Period.ToString()),
            ("reason", Reason),
            ("to", Dates.Text(To))
        );

    public static Result<RepairProposed> FromData(JsonObject source)
    {
        var fields = new Fields(source, "EVENT_INVALID");
        var read = new RepairProposed(
            fields.Text("by", PersonId.Parse),
            fields.Text("period", PeriodCode.Parse),
            fields.Text("entries_sha256", Evidence.Digest.Parse),
            fields.Integer("entries"),
            fields.Text("from", Dates.Parse),
            fields.Text("to", Dates.Parse),
            fields.Text("reason")
        );
        return fields.Finish(() => read);
    }
}
