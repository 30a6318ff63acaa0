using Bookseal.Books.Costs;
using Bookseal.Books.Values;
using Bookseal.Import.Costs;
using Bookseal.Import.Focus;
using FsCheck.Fluent;

namespace Bookseal.Import.Tests.Costs;

public sealed class CostFileTests
{
    private const string SequencedHeader = "Id,Cost,Cur,Day,Vendor,No,State,Load\n";

    [Theory]
    [InlineData("\"$10,100.00 \"", "10100")]
    [InlineData("$20.00 ", "20")]
    [InlineData("-$5.00", "-5")]
    [InlineData("\"($1,234,567.89)\"", "-1234567.89")]
    [InlineData("\"1,234.5\"", "1234.5")]
    [InlineData("1.5E-07", "0.00000015")]
    [InlineData("-0.00", "0")]
    [InlineData("0.00000000000001", "0.00000000000001")]
    public void Amount_HoweverItIsDressed_IsExact(string cell, string amount) =>
        Assert.Equal(
            amount,
            $"{Assert.Single(CostCsv.Records(CostCsv.Final(CostCsv.File(CostCsv.Row(cell))))).Billed}"
        );

    [Theory]
    [InlineData("\"1,5\"")]
    [InlineData("\"1,234\"")]
    [InlineData("\"12,34.5\"")]
    [InlineData("\"1.234,5\"")]
    [InlineData("1e99")]
    [InlineData("NaN")]
    [InlineData("--1")]
    [InlineData("0x10")]
    [InlineData("$")]
    public void Amount_ThatIsNoneOrMayBeTwo_IsRefusedWhereItStands(string cell)
    {
        var fault = CostCsv.Faults(CostCsv.Final(CostCsv.File(CostCsv.Row("1"), CostCsv.Row(cell))))[0];
        Assert.Equal("costs1.csv:3:46", fault.Where);
        Assert.True(fault.Code is "AMOUNT_INVALID" or "AMOUNT_TOO_LARGE", fault.Code);
    }

    [Theory]
    [InlineData("2026-01-31", "2026-01-31")]
    [InlineData("2026-01-31T23:59:59Z", "2026-01-31")]
    [InlineData("2026-01-31 23:00:00", "2026-01-31")]
    [InlineData("2026-01-31T23:30:00.123-01:00", "2026-02-01")]
    [InlineData("2026-01-31 23:00:00 UTC", "2026-01-31")]
    [InlineData("1/31/26", "2026-01-31")]
    [InlineData("31/1/2026", "2026-01-31")]
    [InlineData("2/2/26", "2026-02-02")]
    public void Day_HoweverItIsWritten_IsTheUtcDay(string cell, string day)
    {
        var records = CostCsv.Records(CostCsv.Final(CostCsv.File(CostCsv.Row("1", day: cell))));
        Assert.Equal(day, Dates.Text(Assert.Single(records).Day));
    }

    [Theory]
    [InlineData("1/2/26", "DATE_AMBIGUOUS")]
    [InlineData("13/13/26", "DATE_INVALID")]
    [InlineData("2026-02-30", "DATE_INVALID")]
    [InlineData("0001-01-01", "DATE_INVALID")]
    [InlineData("yesterday", "DATE_INVALID")]
    [InlineData("NULL", "COST_CELL_MISSING")]
    [InlineData("(null)", "COST_CELL_MISSING")]
    public void Day_ThatIsNone_IsRefusedWhereItStands(string cell, string code)
    {
        var fault = CostCsv.Fault(CostCsv.Final(CostCsv.File(CostCsv.Row("1", day: cell))));
        Assert.Equal((code, "costs1.csv:2:24"), (fault.Code, fault.Where));
    }

    [Fact]
    public void Header_WithoutRequiredColumns_IsOneFaultThatNamesThem()
    {
        var fault = CostCsv.Fault(CostCsv.Final("ProviderName,BilledCost\nAWS,1\n"));
        Assert.Equal(("COST_COLUMNS_MISSING", "costs1.csv:1:1"), (fault.Code, fault.Where));
        Assert.Contains("BillingAccountId, ServiceName, ChargeCategory, ChargePeriodStart", fault.Message);
        Assert.DoesNotContain("ProviderName,", fault.Message.Split(';')[0]);
    }

