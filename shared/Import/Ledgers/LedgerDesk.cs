using Bookseal.Books.Accounts;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Import.Csv;

namespace Bookseal.Import.Ledgers;

/// <summary>An entry while its rows are read.</summary>
/// <param name="Id">Null where its program gives it none.</param>
internal sealed record EntryDraft(SourceLine Where, EntryId? Id, DateOnly Date, string Description)
{
    public JournalName? Journal { get; init; }

    /// <summary>It says with which balances a year begins, which they do by themselves.</summary>
    public bool Carries { get; init; }

    /// <summary>All of it could be read.</summary>
    public bool IsGood { get; set; } = true;

    public List<EntryLine> Lines { get; } = [];
}

/// <summary>
/// Makes entries and opening balances of what the rows of a journal say. A year's carried balances are one entry,
/// which the import sets aside; those of the books' first day are what they begin with.
/// </summary>
internal sealed class LedgerDesk(
    LedgerFile file,
    CompanyProfile profile,
    LedgerAccounts accounts,
    EntryDates dates,
    PersonId postedBy,
    ImportFaults faults
)
{
    private readonly List<EntryDraft> _drafts = [];
    private readonly ContentIds _ids = new($"{file.Form.Split('-')[0]}-", hasReferences: true);

    public string File => file.Name;

    public ImportFaults Faults => faults;

    /// <summary>What to know of what was taken.</summary>
    public List<Fault> Notices { get; } = [];

    public LedgerAccounts Accounts => accounts;

    public CompanyProfile Profile => profile;

    public KnownUnits Units { get; } = new(profile, file.Said);

    public void Add(EntryDraft draft) => _drafts.Add(draft);

    /// <summary>The account of a cell; the default where it is none, or nothing tells what it is.</summary>
    public AccountCode AccountOf(string code, string name, string said, string where)
    {
        if (!AccountCode.Parse(code).TryGet(out var account, out var fault))
            faults.Add(fault with { Where = where });
        else if (accounts.Learn(account, name, said) is { } untyped)
            faults.Add(untyped with { Where = where });
        return account;
    }

    public static EntryLine LineOf(AccountCode account, Currency currency, long netMinor) =>
        new(account, currency, Math.Max(0, netMinor), Math.Max(0, -netMinor));

    public LedgerBooks Finish()
    {
        accounts.LearnRetainedEarnings(profile.RetainedEarnings);
        CheckCarried();
        if (_drafts.Count(draft => draft.Id is null) is > 0 and var nameless)
            Notices.Add(
                new(
                    "ENTRIES_WITHOUT_IDS",
                    $"{nameless} entries have no id in {File}, and are known by what they say: one that is changed "
                        + "there comes in as another; take the old one back with 'bookseal reverse'"
                )
            );
        var (entries, check) = (new List<Entry>(), new EntryCheck(dates, faults));
        var opening = _drafts.Where(draft => draft.Carries && draft.Date == profile.BooksStart);
        var carried = _drafts.Where(draft => draft.Carries && draft.Date != profile.BooksStart);
        var others = _drafts.Where(draft => !draft.Carries);
        foreach (var draft in others.Concat(carried.GroupBy(draft => draft.Date).Select(Together)))
        {
            if (!draft.IsGood || draft.Lines.Count == 0 || faults.IsFull)
                continue;
            var entry = EntryOf(draft);
            check.Add(entry, draft.Where);
            entries.Add(entry);
        }

        if (faults.Faults.Any(fault => fault.Code == EntryCheck.Duplicate))
            faults.Replace(EntryCheck.Duplicate, ProposeScope);
        return new(accounts.ToChart(), OpeningsOf([.. opening]), entries) { Notices = Notices };
    }

    /// <summary>Results begin a year at zero: whatever has one is no balance that is carried.</summary>
    private void CheckCarried()
    {
        foreach (var draft in _drafts.Where(draft => draft is { Carries: true, IsGood: true }))
            if (draft.Lines.Find(line => IsOfResult(line.Account)) is { } result)
                faults.Add(
                    draft.Where,
                    "CARRIED_RESULT",
                    $"an entry that carries balances into a year names {result.Account}, an account of its result, "
                        + "which begins at zero: book it in another journal or against another account"
                );
    }

    private bool IsOfResult(AccountCode account) =>
        accounts.Find(account)?.Type is AccountType.Revenue or AccountType.Expense;

    private Entry EntryOf(EntryDraft draft) =>
        IdScope
            .Of(profile)
            .Place(
                new(
                    draft.Id ?? _ids.Next(draft.Date, draft.Description, draft.Lines),
                    draft.Date,
                    draft.Carries ? EntryKind.Opening : EntryKind.Standard,
                    draft.Description,
                    postedBy,
                    [.. draft.Lines]
                )
                {
                    Journal = draft.Journal,
                }
            );

    private BalanceList OpeningsOf(IReadOnlyList<EntryDraft> drafts)
    {
        var check = new EntryCheck(dates, faults);
        foreach (var draft in drafts.Where(draft => draft.IsGood && draft.Lines.Count > 0))
            check.Add(EntryOf(draft), draft.Where);
        return BalanceList.Of(
            drafts
                .SelectMany(draft => draft.Lines)
                .Select(line => new Balance(line.Account, line.Currency, line.NetMinor))
        );
    }

    /// <summary>Programs spread what a year begins with over entries of which none alone says what it is.</summary>
    private static EntryDraft Together(IGrouping<DateOnly, EntryDraft> carried)
    {
        var draft = carried.First() with { IsGood = carried.All(each => each.IsGood) };
        var whole = new EntryDraft(draft.Where, draft.Id, draft.Date, draft.Description)
        {
            Journal = draft.Journal,
            Carries = true,
            IsGood = draft.IsGood,
        };
        foreach (var lines in carried.SelectMany(each => each.Lines).GroupBy(line => (line.Account, line.Currency)))
            if (lines.Sum(line => line.NetMinor) is not 0 and var net)
                whole.Lines.Add(LineOf(lines.Key.Account, lines.Key.Currency, net));
        return whole;
    }

    private Fault ProposeScope(Fault first, int clashes) =>
        first with
        {
            Message =
                $"{first.Message}; {clashes} such ids. Where the program counts them by journal or by year, write "
                + "\"id_scope\": \"journal_and_year\" (or journal, year, month) in bookseal.json",
        };
}
