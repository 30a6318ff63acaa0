using System.Text.Json;
using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>
/// Totals by (account, currency), found by the raw bytes of their names so that a known account costs no allocation.
/// </summary>
internal sealed class ActivityTable
{
    private readonly Dictionary<byte[], Totals> _totals = new(NameBytes.Comparer);
    private readonly Dictionary<byte[], Totals>.AlternateLookup<ReadOnlySpan<byte>> _lookup;

    public ActivityTable() => _lookup = _totals.GetAlternateLookup<ReadOnlySpan<byte>>();

    public int Count => _totals.Count;

    public void Add(
        ReadOnlySpan<byte> account,
        ReadOnlySpan<byte> currency,
        long debitMinor,
        long creditMinor,
        EntryKind kind,
        bool isEdit
    )
    {
        if (account.Length + currency.Length > 512)
            throw new JsonException("a name is too long");
        Span<byte> key = stackalloc byte[513];
        account.CopyTo(key);
        key[account.Length] = 0;
        currency.CopyTo(key[(account.Length + 1)..]);
        key = key[..(account.Length + 1 + currency.Length)];
        if (!_lookup.TryGetValue(key, out var totals))
            _totals.Add(key.ToArray(), totals = Totals.Of(account, currency));
        checked
        {
            totals.Debit += debitMinor;
            totals.Credit += creditMinor;
            totals.Lines++;
            if (kind == EntryKind.Adjusting)
                totals.Adjusting += debitMinor - creditMinor;
            if (kind == EntryKind.Closing)
                totals.Closing += debitMinor - creditMinor;
            if (isEdit) // both sides: of what is taken back the other one was posted before
                totals.Replaced += debitMinor + creditMinor;
        }
    }

    public void Add(ActivityTable other)
    {
        foreach (var (key, added) in other._totals)
        {
            if (!_totals.TryGetValue(key, out var totals))
                _totals.Add(key, totals = new Totals(added.Account, added.Currency));
            checked
            {
                totals.Debit += added.Debit;
                totals.Credit += added.Credit;
                totals.Lines += added.Lines;
                totals.Adjusting += added.Adjusting;
                totals.Closing += added.Closing;
                totals.Replaced += added.Replaced;
            }
        }
    }

    public IReadOnlyList<AccountActivity> ToList() =>
        [
            .. _totals
                .Values.Select(totals => new AccountActivity(
                    totals.Account,
                    totals.Currency,
                    totals.Debit,
                    totals.Credit,
                    totals.Lines
                )
                {
                    AdjustingMinor = totals.Adjusting,
                    ClosingMinor = totals.Closing,
                    ReplacedMinor = totals.Replaced,
                })
                .OrderBy(activity => activity.Account)
                .ThenBy(activity => activity.Currency),
        ];

    private sealed class Totals(AccountCode account, Currency currency)
    {
        public readonly AccountCode Account = account;
        public readonly Currency Currency = currency;
        public Int128 Debit;
        public Int128 Credit;
        public long Lines;

        public Int128 Adjusting;

        public Int128 Closing;

        public Int128 Replaced;

        public static Totals Of(ReadOnlySpan<byte> account, ReadOnlySpan<byte> currency) =>
            new(NameBytes.Parse(account, AccountCode.Parse), NameBytes.Parse(currency, Currency.Parse));
    }
}

/// <summary>What a period's journal did to one account in one currency, in minor units.</summary>
public sealed record AccountActivity(
    AccountCode Account,
    Currency Currency,
    Int128 DebitMinor,
    Int128 CreditMinor,
    long Lines
)
{
    /// <summary>The net of adjusting entries in it, debit positive.</summary>
    public Int128 AdjustingMinor { get; init; }

    /// <summary>The net of closing entries in it, debit positive.</summary>
    public Int128 ClosingMinor { get; init; }

    /// <summary>
    /// What of the debits, and as much of the credits, was posted and taken back by edits in the source.
    /// </summary>
    public Int128 ReplacedMinor { get; init; }
}
