using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Evidence;
using Bookseal.Import.BooksDirectory;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Imports;

/// <summary>
/// Finds what uses the accounts that a chart would change, and what closed periods leave on them, for
/// <see cref="AccountChange"/> to judge.
/// </summary>
internal sealed class AccountChangeCheck(Workspace workspace)
{
    private const string Opening = "an opening balance";
    private readonly Dictionary<AccountCode, string> _uses = [];
    private readonly Dictionary<(AccountCode Account, Currency Currency), Int128> _sealedBalances = [];

    /// <summary>Before a first close nothing is certified, and the chart is free.</summary>
    public async Task<Fault?> CheckAsync(
        ImportedBooks books,
        MasterData before,
        IReadOnlyList<CloseRun> sealedRuns,
        CancellationToken cancel
    )
    {
        List<AccountChange> changes =
        [
            .. before
                .Chart.Accounts.Select(old => (Old: old, New: books.Chart.Find(old.Code)))
                .Where(pair => pair.New is not null)
                .Select(pair => new AccountChange(pair.Old, pair.New!))
                .Where(change => change.IsRetyped || change.IsRetagged),
        ];
        if (changes.Count == 0 || sealedRuns.Count == 0)
            return null;
        await ReadUsesAsync([.. changes.Select(change => change.Old.Code)], before, sealedRuns, cancel);
        return
            changes
                .Select(change =>
                    change.Judge(_uses.GetValueOrDefault(change.Old.Code), HasSealedBalance(change.Old.Code))
                )
                .FirstOrDefault(fault => fault is not null)
                is { } refused
            ? refused with
            {
                Where = $"{BooksFiles.Accounts}:1:1",
            }
            : null;
    }

    private bool HasSealedBalance(AccountCode account) =>
        _sealedBalances.Any(pair => pair.Key.Account == account && pair.Value != 0);

    private async Task ReadUsesAsync(
        HashSet<AccountCode> watched,
        MasterData before,
        IReadOnlyList<CloseRun> sealedRuns,
        CancellationToken cancel
    )
    {
        foreach (var balance in before.Openings.Balances.Where(balance => watched.Contains(balance.Account)))
        {
            _uses[balance.Account] = Opening;
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
        if (_uses.GetValueOrDefault(line.Account, Opening) == Opening)
            _uses[line.Account] = $"entry {entry}";
        if (!isSealed)
            return;
        var key = (line.Account, line.Currency);
        _sealedBalances[key] = _sealedBalances.GetValueOrDefault(key) + line.NetMinor;
    }
}
