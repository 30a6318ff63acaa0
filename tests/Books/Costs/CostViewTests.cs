using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Bookseal.Books.Costs;
using Bookseal.Books.Values;
using FsCheck;
using FsCheck.Fluent;
using static Bookseal.Books.Tests.Costs.SomeCosts;

namespace Bookseal.Books.Tests.Costs;

public sealed partial class CostViewTests
{
    private static readonly CostRange February = CostRange.Of(new(2026, 2));

    [Fact]
    public void View_OfALaterRecordOfAnId_CountsThatAndListsTheChange()
    {
        var view = View(January, Record("a", "10", batch: 1), Record("a", "12.5", batch: 2), Record("b", "1"));
        Assert.Equal("13.5", $"{Assert.Single(view.Charges).Billed}");
        var change = Assert.Single(view.Restatements);
        Assert.Equal((RestatementKind.Restated, "a", "batch 2"), (change.Kind, change.Id, change.Batch));
        Assert.Equal(("10", "12.5"), ($"{change.Old!.Billed}", $"{change.New.Billed}"));
        var run = Assert.Single(view.Runs);
        Assert.Equal((1L, "2.5"), (run.Count, $"{run.Delta}"));
    }

    [Fact]
    public void View_OfEarlierRecordThatComesLast_IsTheSame() =>
        Assert.Equal(
            "12.5",
            $"{Assert.Single(View(January, Record("a", "12.5", batch: 2), Record("a", "10")).Charges).Billed}"
        );

    [Theory]
    [InlineData(null, null)]
    [InlineData(1L, 1L)]
    [InlineData(null, 1L)]
    public void View_OfTwoContentsWithoutOrder_IsAFaultInEitherOrder(long? one, long? other)
    {
        CostRecord[] records = [Record("a", "10", batch: one), Record("a", "11", batch: other)];
        Assert.Equal("COST_ORDER_UNKNOWN", CostView.Of(Fold(January, records)).Fault.Code);
        Assert.Equal("COST_ORDER_UNKNOWN", CostView.Of(Fold(January, records.Reverse())).Fault.Code);
    }

    [Fact]
    public void View_OfOneIdOfTwoProviders_CountsBoth()
    {
        var view = View(January, Record("1", "10"), Record("1", "7", provider: "Datadog", batch: 2));
        Assert.Equal(["10", "7"], view.Charges.Select(total => $"{total.Billed}"));
        Assert.Empty(view.Restatements);
    }

    /// <summary>Neither has a number: what a provider says last is what is final.</summary>
    [Fact]
    public void View_OfFinalOverPreliminaryWithoutNumbers_CountsWhatIsFinalInEitherOrder()
    {
        CostRecord[] records =
        [
            Record("a", "10", batch: null) with
            {
                Lifecycle = CostLifecycle.Preliminary,
            },
            Record("a", "11", batch: null),
        ];
        foreach (var view in new[] { View(January, records), View(January, records.Reverse()) })
        {
            Assert.Equal(("11", 0L), ($"{Assert.Single(view.Charges).Billed}", view.Preliminary));
            Assert.Equal("10", $"{Assert.Single(view.Restatements).Old!.Billed}");
        }
    }

    [Fact]
    public void View_OfTwoPreliminaryContentsBelowAFinalOne_IsAFault()
    {
        var preliminary = Record("a", "10", batch: null) with { Lifecycle = CostLifecycle.Preliminary };
        var fold = Fold(
            January,
            preliminary,
            Record("a", "12", batch: null),
            preliminary with
            {
                Billed = Amount("11"),
            }
        );
        Assert.Equal("COST_ORDER_UNKNOWN", CostView.Of(fold).Fault.Code);
    }

