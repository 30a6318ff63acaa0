using Bookseal.Books.Company;
using Bookseal.Books.Runs.Events;
using static Bookseal.Books.Runs.Rule;

namespace Bookseal.Books.Runs;

/// <summary>Who says which entry accrues preliminary costs, and until when.</summary>
internal static class CostRules
{
    public static Result<IReadOnlyList<RunEvent>> Name(CloseRun run, NameAccrual name)
    {
        if (MissingPerson(run, name.Actor, Acts.NameAccrual.Role) is { } denied)
            return denied;
        if (run.Package is not null)
            return Refuse(
                Refusal.PeriodClosing,
                $"the package of {run.Period} waits for its certification; send the close back first "
                    + "('bookseal decline')"
            );
        return run.Accruals.GetValueOrDefault(name.Provider) == name.Entry
            ? Nothing()
            : Happens(new CostsAccrued(name.Actor.Id, name.Provider, name.Entry));
    }
}
