using Bookseal.Books.Accounts;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Auditing;
using Bookseal.Closing.Entries;
using Bookseal.Web.Pages.Parts;

namespace Bookseal.Web.Pages.Views;

/// <summary>Entries that were looked for.</summary>
/// <param name="Found">Null where the search makes no sense.</param>
/// <param name="Balances">Of the account in the period, one row for each currency, where both are named.</param>
/// <param name="Continuation">Where the list goes on; null at its end.</param>
public sealed record EntriesView(
    Frame Frame,
    EntrySearch Search,
    ChartOfAccounts Chart,
    EntriesFound? Found,
    IReadOnlyList<TrialBalanceRow> Balances,
    string? Continuation,
    Fault? Fault
)
{
    public Account? Account => AccountCode.Parse(Search.Account).TryGet(out var code, out _) ? Chart.Find(code) : null;

    /// <summary>What an entry does: to the account where one is looked at, else what it comes to.</summary>
    public (string Debit, string Credit) SidesOf(Entry entry)
    {
        if (Account is not { } account)
            return (Frame.Numbers.Total(entry), "");
        var lines = entry.Lines.Where(line => line.Account == account.Code).ToList();
        return (Sum(lines, line => line.DebitMinor), Sum(lines, line => line.CreditMinor));
    }

    private string Sum(List<EntryLine> lines, Func<EntryLine, long> side) =>
        string.Join(
            " + ",
            lines
                .GroupBy(line => line.Currency)
                .Select(group => (group.Key, Minor: group.Aggregate((Int128)0, (sum, line) => sum + side(line))))
                .Where(total => total.Minor != 0)
                .Select(total => $"{Frame.Numbers.Amount(total.Minor, total.Key)} {total.Key}")
        );
}

/// <summary>All entries of one id, and what is known of them.</summary>
/// <param name="Trace">What the audit chain has of it; null where several have the id.</param>
/// <param name="Runs">Of the periods that they stand in.</param>
public sealed record EntryView(
    Frame Frame,
    EntrySearch Search,
    CompanyProfile Profile,
    ChartOfAccounts Chart,
    EntriesFound Found,
    Trace? Trace,
    IReadOnlyDictionary<PeriodCode, CloseRun> Runs
)
{
    public string NameOf(PersonId person) =>
        person == PersonId.System ? "Bookseal" : Profile.Find(person)?.Name ?? $"{person}";

    /// <summary>The close that posted it, if that is the one that the period has.</summary>
    public CloseRun? RunOf(FoundEntry found) =>
        Runs.GetValueOrDefault(found.Period) is { } run && run.Id == found.Entry.Run ? run : null;
}
