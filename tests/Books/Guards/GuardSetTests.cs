using Bookseal.Books.Accounts;
using Bookseal.Books.Guards;

namespace Bookseal.Books.Tests.Guards;

public sealed class GuardSetTests
{
    private static readonly BooksUnderTest Good = new();

    [Fact]
    public void Evaluate_BooksInOrder_PassesEveryGuardWithoutAWord()
    {
        Assert.All(Good.Guards.Values, guard => Assert.Empty(guard.Exceptions));
        Assert.All(Good.Guards.Values, guard => Assert.True(guard.Passed));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(4, "")]
    [InlineData(1, "ALL_SUBLEDGERS_CLOSED BANK_RECONCILED COSTS_FINALIZED")]
    [InlineData(
        2,
        "JOURNAL_READABLE BATCHES_COMPLETE NO_UNBALANCED_ENTRIES KNOWN_ACCOUNTS ENTRIES_IN_PERIOD "
            + "OPENINGS_BALANCED OPENINGS_AGREE TRIAL_BALANCE_BALANCED NET_INCOME_AGREES ENTRY_ID_DUPLICATE "
            + "EDITS_MIRRORED"
    )]
    [InlineData(
        3,
        "JOURNAL_READABLE BATCHES_COMPLETE NO_UNBALANCED_ENTRIES KNOWN_ACCOUNTS ENTRIES_IN_PERIOD "
            + "OPENINGS_BALANCED OPENINGS_AGREE TRIAL_BALANCE_BALANCED NET_INCOME_AGREES ENTRY_ID_DUPLICATE "
            + "EDITS_MIRRORED"
    )]
    [InlineData(
        5,
        "ALL_SUBLEDGERS_CLOSED BANK_RECONCILED COSTS_FINALIZED JOURNAL_READABLE BATCHES_COMPLETE "
            + "NO_UNBALANCED_ENTRIES KNOWN_ACCOUNTS ENTRIES_IN_PERIOD OPENINGS_BALANCED OPENINGS_AGREE "
            + "TRIAL_BALANCE_BALANCED NET_INCOME_AGREES ENTRY_ID_DUPLICATE EDITS_MIRRORED PRIOR_PERIOD_CLOSED"
    )]
    public void Evaluate_APhase_RunsItsGuards(int phase, string codes) =>
        Assert.Equal(codes, string.Join(' ', GuardSet.Evaluate(phase, Good.Books).Select(guard => guard.Code)));

    public static TheoryData<string, string> Spoiled =>
        new()
        {
            { GuardCode.AllSubledgersClosed, "sl_variance" },
            { GuardCode.JournalReadable, "unreadable_line" },
            { GuardCode.BatchesComplete, "INCOMPLETE_BATCH" },
            { GuardCode.NoUnbalancedEntries, "unbalanced_entry" },
            { GuardCode.KnownAccounts, "unknown_account" },
            { GuardCode.EntriesInPeriod, "entry_outside_period" },
            { GuardCode.OpeningsBalanced, "opening_unbalanced" },
            { GuardCode.TrialBalanceBalanced, "trial_balance" },
            { GuardCode.EntryIdDuplicate, "entry_id_duplicate" },
            { GuardCode.PriorPeriodClosed, "prior_period_open" },
        };

    [Theory]
    [MemberData(nameof(Spoiled))]
    public void Evaluate_OneThingSpoiled_FailsItsGuardWithABlockingException(string code, string category)
    {
        var guards = Spoil(code).Guards;
        Assert.False(guards[code].Passed);
        Assert.Contains(guards[code].Exceptions, exception => exception.Category == category && exception.IsBlocking);
        // An unbalanced entry unbalances the trial balance as well; otherwise each guard sees its own fault only.
        Assert.Equal(code == GuardCode.TrialBalanceBalanced ? 2 : 1, guards.Values.Count(guard => !guard.Passed));
    }

    [Theory]
    [InlineData("2025-12-31")]
    [InlineData("2026-02-01")]
    public void EntriesInPeriod_ADayOutside_Fails(string date) =>
        Assert.False(
            (
                Good with
                {
                    Entries =
                    [
                        .. Good.Entries,
                        Some.Entry("E2", Some.Line("1010", 0)) with
                        {
                            Date = Bookseal.Books.Values.Dates.Parse(date).Value,
                        },
                    ],
                }
            )
                .Guards[GuardCode.EntriesInPeriod]
                .Passed
        );

    [Theory]
    [InlineData("2026-01-01")]
    [InlineData("2026-01-31")]
    public void EntriesInPeriod_ItsFirstAndLastDay_Pass(string date) =>
        Assert.True(
            (
                Good with
                {
                    Entries =
                    [
                        .. Good.Entries,
                        Some.Entry("E2", Some.Line("1010", 0)) with
                        {
                            Date = Bookseal.Books.Values.Dates.Parse(date).Value,
                        },
                    ],
                }
            )
                .Guards[GuardCode.EntriesInPeriod]
                .Passed
        );

