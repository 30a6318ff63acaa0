using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Evidence;
using Bookseal.Import.BooksDirectory;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Imports;

/// <summary>
/// An account's type says in which statement it stands, its tags <c>cash</c> and <c>control</c> what it is proved
/// against. Changed under a closed period they would move amounts without an entry.
/// </summary>
internal sealed class AccountChangeCheck(Workspace workspace)
{
    private readonly Dictionary<AccountCode, EntryId?> _uses = [];
    private readonly Dictionary<(AccountCode, Currency), Int128> _sealedBalances = [];

    /// <summary>
    /// <c>ACCOUNT_TYPE_IN_USE</c>: between result and balance sheet, for an account with an entry or an opening
    /// balance; <c>ACCOUNT_TAG_IN_USE</c>: of an account that closed periods leave with a balance. Before a first close
    /// nothing is certified, and the chart is free.
    /// </summary>
    public async Task<Fault?> CheckAsync(
        ImportedBooks books,
        MasterData before,
        IReadOnlyList<CloseRun> sealedRuns,
        CancellationToken cancel
    )
    {
        List<(Account Old, Account New)> changes =
        [
            .. before
                .Chart.Accounts.Select(old => (Old: old, New: books.Chart.Find(old.Code)))
                .Where(pair =>
                    pair.New is not null && (IsRetyped(pair.Old, pair.New) || IsRetagged(pair.Old, pair.New))
                )
                .Select(pair => (pair.Old, pair.New!)),
        ];
        if (changes.Count == 0 || sealedRuns.Count == 0)
            return null;
        await ReadUsesAsync([.. changes.Select(change => change.Old.Code)], before, sealedRuns, cancel);
        return changes.Select(change => Judge(change.Old, change.New)).FirstOrDefault(fault => fault is not null);
    }

    private static bool IsRetyped(Account old, Account changed) => old.IsResult != changed.IsResult;

    private static bool IsRetagged(Account old, Account changed) => !old.ProvingTags.SequenceEqual(changed.ProvingTags);

    private async Task ReadUsesAsync(
        HashSet<AccountCode> watched,
        MasterData before,
        IReadOnlyList<CloseRun> sealedRuns,
        CancellationToken cancel
    )
    {
        foreach (var balance in before.Openings.Balances.Where(balance => watched.Contains(balance.Account)))
        {
            _uses[balance.Account] = null;
            _sealedBalances[(balance.Account, balance.Currency)] = balance.BalanceMinor;
        }

        var closed = sealedRuns.Select(run => run.Period).ToHashSet();
        foreach (var period in await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel))
        await foreach (var entry in workspace.ReadEntriesAsync(period, cancel))
        foreach (var line in entry.Lines.Where(line => watched.Contains(line.Account)))
            Use(entry.Id, line, closed.Contains(period));
    }

    private void Use(EntryId entry, EntryLine line, bool isSealed)
    {
        if (!_uses.TryGetValue(line.Account, out var known) || known is null)
            _uses[line.Account] = entry;
        if (!isSealed)
            return;
        var key = (line.Account, line.Currency);
        _sealedBalances[key] = _sealedBalances.GetValueOrDefault(key) + line.DebitMinor - line.CreditMinor;
    }

    private Fault? Judge(Account old, Account changed)
    {
        if (IsRetyped(old, changed) && _uses.TryGetValue(old.Code, out var user))
            return TypeInUse(old, changed, user);
        var hasBalance = _sealedBalances.Any(pair => pair.Key.Item1 == old.Code && pair.Value != 0);
        return IsRetagged(old, changed) && hasBalance ? TagInUse(old, changed) : null;
    }

    private static Fault TypeInUse(Account old, Account changed, EntryId? user) =>
        Refuse(
            "ACCOUNT_TYPE_IN_USE",
            $"account {old.Code} is of type {old.TypeText}, and {Named(user)} uses it: as {changed.TypeText} it would "
                + "change what closed periods say. Leave the type; to reclassify, post an entry to another account, "
                + "which is of the new type"
        );

    private static string Named(EntryId? user) => user is { } id ? $"entry {id}" : "an opening balance";

    private static Fault TagInUse(Account old, Account changed) =>
        Refuse(
            "ACCOUNT_TAG_IN_USE",
            $"account {old.Code} has a balance in closed periods: its tags cash and control stay {TagsOf(old)}, not "
                + $"{TagsOf(changed)}. Move the balance to another account first, by an entry"
        );

    private static JsonString TagsOf(Account account) => new(string.Join(' ', account.ProvingTags));

    private static Fault Refuse(string code, string message) =>
        new(code, message) { Where = $"{BooksFiles.Accounts}:1:1" };
}
