using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Values;
using Bookseal.Documents.Tables;

namespace Bookseal.Books.Statements;

/// <summary>
/// The rows of <see cref="GeneralLedger"/> with decimals, made one entry after the other in the order of posting: a
/// month's ledger can be longer than what memory holds.
/// </summary>
public sealed class GeneralLedgerRows(PeriodBooks books)
{
    private static readonly PlainColumn[] InMinorUnits =
    [
        "account",
        "currency",
        PlainColumn.Date("date"),
        "entry",
        "kind",
        "posted_by",
        "debit_minor",
        "credit_minor",
        "balance_minor",
        "reference",
        "description",
    ];

    private readonly Dictionary<(AccountCode, Currency), Int128> _balances = books.Openings.Balances.ToDictionary(
        opening => (opening.Account, opening.Currency),
        opening => opening.BalanceMinor
    );

    public static IReadOnlyList<PlainColumn> Columns { get; } = [.. DecimalTable.Columns(InMinorUnits)];

    /// <summary>How many rows there are in all.</summary>
    public long Count => books.Openings.Balances.Count + books.Fold.Lines;

    /// <summary>Of each account the balance that the period opens with.</summary>
    public IEnumerable<PlainRow> BroughtForward()
    {
        var first = Dates.Text(books.FirstDay);
        foreach (var (account, currency, minor) in books.Openings.Balances)
            yield return Row(
                PlainCell.Free($"{account}"),
                $"{currency}",
                first,
                "",
                "brought_forward",
                "",
                "",
                "",
                Figures.Number(minor),
                "",
                ""
            );
    }

    /// <summary>The next entry's, whose balances follow from those before it.</summary>
    public IEnumerable<PlainRow> Of(Entry entry) =>
        entry.Lines.Select(line =>
            Row(
                PlainCell.Free($"{line.Account}"),
                $"{line.Currency}",
                Dates.Text(entry.Date),
                PlainCell.Free($"{entry.Id}"),
                entry.Kind.Text(),
                PlainCell.Free($"{entry.PostedBy}"),
                Figures.Number(line.DebitMinor),
                Figures.Number(line.CreditMinor),
                Figures.Number(BalanceAfter(line)),
                PlainCell.Free(line.Reference ?? ""),
                PlainCell.Free(entry.Description)
            )
        );

    private Int128 BalanceAfter(EntryLine line)
    {
        var place = (line.Account, line.Currency);
        return _balances[place] = checked(_balances.GetValueOrDefault(place) + line.DebitMinor - line.CreditMinor);
    }

    private static PlainRow Row(params PlainCell[] cells) => DecimalTable.Row(InMinorUnits, new(cells));
}
