using Bookseal.Books.Reconciliation;
using Bookseal.Books.Values;

namespace Bookseal.Web.Requests;

/// <summary>The days that a request is about, and what is compared with what there.</summary>
/// <param name="Rules">As reconciliation.json has them; none where the request brings none.</param>
internal sealed record IntervalBody(Interval Interval, ReconciliationRules Rules, bool IsDryRun)
{
    /// <summary><c>REQUEST_INVALID</c>, <c>INTERVAL_INVALID</c>, <c>RECONCILIATION_INVALID</c>.</summary>
    public static Result<IntervalBody> Read(JsonObject body, bool mayBeDry)
    {
        var fields = new Fields(body, "REQUEST_INVALID");
        var (from, to) = (fields.Text("from", Dates.Parse), fields.Text("to", Dates.Parse));
        var rules = fields.Has("rules") ? fields.Object("rules") : null;
        var isDryRun = mayBeDry && fields.Has("dry_run") && fields.Boolean("dry_run");
        return fields
            .Finish(() => (from, to))
            .Then(days => Interval.Of(days.from, days.to))
            .Then(interval =>
                (
                    rules is null
                        ? ReconciliationRules.None
                        : ReconciliationRules.FromBytes(CanonicalJson.ToBytes(rules))
                ).Map(read => new IntervalBody(interval, read, isDryRun))
            );
    }
}
