using Bookseal.Books.Runs;
using Bookseal.Storage;

namespace Bookseal.Closing;

/// <summary>Says in the words of the books why a period takes no postings.</summary>
public static class PeriodFaults
{
    public static Fault NotOpen(CloseRun run, string what) =>
        run.PeriodStatus switch
        {
            PeriodStatus.Closed => new Fault(
                "PERIOD_CLOSED",
                $"{what}: {run.Period} is closed; post it into an open period"
            ),
            PeriodStatus.Locked => new Fault(
                "PERIOD_LOCKED",
                $"{what}: {run.Period} is locked for good; post it into an open period"
            ),
            PeriodStatus.Closing when run.Status == RunStatus.AwaitingSignature => new Fault(
                "PERIOD_CLOSING",
                $"{what}: {run.Period} is certified and awaits its signatures; post it into a later period"
            ),
            PeriodStatus.Closing => new Fault(
                "PERIOD_CLOSING",
                $"{what}: {run.StartedBy} is closing {run.Period}; post it as a part of the close "
                    + "('bookseal post --adjust'), or into a later period"
            ),
            _ => new Fault(
                "PERIOD_CLOSING",
                $"{what}: a close or an import holds the journal of {run.Period}; try again. If it stays so, "
                    + $"'bookseal repair --period {run.Period}' finishes what stopped"
            ),
        };

    /// <summary>The journal is shut: a close has it, or it is sealed.</summary>
    public static bool RefusesAppends(Fault fault) =>
        fault.Code is StoreCode.LeaseMissing or StoreCode.LeaseMismatch or StoreCode.LeaseLost or StoreCode.Sealed;

    /// <summary>
    /// A store's refusal of a journal that is shut, as the period's status explains it; any other fault as it is.
    /// </summary>
    public static Fault OfStore(Fault refusal, CloseRun run) =>
        RefusesAppends(refusal) ? NotOpen(run, "nothing was posted") : refusal;
}
