using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Teams;

/// <summary>The audit entry of a change of master data, for the commit that makes it current.</summary>
internal static class MasterDataDraft
{
    public static AuditDraft Of(MasterDataChange change, Actor actor, PeriodCode effectiveFrom) =>
        new(
            actor.Id,
            actor.Kind,
            MasterDataChange.TypeName,
            null,
            null,
            change.New.ToString(),
            change.ToData(effectiveFrom)
        );
}
