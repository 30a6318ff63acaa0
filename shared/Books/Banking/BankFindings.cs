using Bookseal.Books.Exceptions;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;

namespace Bookseal.Books.Banking;

/// <summary>What people are told about one bank account, and what they can do about it.</summary>
internal sealed class BankFindings(
    BankRow row,
    DateOnly periodEnd,
    IReadOnlyList<BankTransaction> transactions,
    IReadOnlyList<SubledgerItem> items
)
{
    private const int MostNamed = 5;

    private readonly CloseException _about = new("", "", true) { Entity = row.Account, Currency = row.Currency };

    private string Period => Dates.Text(periodEnd)[..^3];

    public IEnumerable<CloseException> OfDecisions(IEnumerable<(BankDecision Decision, Fault Fault)> faults) =>
        faults.Select(each => _about with { Category = each.Fault.Code, Description = each.Fault.Message });

    public IEnumerable<CloseException> OfVariance() =>
        row.VarianceMinor == 0
            ? []
            :
            [
                _about with
                {
                    Category = "bank_variance",
                    Description = "adjusted bank and adjusted book differ",
                    AmountMinor = row.VarianceMinor,
                },
            ];

    public CloseException OfProposal(BankPair proposal) =>
        _about with
        {
            Category = "bank_match_proposed",
            Description =
                $"{Listed(proposal.Transactions.Select(Text))} may be what the books have as "
                + $"{Listed(proposal.Items.Select(Text))}; if so, "
                + $"'bookseal match --period {Period} --accept {proposal.Id}' matches them",
            AmountMinor = proposal.Transactions.Aggregate((Int128)0, (sum, each) => sum + each.AmountMinor),
        };

    /// <summary>The transactions that nothing explains, and those that are only nearly explained.</summary>
    public IEnumerable<CloseException> OfUnexplained(OpenLines book, OpenLines bank, ReferenceGroups references)
    {
        foreach (var line in bank.All.Where(line => line.IsOpen || line.IsReserved))
            yield return _about with
            {
                Category = "bank_unrecorded",
                Description = Reason(line, transactions[line.Place], book, references),
                AmountMinor = line.Minor,
            };
    }

    public CloseException OfError(BankPair error) =>
        _about with
        {
            Category = "bank_error",
            Description =
                $"{Listed(error.Transactions.Select(Text).Concat(error.Items.Select(Text)))}: the bank's error, "
                + $"not corrected for {Age(error.Transactions.Select(each => each.Date), error.Date)} days",
            AmountMinor = error.DifferenceMinor,
            IsBlocking = false,
        };

    /// <summary>The oldest first.</summary>
    public IEnumerable<CloseException> OfStale(IEnumerable<SubledgerItem> outstanding) =>
        outstanding
            .Where(item => periodEnd.DayNumber - item.Date.DayNumber > BankReconciliation.StaleDays)
            .Select(item =>
                _about with
                {
                    Category = "stale_outstanding",
                    Description =
                        $"{item.Reference}, outstanding since {Dates.Text(item.Date)}, "
                        + $"{periodEnd.DayNumber - item.Date.DayNumber} days",
                    AmountMinor = item.NetMinor,
                    IsBlocking = false,
                    Subledger = item.Subledger,
                }
            );

    private string Reason(OpenLine line, BankTransaction transaction, OpenLines book, ReferenceGroups references)
    {
        var shown = $"{transaction.Reference} of {Dates.Text(transaction.Date)} ({transaction.Description})";
        if (line.IsReserved)
            return $"{shown} is matched with what is dated after {Dates.Text(periodEnd)}: the books had it too late";
        if (references.ItemsOfSameNumber(line) is { } inBooks)
            return $"{shown} is on the statement, and in the books with {Amount(inBooks)}: post the difference under "
                + $"that reference, or mark it as the bank's error ('bookseal match --bank-error')";
        var other = book.OfAmount(line.Minor)
            .Open(
                OpenLines.Shift(line.Date, -BankPairing.WindowDays),
                OpenLines.Shift(line.Date, BankPairing.WindowDays)
            )
            .FirstOrDefault();
        return other is null
            ? $"{shown} is on the statement and not in the books; post it"
            : $"{shown} is on the statement and not in the books, which have the amount as "
                + $"{Text(items[other.Place])}, another number; post it, or match the two by hand ('bookseal match "
                + $"--items {items[other.Place].Reference} --transactions {transaction.Reference}')";
    }

    private int Age(IEnumerable<DateOnly> dates, DateOnly otherwise) =>
        periodEnd.DayNumber - dates.DefaultIfEmpty(otherwise).Min().DayNumber;

    private string Text(SubledgerItem item) => $"{item.Reference} of {Dates.Text(item.Date)} ({Amount(item.NetMinor)})";

    private string Text(BankTransaction transaction) =>
        $"{transaction.Reference} of {Dates.Text(transaction.Date)} ({Amount(transaction.AmountMinor)})";

    private string Amount(Int128 minor) => Money.Display(minor, row.Currency);

    private static string Listed(IEnumerable<string> lines)
    {
        var all = lines.ToList();
        return string.Join(" + ", all.Take(MostNamed))
            + (all.Count > MostNamed ? $" + {all.Count - MostNamed} more" : "");
    }
}