    [Fact]
    public void View_OfAPreliminaryRestatementAfterClose_CountsItThoughWhatItReplacesIsPreliminary()
    {
        var view = View(
            February,
            Record("a", "10") with
            {
                Lifecycle = CostLifecycle.Preliminary,
            },
            Record("a", "12.5", batch: 2) with
            {
                Lifecycle = CostLifecycle.Preliminary,
                TakenInto = new(2026, 2),
            }
        );
        var change = Assert.Single(view.AfterClose);
        Assert.Equal((1L, "2.5"), (change.Preliminary, $"{change.PreliminaryEffective}"));
    }

    /// <summary>A third that is above both does not hide that two have no order.</summary>
    [Fact]
    public void View_OfTwoWithoutOrderBelowAThird_IsAFaultHoweverTheyCome()
    {
        CostRecord[] records = [Record("a", "10"), Record("a", "11"), Record("a", "12", batch: 2)];
        foreach (
            var order in (int[][])
                [
                    [0, 1, 2],
                    [0, 2, 1],
                    [2, 1, 0],
                    [1, 2, 0],
                ]
        )
            Assert.Equal("COST_ORDER_UNKNOWN", CostView.Of(Fold(January, order.Select(at => records[at]))).Fault.Code);
    }

    [Fact]
    public void View_OfARecordThatIsDeliveredTwice_CountsItOnce()
    {
        var again = Record("a", "10") with { Batch = "other", RecordedAt = Some.Now.AddDays(1) };
        var view = View(January, Record("a", "10"), again);
        Assert.Equal(("10", 1L), ($"{Assert.Single(view.Charges).Billed}", view.Repeated));
        Assert.Empty(view.Restatements);
        Assert.Equal(View(January, Record("a", "10")).Integrity, view.Integrity);
    }

    [Fact]
    public void View_OfARestatementAfterClose_LeavesTheClosedMonthAlone()
    {
        CostRecord[] records =
        [
            Record("a", "10"),
            Record("a", "12.5", batch: 2) with
            {
                TakenInto = new(2026, 2),
            },
            Record("late", "3", batch: 2) with
            {
                TakenInto = new(2026, 2),
            },
        ];
        Assert.Equal("10", $"{Assert.Single(View(January, records).Charges).Billed}");
        Assert.Equal(View(January, records[..1]).Integrity, View(January, records).Integrity);
        var next = View(February, records);
        Assert.Empty(next.Charges);
        Assert.Equal("5.5", $"{Assert.Single(next.AfterClose).Billed}");
        Assert.Equal(2, next.Restatements.Count(change => change.Kind == RestatementKind.AfterClose));
    }

    [Fact]
    public void View_OfACorrection_AddsItAndListsIt()
    {
        var view = View(
            January,
            Record("a", "100"),
            Record("b", "-30") with
            {
                IsCorrection = true,
            },
            Record("c", "5") with
            {
                IsCorrection = true,
            }
        );
        Assert.Equal("75", $"{Assert.Single(view.Charges).Billed}");
        Assert.Equal(2, view.Restatements.Count(change => change.Kind == RestatementKind.Correction));
    }

    [Fact]
    public void View_OfSeveralCurrencies_NeverAddsAcrossThem()
    {
        var view = View(January, Record("a", "1"), Record("b", "2") with { Currency = Some.Eur });
        Assert.Equal(["2", "1"], view.Charges.Select(total => $"{total.Billed}"));
    }

    [Fact]
    public void View_OfSumsThatAreTooLarge_IsAFault()
    {
        var records = Enumerable.Range(0, 10_001).Select(at => Record($"{at}", "9999999999999"));
        Assert.Equal("AMOUNT_TOO_LARGE", CostView.Of(Fold(January, records)).Fault.Code);
    }

