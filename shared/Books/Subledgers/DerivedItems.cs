using System.Text;
using Bookseal.Books.Accounts;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Subledgers;

/// <summary>
/// Makes items of the journal's own lines, for the subledgers that are kept so: each line of a control account that
/// names an entity and a reference. The bytes tell first whether a line has such an account, so that all others cost
/// one search.
/// </summary>
public sealed class DerivedItems
{
    private readonly SubledgerFold _fold;
    private readonly SubledgerRules _rules;
    private readonly Dictionary<AccountCode, IReadOnlyList<SubledgerName>> _controls = [];
    private readonly HashSet<AccountCode> _owed = [];
    private readonly List<byte[]> _members = [];

    private DerivedItems(ChartOfAccounts chart, SubledgerRules rules, SubledgerFold fold)
    {
        (_rules, _fold) = (rules, fold);
        foreach (var account in chart.Accounts)
        {
            List<SubledgerName> names = [.. account.Controls.Where(name => rules.Of(name).Source != ItemSource.File)];
            if (names.Count == 0)
                continue;
            _controls.Add(account.Code, names);
            _members.Add(Encoding.UTF8.GetBytes($"\"account\":\"{account.Code}\""));
            if (account.Type is AccountType.Asset or AccountType.Expense)
                _owed.Add(account.Code);
        }
    }

    /// <summary>Null where no subledger is kept in the journal.</summary>
    /// <param name="fold">Takes the items.</param>
    public static DerivedItems? Of(ChartOfAccounts chart, SubledgerRules rules, SubledgerFold fold) =>
        rules.HasDerived ? new(chart, rules, fold) : null;

    /// <summary>The same as who looks at each line of a journal.</summary>
    public static IEnumerable<LineSplitter.LineAction> LooksOf(
        ChartOfAccounts chart,
        SubledgerRules rules,
        SubledgerFold fold
    ) => Of(chart, rules, fold) is { } derived ? [derived.Add] : [];

    /// <summary>A line that is no entry is a matter of the guards.</summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        if (HasControlAccount(line) && EntryCodec.Decode(line).TryGet(out var entry, out _))
            Add(entry);
    }

    public void Add(Entry entry)
    {
        foreach (var line in entry.Lines)
            if (line.NetMinor != 0 && _controls.TryGetValue(line.Account, out var names))
                Add(entry, line, names);
    }

    private void Add(Entry entry, EntryLine line, IReadOnlyList<SubledgerName> names)
    {
        var name = line.Subledger ?? (names.Count == 1 ? names[0] : (SubledgerName?)null);
        if (
            name is { } subledger
            && names.Contains(subledger)
            && line is { Entity: { Length: > 0 } entity, Reference: { Length: > 0 } reference }
        )
            _fold.AddDerived(Item(entry, line, subledger, entity, reference), line.Account);
        else
            _fold.AddUnnamed(new(entry.Id, names[0], line.Account, line.Currency, line.NetMinor));
    }

    private SubledgerItem Item(Entry entry, EntryLine line, SubledgerName subledger, string entity, string reference)
    {
        var date = entry.OriginalDate ?? entry.Date;
        return new(
            subledger,
            entity,
            reference,
            date,
            line.DueDate ?? DueByTerms(line, _rules.Of(subledger), entity, date),
            line.NetMinor > 0,
            Math.Abs(line.NetMinor),
            line.Currency,
            line.AppliesTo,
            entry.Description
        )
        {
            TakenInto = entry.OriginalDate is null ? null : PeriodCode.Of(entry.Date),
        };
    }

    /// <summary>Of a bill. What settles one is not due.</summary>
    private DateOnly? DueByTerms(EntryLine line, SubledgerRule rule, string entity, DateOnly date)
    {
        if (line.NetMinor > 0 != _owed.Contains(line.Account) || line.AppliesTo is not null)
            return null;
        if (rule.NotDue.Contains(line.Account))
            return DateOnly.MaxValue;
        var days = Math.Min(rule.TermsOf(entity), DateOnly.MaxValue.DayNumber - date.DayNumber);
        return date.AddDays(days);
    }

    private bool HasControlAccount(ReadOnlySpan<byte> line)
    {
        foreach (var member in _members)
            if (line.IndexOf(member) >= 0)
                return true;
        return false;
    }
}

/// <summary>A line of a control account that names no entity and reference: nobody can say what it settles.</summary>
public sealed record UnnamedLine(
    EntryId Entry,
    SubledgerName Subledger,
    AccountCode Account,
    Currency Currency,
    long NetMinor
);
