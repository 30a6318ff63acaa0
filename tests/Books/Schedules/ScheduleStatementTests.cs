using Bookseal.Books.Ledger;
using Bookseal.Books.Schedules;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Schedules;

public sealed class ScheduleStatementTests
{
    private static readonly PeriodCode January = new(2026, 1);
    private static readonly PeriodCode February = new(2026, 2);
    private static readonly PersonId Nora = PersonId.Parse("nora").Value;

    /// <summary>100.00 a month, since January 2025.</summary>
    private static readonly Asset Van = AnySchedule.Straight(600_000, 0, new(2025, 1, 1), 60);

    [Fact]
    public void Statement_NothingPosted_WantsTheMonthOnly()
    {
        var line = Line(Van, January, []);
        Assert.Equal(
            (10_000, 130_000, 10_000, 0),
            (line.MonthMinor, line.AccumulatedMinor, line.DueMinor, line.CatchUpMinor)
        );
        Assert.Equal(470_000, line.BookValueMinor);
    }

    [Fact]
    public void Statement_ItsOwnEntriesAddedToTheJournal_WantsNothingMore() =>
        Property.Holds(
            AnySchedule.Assets,
            asset =>
            {
                var journal = Post(asset, January, []);
                var later = Post(asset, February, journal);
                return Line(asset, January, journal).DueMinor == 0
                    && Line(asset, February, later).DueMinor == 0
                    && later.All(item => item.Entry.Imbalances.Count == 0);
            }
        );

    [Fact]
    public void Statement_ChangedAfterAClosedMonth_CatchesUpInTheNext()
    {
        var journal = Post(Van, January, []);
        var shorter = Van with { LifeMonths = 30, OpeningMinor = 120_000 };
        var line = Line(shorter, February, journal);
        // 14 months of 200.00, of which the openings have 1,200.00 and January 100.00.
        Assert.Equal((20_000, 150_000, 130_000), (line.MonthMinor, line.DueMinor, line.CatchUpMinor));
        var entry = Assert.Single(Entries(shorter, February, journal));
        Assert.Equal("Depreciation 2026-02: VAN (with 1,300.00 of earlier months)", entry.Description);
    }

    [Fact]
    public void Statement_ChangedWhileTheMonthBeforeIsOpen_IsDueThere()
    {
        var journal = Post(Van, January, []);
        var longer = Van with { CostMinor = 300_000, OpeningMinor = 60_000 };
        Assert.Equal(-5_000, Line(longer, January, journal).DueMinor);
        Assert.Equal(5_000, Line(longer, February, journal, isPreviousOpen: true).DueMinor);
    }

    [Fact]
    public void Entries_TooMuchPosted_AreTakenBackUnderTheNextNumber()
    {
        var journal = Post(Van, January, []);
        var cheaper = Van with { CostMinor = 300_000, OpeningMinor = 60_000 };
        var entry = Assert.Single(Entries(cheaper, January, journal));
        Assert.Equal("DEP-VAN-2026-01~2", entry.Id.ToString());
        Assert.Equal((-5_000, 5_000), (entry.Lines[0].NetMinor, entry.Lines[1].NetMinor));
        Assert.Equal(0, Line(cheaper, January, [.. journal, (January, entry)]).DueMinor);
    }

    [Fact]
    public void Statement_DisposedOf_HasNoBookValueAndStillCatchesUp()
    {
        var sold = Van with { Disposal = new DateOnly(2026, 2, 10) };
        var line = Line(sold, February, []);
        Assert.Equal((0, 0, 0, 10_000), (line.CostMinor, line.BookValueMinor, line.MonthMinor, line.DueMinor));
        Assert.Equal(470_000, Line(sold, January, []).BookValueMinor);
    }

    [Fact]
    public void Posted_BySourceWithTheReference_Counts()
    {
        var byHand = Entry("JE-1", ("6700", 25_000, null), ("1590", -10_000, "VAN"), ("1590", -15_000, "FORK"));
        Assert.Equal(0, Line(Van, January, [(January, byHand)]).DueMinor);
    }