    [Theory]
    [InlineData("A;B;C\n1;2;3\n", "CSV_HEADER")]
    [InlineData("", "CSV_HEADER")]
    [InlineData("\n\n", "CSV_HEADER")]
    public void Header_ThatIsNone_IsRefused(string text, string code) =>
        Assert.Equal(code, CostCsv.Fault(CostCsv.Final(text)).Code);

    [Fact]
    public void File_WithoutRows_IsRefused() =>
        Assert.Equal("COST_FILE_EMPTY", CostCsv.Fault(CostCsv.Final(CostCsv.File())).Code);

    [Fact]
    public void Header_WithAColumnTwice_IsRefusedWhereItStands()
    {
        var fault = CostCsv.Fault(CostCsv.Final($"{CostCsv.Header},billedcost\n"));
        Assert.Equal(("CSV_HEADER", "costs1.csv:1:95"), (fault.Code, fault.Where));
    }

    [Fact]
    public void Row_WithAnotherNumberOfCells_IsRefusedWhereItStands()
    {
        var fault = CostCsv.Fault(CostCsv.Final(CostCsv.File(CostCsv.Row("1"), CostCsv.Row("1", more: ",x"))));
        Assert.Equal(("CSV_CELL_COUNT", "costs1.csv:3:1"), (fault.Code, fault.Where));
    }

    [Theory]
    [InlineData("EUR", "XXQ", "CURRENCY_UNKNOWN")]
    [InlineData("AWS", "A\u200bWS", "TEXT_INVISIBLE")]
    public void Cell_ThatNamesNothing_IsRefused(string good, string bad, string code)
    {
        var row = CostCsv.Row("1").Replace("USD", "EUR", StringComparison.Ordinal);
        var file = CostCsv.File(row.Replace(good, bad, StringComparison.Ordinal));
        Assert.Equal(code, CostCsv.Fault(CostCsv.Final(file)).Code);
    }

    [Fact]
    public void NullAndEmptyText_AreToldApartInWhatARecordIsKnownBy()
    {
        string IdOf(string resource) =>
            Assert.Single(CostCsv.Records(CostCsv.Final(CostCsv.File(CostCsv.Row("1", resource))))).Id;
        Assert.Equal(IdOf(""), IdOf("NULL"));
        Assert.Equal(IdOf(""), IdOf("(null)"));
        Assert.NotEqual(IdOf(""), IdOf("\"\""));
        Assert.NotEqual(IdOf(""), IdOf("r-1"));
    }

    [Fact]
    public void Records_OfOneDimension_AreNumberedByContentAndNotByPlace()
    {
        var (one, other) = (CostCsv.Row("2"), CostCsv.Row("1"));
        var first = CostCsv.Records(CostCsv.Final(CostCsv.File(one, other, one)));
        var second = CostCsv.Records(CostCsv.Final(CostCsv.File(other, one, one)));
        Assert.Equal(["1:1", "2:2", "2:3"], first.Select(Numbered).Order());
        Assert.Equal(["1:1", "2:2", "2:3"], second.Select(Numbered).Order());
        static string Numbered(CostRecord record) => $"{record.Billed}:{record.Id.Split(':')[^1]}";
    }

    [Fact]
    public void Records_HoweverRowsColumnsAndPartsAreShuffled_AreTheSame() =>
        Property.Holds(
            from rows in Gen.Choose(0, 4)
                .Two()
                .Select(pair => CostCsv.Row($"{pair.Item1}.5", $"r-{pair.Item2}").Split(','))
                .NonEmptyListOf()
            from shuffled in Gen.Shuffle<string[]>(rows)
            from columns in Gen.Shuffle<int>(Enumerable.Range(0, rows[0].Length))
            from cut in Gen.Choose(0, rows.Count)
            select (rows, shuffled, columns, cut),
            files =>
            {
                string Text(IEnumerable<string[]> rows, int[] columns) =>
                    string.Concat(
                        rows.Prepend(CostCsv.Header.Split(','))
                            .Select(row => string.Join(',', columns.Select(column => row[column])) + "\n")
                    );
                int[] inOrder = [.. files.columns.Order()];
                var plain = CostCsv.Final(Text(files.rows, inOrder)) with { Batch = "b" };
                string[] parts =
                [
                    Text(files.shuffled.Take(files.cut), files.columns),
                    Text(files.shuffled.Skip(files.cut), inOrder),
                ];
                var mixed = CostCsv.Final(parts) with { Batch = "b" };
                return Lines(plain).SequenceEqual(Lines(mixed));
            }
        );

