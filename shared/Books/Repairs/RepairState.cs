using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;

namespace Bookseal.Books.Repairs;

/// <summary>
/// A repair as the chain tells it: proposed, approved by another person, done with a proof. Pure; also the content of
/// its row beside the chain.
/// </summary>
/// <param name="Export">The proof of the days that it touched; null before it is done.</param>
public sealed record RepairState(RepairProposed Proposed, PersonId? ApprovedBy, Guid? Export)
{
    public const string ApprovedType = "repair_approved/1";

    public const string CompletedType = "repair_completed/1";

    public bool IsDone => Export is not null;

    public string RowKey => RowKeyOf(Proposed.Digest);

    /// <summary>How the keys of the rows begin.</summary>
    public const string Family = "repair-";

    public static string RowKeyOf(Digest repair) => $"{Family}{repair}";

    /// <summary>Why this person may not have it done; null where they may.</summary>
    public Fault? RefuseApproval(Actor actor)
    {
        if (actor.Role < Acts.ApproveRepair.Role)
            return new(
                Refusal.AuthorityDenied,
                $"{actor.Id} is {actor.Role.Text()}; approving a repair needs {Acts.ApproveRepair.Role.Text()}"
            );
        return actor.Id == Proposed.By
            ? new(Refusal.SegregationOfDuties, $"{actor.Id} has proposed this repair; another person approves it")
            : null;
    }

    public JsonObject ApprovedData => JsonObject.Of(("repair", Proposed.Digest));

    public JsonObject CompletedData => ApprovedData.With("export", Export?.ToString("D"));

    /// <summary>The state after an entry of the chain; null of one that is of no repair.</summary>
    public static Result<RepairState?> Evolve(
        Func<Digest, RepairState?> find,
        string type,
        PersonId by,
        JsonObject data
    )
    {
        if (type == RepairProposed.TypeName)
            return RepairProposed.FromData(data).Map<RepairState?>(proposed => new RepairState(proposed, null, null));
        if (type is not (ApprovedType or CompletedType))
            return (RepairState?)null;
        var fields = new Fields(data, "EVENT_INVALID");
        var repair = fields.Text("repair", Digest.Parse);
        var export = type == CompletedType ? fields.Text("export", ParseExport) : (Guid?)null;
        return fields
            .Finish(() => repair)
            .Then<RepairState?>(digest =>
                find(digest) is { } known
                    ? known with
                    {
                        ApprovedBy = known.ApprovedBy ?? by,
                        Export = export ?? known.Export,
                    }
                    : new Fault("EVENT_INVALID", $"repair {digest} was never proposed")
            );
    }

    public byte[] ToBytes() =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("approved_by", ApprovedBy?.ToString()),
                ("export", Export?.ToString("D")),
                ("proposed", Proposed.ToData())
            )
        );

    public static Result<RepairState> FromBytes(ReadOnlySpan<byte> row) =>
        JsonText
            .ParseObject(row)
            .Then(source =>
            {
                var fields = new Fields(source, "PROJECTION_INVALID");
                var by = fields.OptionalText("approved_by", PersonId.Parse);
                var export = fields.OptionalText("export", ParseExport);
                var proposed = fields.Object("proposed", RepairProposed.FromData);
                return fields.Finish(() => new RepairState(proposed, by, export));
            });

    private static Result<Guid> ParseExport(string text) =>
        Guid.TryParseExact(text, "D", out var id) ? id : new Fault("EVENT_INVALID", "not a UUID");
}