    /// <summary>Every month's charges and changes, added up, are what counts in the end; in whichever order.</summary>
    [Fact]
    public void View_OfAnyRestatementsInAnyOrder_AddsUpToWhatCounts() =>
        Property.Holds(
            Histories,
            history =>
            {
                var shuffled = history.Shuffled;
                var sums = new[] { 1, 2, 3 }
                    .Select(month => View(CostRange.Of(new(2026, month)), shuffled))
                    .SelectMany(view => view.Charges.Concat(view.AfterClose));
                var expected = history
                    .Records.GroupBy(record => record.Id)
                    .Select(versions => versions.MaxBy(version => version.Order.BatchSequence)!);
                return Sum(sums.Select(total => total.Billed)) == Sum(expected.Select(record => record.Billed));
            },
            times: 100
        );

    [Fact]
    public void Package_OfShuffledRecords_IsTheSameToTheByte() =>
        Property.Holds(
            Histories,
            history =>
                new[] { 1, 2, 3 }.All(month =>
                    Bytes(history.Records, month).SequenceEqual(Bytes(history.Shuffled, month))
                ),
            times: 100
        );

    [Fact]
    public void Integrity_IsWhatTheDocumentSays() =>
        Property.Holds(
            Histories,
            history =>
            {
                var view = View(CostRange.Of(new(2026, 1)), history.Records);
                var lines = history
                    .Records.Where(record => record.Period == new PeriodCode(2026, 1))
                    .Select(record => Way().Replace(Encoding.UTF8.GetString(record.Encode()), ""))
                    .Select(line => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line))))
                    .Distinct()
                    .Order(StringComparer.Ordinal);
                return view.Integrity
                    == Evidence.Digest.Of(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
            },
            times: 50
        );

    private static byte[] Bytes(IEnumerable<CostRecord> records, int month)
    {
        var fold = Fold(CostRange.Of(new(2026, month)), records);
        var package = CostPackage.Of(fold, AccruedCosts.None, null).Value;
        return
        [
            .. CostPackageFormat.ToBytes(package),
            .. CostPackageFormat.ToCsv(package),
            .. RestatementFormat.ToCsv(package.View.Restatements),
        ];
    }

    private static BigInteger Sum(IEnumerable<ExactDecimal> amounts) =>
        amounts.Aggregate(BigInteger.Zero, (sum, amount) => sum + Units($"{amount}"));

    private static BigInteger Units(string text)
    {
        var parts = text.TrimStart('-').Split('.');
        var digits = parts[0] + (parts.Length > 1 ? parts[1] : "").PadRight(ExactDecimal.Places, '0');
        var units = BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        return text[0] == '-' ? -units : units;
    }

    /// <summary>
    /// Ids with one to four records each, of which later ones are taken in by the same month or later.
    /// </summary>
    private static Gen<History> Histories =>
        from ids in Gen.ListOf(Versions)
        let records = ids.SelectMany((versions, id) => versions.Select(version => version with { Id = $"r-{id}" }))
        from shuffled in Gen.Shuffle(records.ToArray())
        select new History([.. records], shuffled);

    private static Gen<IReadOnlyList<CostRecord>> Versions =>
        from count in Gen.Choose(1, 4)
        from steps in Gen.ListOf(Gen.Choose(0, 1), count)
        from units in Gen.ListOf(Gen.Choose(-2_000_000_000, 2_000_000_000), count)
        from places in Gen.Choose(0, 14)
        from day in Gen.Choose(1, 28)
        from provider in Gen.Elements("AWS", "Microsoft", "=1+1")
        select (IReadOnlyList<CostRecord>)
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(at =>
                        Record("", $"{units[at]}e-{places}", day, at, provider) with
                        {
                            TakenInto = MonthOf(1 + steps.Take(at + 1).Skip(1).Sum()),
                        }
                    ),
            ];

    private static PeriodCode? MonthOf(int month) => month == 1 ? null : new PeriodCode(2026, Math.Min(month, 3));

    private sealed record History(IReadOnlyList<CostRecord> Records, IReadOnlyList<CostRecord> Shuffled);

    [GeneratedRegex("""(?<=[{,])"(batch|period|recorded_at)":"[^"]*",""")]
    private static partial Regex Way();
}