    [Fact]
    public void LaterRows_OfAnId_AreOrderedByTheirSequenceOrRefused()
    {
        const string mapping = """
            {"columns":{"id":"Id","amount":"Cost","currency":"Cur","day":"Day","provider":"Vendor","sequence":"No",
            "lifecycle":"State","batch":"Load"}}
            """;
        var request = CostCsv.Final(
            SequencedHeader + "a,1,USD,2026-01-05,Acme,2,Final,b-2\na,3,USD,2026-01-05,Acme,1,final,b-1\n"
        ) with
        {
            Mapping = ("m.json", CostCsv.Of(mapping)),
            Lifecycle = null,
        };
        var records = CostCsv.Records(request);
        Assert.Equal(["-.2 b-2", "-.1 b-1"], records.Select(record => $"{record.Order} {record.Batch}"));
        var unordered = request with
        {
            Parts =
            [
                (
                    "costs1.csv",
                    CostCsv.Of(
                        SequencedHeader + "\"a\",1,USD,2026-01-05,Acme,,final,b\na,3,USD,2026-01-05,Acme,NULL,final,b\n"
                    )
                ),
            ],
        };
        var fault = CostCsv.Fault(unordered);
        Assert.Equal(("COST_ORDER_UNKNOWN", "costs1.csv:3:1"), (fault.Code, fault.Where));
        Assert.Contains("costs1.csv:2:1", fault.Message);
    }

    /// <summary>A stored record of the same id is in the way where it is the same provider's.</summary>
    [Theory]
    [InlineData("Acme", "Acme", true)]
    [InlineData("Acme", "Other", false)]
    [InlineData("The \"Acme\"", "The \"Acme\"", true)]
    public void Compare_WithAStoredIdOfAProvider_FindsOnlyItsOwn(string mine, string stored, bool isFound)
    {
        const string mapping =
            """{"columns":{"id":"Id","amount":"Cost","currency":"Cur","day":"Day","provider":"Vendor"}}""";
        var cell = $"\"{mine.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        var text = $"Id,Cost,Cur,Day,Vendor\na,1,USD,2026-01-05,{cell}\na,2,USD,2026-01-05,Third\n";
        var request = CostCsv.Final(text) with { Mapping = ("m.json", CostCsv.Of(mapping)), Batch = "b" };
        var scan = CostCsv.Scan(request);
        var line = CostCsv.Records(scan)[0] with { Provider = stored, Billed = ExactDecimal.Parse("9").Value };
        Assert.Equal(isFound ? "COST_ORDER_UNKNOWN" : null, scan.Compare(line.Encode())?.Code);
    }

    [Theory]
    [InlineData("all")]
    [InlineData("ALL")]
    public void Provider_ThatIsCalledAll_IsRefused(string name) =>
        Assert.Equal(
            "COST_PROVIDER_INVALID",
            CostCsv
                .Fault(CostCsv.Final(CostCsv.File(CostCsv.Row("1").Replace("AWS", name, StringComparison.Ordinal))))
                .Code
        );

    [Fact]
    public void Provider_WithBlanksAroundIt_IsRefused() =>
        Assert.NotEmpty(CostCsv.Faults(CostCsv.Final(CostCsv.File(CostCsv.Row("1").Replace("AWS", "AWS ")))));

    [Theory]
    [InlineData("""{"columns":{"amount":"A"}}""")]
    [InlineData("""{"columns":{"amont":"A","currency":"C","day":"D","provider":"P"}}""")]
    [InlineData(
        """{"columns":{"amount":"A","currency":"C","day":"D","provider":"P"},"constants":{"day":"2026-01-01"}}"""
    )]
    [InlineData("""{"columns":{"amount":1,"currency":"C","day":"D","provider":"P"}}""")]
    [InlineData("""[]""")]
    [InlineData("""{""")]
    public void Mapping_ThatSaysTooLittleOrNonsense_IsRefused(string json)
    {
        var fault = CostCsv.Fault(CostCsv.Final("A\n1\n") with { Mapping = ("m.json", CostCsv.Of(json)) });
        Assert.Equal("m.json", fault.Where);
    }

