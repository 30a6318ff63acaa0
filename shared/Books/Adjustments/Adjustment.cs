using System.Globalization;
using System.Text;
using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Adjustments;

/// <summary>
/// An amount that a person moves between two accounts at a month's end, and what they mean by it: the accounts have to
/// fit that, so that a slip of the sides is told before it is in the result.
/// </summary>
public sealed record Adjustment(
    AdjustmentType Type,
    AccountCode Debit,
    AccountCode Credit,
    Money Amount,
    DateOnly Date,
    string Description
)
{
    private const string Others = "an asset or a liability that is neither cash nor a subledger's";

    public const string ShapeInvalid = "ADJUSTMENT_SHAPE_INVALID";

    /// <summary>Reversed on the first day of the next month; null for what is usual for its type.</summary>
    public bool? AutoReverse { get; init; }

    public string? Job { get; init; }

    /// <summary>
    /// Under which key it is posted once. Null: by what it says, so that the same said twice in a month is one
    /// adjustment.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>
    /// The entry, with an id that follows from month and key. <c>ADJUSTMENT_SHAPE_INVALID</c>, <c>ACCOUNT_UNKNOWN</c>.
    /// </summary>
    public Result<AdjustmentEntry> ToEntry(ChartOfAccounts chart, PeriodCode period, PersonId by)
    {
        if (chart.Find(Debit) is not { } debit)
            return Unknown(Debit);
        if (chart.Find(Credit) is not { } credit)
            return Unknown(Credit);
        if (ShapeFault(debit, credit) is { } fault)
            return fault;
        var key = Key ?? $"adjust-{DigestOf(period, Content)}";
        var number = DigestOf(period, key).ToString()[..8];
        return EntryId
            .Parse($"{Type.Prefix()}-{period}-{number}")
            .Map(id => new AdjustmentEntry(
                key,
                new Entry(id, Date, EntryKind.Adjusting, Description, by, [Line(Debit, 1), Line(Credit, -1)])
                {
                    AutoReverse = AutoReverse ?? Type == AdjustmentType.Accrual,
                }
            ));
    }

    private EntryLine Line(AccountCode account, int sign) =>
        new(account, Amount.Currency, sign > 0 ? Amount.AmountMinor : 0, sign > 0 ? 0 : Amount.AmountMinor)
        {
            Job = Job,
        };

    private Fault? ShapeFault(Account debit, Account credit)
    {
        if (Amount.AmountMinor <= 0)
            return new(ShapeInvalid, "the amount of an adjustment is over zero; its sides say where it goes");
        if (Debit == Credit)
            return new(ShapeInvalid, $"debit and credit are both {Debit}");
        return Type switch
        {
            AdjustmentType.Reclass => debit.IsResult == credit.IsResult
                ? null
                : Misfit(debit, credit, "a reclass stays among results or among balances"),
            AdjustmentType.Accrual => Recognises(debit, credit)
                ? null
                : Misfit(debit, credit, $"an accrual debits an expense or credits revenue, against {Others}"),
            AdjustmentType.Deferral => Recognises(credit, debit)
                ? null
                : Misfit(debit, credit, $"a deferral credits an expense or debits revenue, against {Others}"),
            _ => throw new InvalidOperationException($"no such adjustment: {Type}"),
        };
    }

    /// <summary>Cost on the debit, or revenue on the credit side; the other is owed or owing.</summary>
    private static bool Recognises(Account debit, Account credit) =>
        (debit.Type == AccountType.Expense && IsBalance(credit))
        || (credit.Type == AccountType.Revenue && IsBalance(debit));

    /// <summary>Cash is paid and not accrued; a subledger has items of its own.</summary>
    private static bool IsBalance(Account account) =>
        account.Type is AccountType.Asset or AccountType.Liability && !account.IsCash && !account.Controls.Any();

    private static Fault Misfit(Account debit, Account credit, string rule) =>
        new(
            ShapeInvalid,
            $"{rule}; here {debit.Code} ({debit.TypeText}) is debited and {credit.Code} ({credit.TypeText}) credited"
        );

    private static Fault Unknown(AccountCode account) =>
        new("ACCOUNT_UNKNOWN", $"account {account} is not in the chart of accounts");

    private string Content =>
        string.Join(
            '\u001f',
            Type.Text(),
            Debit,
            Credit,
            Amount.AmountMinor.ToString(CultureInfo.InvariantCulture),
            Amount.Currency,
            Dates.Text(Date),
            Description,
            Job
        );

    private static Digest DigestOf(PeriodCode period, string text) =>
        Digest.Of(Encoding.UTF8.GetBytes($"{period}\u001f{text}"));
}

/// <param name="Key">The batch's idempotency key.</param>
public sealed record AdjustmentEntry(string Key, Entry Entry);