    [Fact]
    public void Posted_SaleOfTheAsset_DoesNotCount()
    {
        var sale = Entry("JE-2", ("1010", 400_000, null), ("1590", 130_000, "VAN"), ("1500", -530_000, "VAN"));
        Assert.Equal(10_000, Line(Van, January, [(January, sale)]).DueMinor);
    }

    [Fact]
    public void Posted_OfAnotherAccountOrNobody_DoesNotCount()
    {
        var other = Entry("JE-3", ("6700", 10_000, "VAN"), ("1599", -10_000, "VAN"));
        var nobody = Entry("JE-4", ("6700", 10_000, "VAN"), ("1590", -10_000, null));
        Assert.Equal(10_000, Line(Van, January, [(January, other), (January, nobody)]).DueMinor);
    }

    [Fact]
    public void Posted_ReversedByHand_IsDueAgain()
    {
        var journal = Post(Van, January, []);
        var reversal = Reversal.Of(journal[0].Entry, January.LastDay, Nora);
        var after = ((PeriodCode, Entry)[])[.. journal, (January, reversal)];
        Assert.Equal(10_000, Line(Van, January, after).DueMinor);
        Assert.Equal("DEP-VAN-2026-01~2", Assert.Single(Entries(Van, January, after)).Id.ToString());
    }

    [Fact]
    public void Posted_BeforeTheAccountsOfTheScheduleChanged_StillCounts()
    {
        var journal = Post(Van, January, []);
        var moved = Van with { Accumulated = Code("1595"), Expense = Code("6710") };
        Assert.Equal((0, 10_000), (Line(moved, January, journal).DueMinor, Line(moved, February, journal).DueMinor));
    }

    [Theory]
    [InlineData("DEP-VAN-2026-01", "VAN", 1)]
    [InlineData("DEP-VAN-2026-01~2", "VAN", 2)]
    [InlineData("DEP-VAN-2026-01~2-R", "VAN", 2)]
    [InlineData("DEP-A-2026-01-2026-01", "A-2026-01", 1)]
    [InlineData("DEP-A~3-2026-01", "A~3", 1)]
    [InlineData("DEP-R-R-2026-01-R-R", "R-R", 1)]
    public void EntryId_OfASchedule_NamesIt(string text, string schedule, int number)
    {
        var read = ScheduleEntryId.Read(EntryId.Parse(text).Value);
        Assert.Equal(
            new ScheduleEntryId(ScheduleKind.Depreciation, AnySchedule.Id(schedule), January, number),
            read!.Value
        );
    }

    [Theory]
    [InlineData("DEP-2026-01")]
    [InlineData("DEP--2026-01")]
    [InlineData("DEP-VAN-2026-14")]
    [InlineData("VAN-2026-01")]
    [InlineData("DEP-VAN")]
    [InlineData("-R")]
    public void EntryId_OfAnotherForm_NamesNone(string text) =>
        Assert.Null(ScheduleEntryId.Read(EntryId.Parse(text).Value));

    [Fact]
    public void Register_WrittenAndRead_IsTheSame() =>
        Property.Holds(
            AnySchedule.Assets,
            asset =>
            {
                var register = ScheduleRegister.Of([asset], []);
                return ScheduleRegister.FromBytes(register.ToBytes()).Value.Assets[0] == asset;
            }
        );

    [Fact]
    public void Register_OfRowsThatNoImportTakes_IsRefused()
    {
        var broken = ScheduleRegister.Of([Van with { LifeMonths = 0 }], []).ToBytes();
        Assert.Equal(ScheduleRegister.Invalid, ScheduleRegister.FromBytes(broken).Fault.Code);
        var twice = ScheduleRegister.Of([Van, Van], []).ToBytes();
        Assert.Equal(ScheduleRegister.Invalid, ScheduleRegister.FromBytes(twice).Fault.Code);
    }