    [Fact]
    public void Lifecycle_WhereNothingSaysIt_IsRequired() =>
        Assert.Equal(
            "LIFECYCLE_REQUIRED",
            CostCsv.Fault(CostCsv.Final(CostCsv.File(CostCsv.Row("1"))) with { Lifecycle = null }).Code
        );

    [Fact]
    public void BillingPeriods_ByIssuerOrProvider_SayWhatIsFinal()
    {
        const string periods =
            "InvoiceIssuerName,BillingPeriodStart,BillingPeriodEnd,BillingPeriodStatus,BillingPeriodLastUpdated\n"
            + "AWS,2026-01-01T00:00:00Z,2026-02-01T00:00:00Z,Open,2026-02-01T00:00:00Z\n"
            + "AWS,2026-01-01T00:00:00Z,2026-02-01T00:00:00Z,Closed,2026-02-05T00:00:00Z\n";
        var request = CostCsv.Final(CostCsv.File(CostCsv.Row("1"))) with
        {
            Lifecycle = null,
            BillingPeriods = ("p.csv", CostCsv.Of(periods)),
        };
        Assert.Equal("BILLING_PERIOD_AMBIGUOUS", CostCsv.Faults(request)[0].Code);
        var record = Assert.Single(CostCsv.Records(request with { TakesLatestPeriod = true }));
        Assert.Equal(CostLifecycle.Final, record.Lifecycle);
    }

    [Fact]
    public void Lines_OfLateMonths_SayWhichPeriodTakesThemIn()
    {
        var scan = CostCsv.Scan(CostCsv.Final(CostCsv.File(CostCsv.Row("1"), CostCsv.Row("2", day: "2026-02-05"))));
        var (january, march) = (new PeriodCode(2026, 1), new PeriodCode(2026, 3));
        var late = new Dictionary<PeriodCode, PeriodCode> { [january] = march };
        var records = CostCsv.Lines(scan, late).Select(line => CostRecord.Decode(line).Value);
        Assert.Equal([march, new PeriodCode(2026, 2)], records.Select(record => record.Period));
        Assert.Equal([1L, 1L], scan.Months.Values);
    }

    [Fact]
    public async Task Lines_OfAFileThatChangedMeanwhile_SaySo()
    {
        var opened = 0;
        var file = new SourceFile(() => CostCsv.Of(CostCsv.File(CostCsv.Row(opened++ == 0 ? "1" : "2"))).Open());
        var scan = CostCsv.Scan(new CostRequest([("c.csv", file)]) { Lifecycle = CostLifecycle.Final });
        using var lines = scan.Lines(CostCsv.Noon, new Dictionary<PeriodCode, PeriodCode>(), null);
        await Assert.ThrowsAsync<CostFileChangedException>(() => lines.CopyToAsync(Stream.Null));
    }

    [Fact]
    public void Read_OfADamagedFile_NeverThrows() =>
        Property.Holds(
            Bytes.Damaged(
                System.Text.Encoding.UTF8.GetBytes(
                    CostCsv.File(CostCsv.Row("1"), CostCsv.Row("\"$1,000.00\"", "\"é\"\"\""))
                )
            ),
            bytes =>
            {
                var faults = new ImportFaults();
                var request = new CostRequest([("c.csv", SourceFile.Of(bytes))]) { Lifecycle = CostLifecycle.Final };
                var scan = request.Open(CostCsv.Units, faults)?.Scan(faults, null);
                return scan is null
                    ? faults.Faults.All(fault => fault.Where is not null)
                    : CostCsv.Records(scan).Count == scan.Records;
            },
            times: 2000
        );

    private static List<string> Lines(CostRequest request) => Lines(CostCsv.Scan(request));

    private static List<string> Lines(CostScan scan) =>
        [.. CostCsv.Lines(scan).Select(System.Text.Encoding.UTF8.GetString).Order(StringComparer.Ordinal)];
}