    [Fact]
    public void Evaluate_AnEmptyJournal_Passes() =>
        Assert.All((Good with { Entries = [], Items = [] }).Guards.Values, guard => Assert.True(guard.Passed));

    [Fact]
    public void KnownAccounts_AnUnknownAccountOfTheOpenings_Fails() =>
        Assert.False(
            (Good with { Openings = Some.Balances(("1010", Some.Usd, 1), ("8888", Some.Usd, -1)) })
                .Guards[GuardCode.KnownAccounts]
                .Passed
        );

    [Fact]
    public void PriorPeriodClosed_WithItsCertificate_Passes() =>
        Assert.True(
            (Good with { IsFirstPeriod = false, PreviousCertificate = "{}"u8.ToArray() })
                .Guards[GuardCode.PriorPeriodClosed]
                .Passed
        );

    [Fact]
    public void AllSubledgersClosed_WithoutSubledgers_PassesWithAWarning()
    {
        var guard = (Good with { Chart = Uncontrolled, Items = [] }).Guards[GuardCode.AllSubledgersClosed];
        Assert.True(guard.Passed);
        Assert.Equal("no_subledgers", Assert.Single(guard.Exceptions).Category);
    }

    [Fact]
    public void AllSubledgersClosed_ItemsButNoControlAccountAtAll_Fails()
    {
        // No row can be reconciled then, which must not be taken for a company without subledgers.
        var guard = (Good with { Chart = Uncontrolled }).Guards[GuardCode.AllSubledgersClosed];
        Assert.False(guard.Passed);
        Assert.Equal("subledger_without_control", Assert.Single(guard.Exceptions).Category);
    }

    [Fact]
    public void AllSubledgersClosed_ItemsThatCannotBeReadAndNoControlAccount_Fails() =>
        Assert.False(
            (Good with { Chart = Uncontrolled, Items = [], OtherItems = ["{}"u8.ToArray()] })
                .Guards[GuardCode.AllSubledgersClosed]
                .Passed
        );

    [Fact]
    public void AllSubledgersClosed_AControlAccountThatIsNotUsed_PassesWithoutAWord() =>
        Assert.Empty((Good with { Entries = [], Items = [] }).Guards[GuardCode.AllSubledgersClosed].Exceptions);

    private static ChartOfAccounts Uncontrolled { get; } =
        Some.Chart(("1010", AccountType.Asset, ""), ("1200", AccountType.Asset, ""), ("4000", AccountType.Revenue, ""));

    private static BooksUnderTest Spoil(string code) =>
        code switch
        {
            GuardCode.AllSubledgersClosed => Good with { Items = [BooksUnderTest.Item("AR", "INV-1", 49)] },
            GuardCode.JournalReadable => Good with { OtherLines = ["{"u8.ToArray()] },
            GuardCode.BatchesComplete => Good with
            {
                Entries = [Good.Entries[0] with { Batch = new("k", 1, Some.Digest("k")) { Part = new("M", 1, 2) } }],
            },
            // Two entries that are wrong against each other: the trial balance does not show it.
            GuardCode.NoUnbalancedEntries => Good with
            {
                Entries =
                [
                    .. Good.Entries,
                    Some.Entry("E2", Some.Line("1010", 5)),
                    Some.Entry("E3", Some.Line("1010", -5)),
                ],
            },
            GuardCode.KnownAccounts => Good with
            {
                Entries = [.. Good.Entries, Some.Entry("E2", Some.Line("7777", 5), Some.Line("1010", -5))],
            },
            GuardCode.EntriesInPeriod => Good with
            {
                Entries =
                [
                    .. Good.Entries,
                    Some.Entry("E2", Some.Line("1010", 0)) with
                    {
                        Date = Some.January.Next.FirstDay,
                    },
                ],
            },
            GuardCode.OpeningsBalanced => Good with
            {
                Openings = Some.Balances(("1010", Some.Usd, 100), ("4000", Some.Usd, -99)),
            },
            GuardCode.TrialBalanceBalanced => Good with
            {
                Entries = [.. Good.Entries, Some.Entry("E2", Some.Line("1010", 5))],
            },
            GuardCode.EntryIdDuplicate => Good with
            {
                Entries =
                [
                    .. Good.Entries,
                    Some.Entry("E2", Some.Line("1010", 0)),
                    Some.Entry("E2", Some.Line("4000", 0)),
                ],
            },
            GuardCode.PriorPeriodClosed => Good with { IsFirstPeriod = false },
            _ => throw new ArgumentOutOfRangeException(nameof(code)),
        };
}
