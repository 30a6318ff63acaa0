using System.Globalization;
using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Categories;

/// <summary>
/// What a person decides on a line of the queue: the entry that moves it to an account. Its reference is the id of the
/// line's entry, and its own id says which line: <c>CAT-JE-7-2</c> moves the second one of JE-7.
/// </summary>
public sealed record CategoryDecision(UncategorisedEntry Of, int Number, AccountCode Account)
{
    public EntryLine Line => Of.Entry.Lines[Number - 1];

    /// <summary>Which line goes where: the same of the same entry, however often it is read.</summary>
    public (EntryKey Entry, JournalName? Journal, int Number, AccountCode Account) Key =>
        (Of.Entry.Key, Of.Entry.Journal, Number, Account);

    /// <summary>
    /// <c>ACCOUNT_UNKNOWN</c>, and <c>CATEGORY_ACCOUNT_INVALID</c>: where a line belongs is no account that waits for
    /// a decision itself, nor one of which others keep the items.
    /// </summary>
    public static Fault? Check(AccountCode code, ChartOfAccounts chart)
    {
        if (chart.Find(code) is not { } account)
            return new("ACCOUNT_UNKNOWN", $"account {code} is not in the chart");
        return account.IsUncategorised || account.IsSuspenseOrClearing || account.IsCash || account.Controls.Any()
            ? new(
                "CATEGORY_ACCOUNT_INVALID",
                $"account {code} is uncategorised, suspense, clearing, cash or a subledger's; post such an entry by "
                    + "'bookseal post'"
            )
            : null;
    }

    /// <summary>Dated as the entry whose line it moves, in its journal.</summary>
    /// <param name="taken">The ids of the month that look like those of categorisations.</param>
    public Entry ToEntry(IReadOnlySet<EntryId> taken, PersonId by) =>
        new(
            CategoryEntryId.OfLine(Of.Entry, Number, taken),
            Of.Entry.Date,
            EntryKind.Adjusting,
            Of.Entry.Description,
            by,
            [Move(Line.NetMinor) with { Account = Account }, Move(-Line.NetMinor)]
        )
        {
            Journal = Of.Entry.Journal,
        };

    private EntryLine Move(long netMinor) =>
        new(Line.Account, Line.Currency, Math.Max(0, netMinor), Math.Max(0, -netMinor))
        {
            Entity = Line.Entity,
            Job = Line.Job,
            Reference = $"{Of.Entry.Id}",
        };
}