    [Fact]
    public void Changes_OfARow_NameWhatChanged()
    {
        var (old, changed) = (ScheduleRegister.Of([Van], []), ScheduleRegister.Of([Van with { LifeMonths = 48 }], []));
        Assert.Equal(["asset VAN: life_months 60 -> 48"], SchedulesChanged.Of(old, changed)!.Changes);
        Assert.Null(SchedulesChanged.Of(old, old));
        Assert.Equal(["asset VAN: added"], SchedulesChanged.Of(null, old)!.Changes);
        var told = SchedulesChanged.Of(old, ScheduleRegister.Empty)!;
        Assert.Equal(["asset VAN: removed"], told.Changes);
        Assert.Equal(told.ToData().ToString(), SchedulesChanged.FromData(told.ToData()).Value.ToData().ToString());
    }

    [Theory]
    [InlineData("資")]
    [InlineData("😀")]
    [InlineData("\"")]
    public void Changes_OfManyLongTexts_FitIntoAnAuditEntry(string letter)
    {
        ScheduleRegister Register(string first) =>
            ScheduleRegister.Of(
                Enumerable
                    .Range(0, 60)
                    .Select(number =>
                        Van with
                        {
                            Id = AnySchedule.Id($"VAN-{number}"),
                            Description = first + string.Concat(Enumerable.Repeat(letter, 500)),
                        }
                    ),
                []
            );
        var changed = SchedulesChanged.Of(Register(""), Register("a"))!;
        var bytes = CanonicalJson.ToBytes(changed.ToData());
        Assert.InRange(bytes.Length, 10_000, Limits.AuditEntryBytes - 4_096);
        Assert.Equal(changed.Changes, SchedulesChanged.FromData(JsonText.ParseObject(bytes).Value).Value.Changes);
    }

    private static IReadOnlyList<(PeriodCode Period, Entry Entry)> Post(
        Asset asset,
        PeriodCode month,
        IReadOnlyList<(PeriodCode Period, Entry Entry)> journal
    ) => [.. journal, .. Entries(asset, month, journal).Select(entry => (month, entry))];

    private static IReadOnlyList<Entry> Entries(
        Asset asset,
        PeriodCode month,
        IReadOnlyList<(PeriodCode Period, Entry Entry)> journal
    ) => ScheduleEntries.Of(Statement(asset, month, journal, false), ScheduleKind.Depreciation, Nora);

    private static ScheduleLine Line(
        Asset asset,
        PeriodCode month,
        IReadOnlyList<(PeriodCode Period, Entry Entry)> journal,
        bool isPreviousOpen = false
    ) => Assert.Single(Statement(asset, month, journal, isPreviousOpen).Lines);

    private static ScheduleStatement Statement(
        Asset asset,
        PeriodCode month,
        IReadOnlyList<(PeriodCode Period, Entry Entry)> journal,
        bool isPreviousOpen
    )
    {
        Schedule[] schedules = [Schedule.Of(asset)];
        var posted = new PostedSchedules(schedules, AnySchedule.Chart);
        foreach (var (period, entry) in journal.Where(item => item.Period <= month))
            posted.Add(entry, period);
        return ScheduleStatement.Of(schedules, posted, month, January, isPreviousOpen);
    }

    private static Entry Entry(string id, params (string Account, long NetMinor, string? Reference)[] lines) =>
        new(
            EntryId.Parse(id).Value,
            January.LastDay,
            EntryKind.Adjusting,
            "by hand",
            Nora,
            [
                .. lines.Select(line => new EntryLine(
                    Code(line.Account),
                    Van.Currency,
                    Math.Max(0, line.NetMinor),
                    Math.Max(0, -line.NetMinor)
                )
                {
                    Reference = line.Reference,
                }),
            ]
        );

    private static AccountCode Code(string text) => AccountCode.Parse(text).Value;
}
