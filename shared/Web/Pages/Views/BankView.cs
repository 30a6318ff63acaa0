using Bookseal.Books.Banking;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Exceptions;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Web.Pages.Parts;

namespace Bookseal.Web.Pages.Views;

/// <summary>The bank accounts of a period, and one of them to match.</summary>
/// <param name="IsSealed">A close has taken them in: what is decided now comes too late for it.</param>
public sealed record BankView(Frame Frame, CloseRun Run, BankReconciliation Bank, bool IsSealed)
{
    /// <summary>Why what was just asked for was not done.</summary>
    public Fault? Fault { get; init; }

    /// <summary>As an address or a form names it; where none is so called, the first that needs somebody.</summary>
    public string Account { get; init; } = "";

    public string Currency { get; init; } = "";

    /// <summary>The lines that were ticked in what was refused.</summary>
    public IReadOnlyList<string> Ticked { get; init; } = [];

    public string Path => $"/periods/{Run.Period}/bank";

    public bool CanDecide => !Run.IsClosed && Frame.May(Acts.Post);

    /// <summary>The account that is looked at; null where there is none.</summary>
    public BankRow? Row =>
        Bank.Rows.FirstOrDefault(row => (row.Account, $"{row.Currency}") == (Account, Currency))
        ?? Bank.Rows.FirstOrDefault(row => OpenOf(row) > 0 || row.VarianceMinor != 0)
        ?? (Bank.Rows is [var first, ..] ? first : null);

    /// <summary>How many transactions are not matched.</summary>
    public int OpenOf(BankRow row) => Bank.Unrecorded.Count(line => IsOf(row, line.Account, line.Currency));

    public IEnumerable<BankPair> ProposalsOf(BankRow row) =>
        Bank.Proposals.Where(pair => IsOf(row, pair.Account, pair.Currency));

    /// <summary>What people have decided and can take back: matches, and errors of the bank.</summary>
    public IEnumerable<BankPair> DecidedOf(BankRow row) =>
        (Bank.Pairs ?? [])
            .Where(pair => pair.By is not null)
            .Concat(Bank.Errors)
            .Where(pair => IsOf(row, pair.Account, pair.Currency));

    /// <summary>What the rules have paired.</summary>
    public IEnumerable<BankPair> PairedOf(BankRow row) =>
        (Bank.Pairs ?? []).Where(pair => pair.By is null && IsOf(row, pair.Account, pair.Currency));

    public IEnumerable<MatchableLine> AtBankOf(BankRow row) =>
        Bank.Unrecorded.Where(line => IsOf(row, line.Account, line.Currency)).Select(MatchableLine.Of);

    public IEnumerable<MatchableLine> InBooksOf(BankRow row) =>
        Bank.Outstanding.Where(item => IsOf(row, item.Entity, item.Currency)).Select(MatchableLine.Of);

    /// <summary>Of lines that are equal to the letter as many as were ticked.</summary>
    public IReadOnlyList<bool> TicksOf(IEnumerable<MatchableLine> lines)
    {
        var left = Ticked.CountBy(line => line).ToDictionary(pair => pair.Key, pair => pair.Value);
        return
        [
            .. lines.Select(line =>
            {
                var count = left.GetValueOrDefault($"{line.Line}");
                left[$"{line.Line}"] = count - 1;
                return count > 0;
            }),
        ];
    }

    public IEnumerable<CloseException> FindingsOf(BankRow row) =>
        Bank.Exceptions.Where(found =>
            found.Entity == row.Account && (found.Currency is null || found.Currency == row.Currency)
        );

    /// <summary>The tasks of the close that ask for this.</summary>
    public IEnumerable<TaskDefinition> Tasks =>
        Run.Attempt == 0 ? [] : Run.Template.Tasks.Where(task => task.Scope is TaskScope.Bank or TaskScope.Cards);

    public string Amount(Int128 minor, Currency currency) => $"{Frame.Numbers.Amount(minor, currency)} {currency}";

    public static string PathOf(string period, string account, Currency currency) =>
        $"/periods/{period}/bank{QueryOf(account, $"{currency}")}";

    public static string QueryOf(string account, string currency) =>
        $"?account={Uri.EscapeDataString(account)}&currency={Uri.EscapeDataString(currency)}";

    private static bool IsOf(BankRow row, string account, Currency currency) =>
        row.Account == account && row.Currency == currency;
}
