using System.Text;
using Bookseal.Books.Reconciliation;
using Bookseal.Import.Costs;
using Bookseal.Import.Payouts;
using FsCheck.Fluent;

namespace Bookseal.Import.Tests.Payouts;

public sealed class PayoutReaderTests
{
    private const string Header =
        "automatic_payout_id,currency,gross,fee,net,reporting_category,automatic_payout_effective_at,extra";

    [Fact]
    public void Stripe_RowsOfAPayout_AreSummedByCurrency()
    {
        var file = Stripe(
            "po_1,usd,250.00,7.55,242.45,charge,2024-01-15 00:00:00,x",
            "po_1,usd,-50.00,0.00,-50.00,refund,2024-01-15 00:00:00,y",
            "po_2,jpy,1000,30,970,charge,2024-01-16,",
            ",usd,5.00,0.20,4.80,charge,2024-01-17,"
        )!;
        Assert.Equal(
            ["po_1 USD 20000 755 19245 2", "po_2 JPY 1000 30 970 1"],
            file.Payouts.Select(one =>
                $"{one.Id} {one.Currency} {one.GrossMinor} {one.FeeMinor} {one.NetMinor} {one.Transactions}"
            )
        );
        Assert.Equal((1, new DateOnly(2024, 1, 15)), (file.Unpaid, file.Payouts[0].Date));
        Assert.Equal(
            ["JPY 1000 30 970", "USD 20500 775 19725"],
            file.Totals.Select(one => $"{one.Currency} {one.GrossMinor} {one.FeeMinor} {one.NetMinor}")
        );
    }

    [Theory]
    [InlineData("po_1,usd,1.00,0.30,0.71,charge,2024-01-15,", "2:20", "PAYOUT_NET_DIFFERS")]
    [InlineData("po_1,usd,1.001,0.00,1.001,charge,2024-01-15,", "2:10", "AMOUNT_INVALID")]
    [InlineData("po_1,jpy,1.50,0,1.50,charge,2024-01-15,", "2:10", "AMOUNT_INVALID")]
    [InlineData("po_1,usd,1.00,0.00,1.00,charge,15/01/2024,", "2:32", "DATE_INVALID")]
    [InlineData("po_1,$,1.00,0.00,1.00,charge,2024-01-15,", "2:6", "CURRENCY_INVALID")]
    [InlineData("po_1,usd,1.00,0.00,1.00,charge", "2:1", "CSV_CELL_COUNT")]
    public void Stripe_Faults_SayLineAndColumn(string row, string where, string code)
    {
        var faults = new ImportFaults();
        Assert.Null(PayoutReader.Read("p.csv", Bytes(Header, row), PayoutColumns.Stripe, faults));
        var found = faults.Faults.First(fault => fault.Code == code);
        Assert.StartsWith($"p.csv:{where.Split(':')[0]}:", found.Where, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("automatic_payout_id,currency,gross,fee,net,reporting_category")]
    [InlineData("automatic_payout_id,currency,gross,fee,net,net,reporting_category,automatic_payout_effective_at")]
    [InlineData("")]
    public void Stripe_HeaderThatLacksOrRepeats_IsAFault(string header)
    {
        var faults = new ImportFaults();
        Assert.Null(PayoutReader.Read("p.csv", Bytes(header), PayoutColumns.Stripe, faults));
        Assert.Equal("CSV_HEADER", faults.Faults.Single().Code);
    }

    [Fact]
    public void PayoutRow_ThatIsNotWhatTheOthersComeTo_IsAFault()
    {
        var faults = new ImportFaults();
        var rows = Bytes(
            Header,
            "po_1,usd,10.00,1.00,9.00,charge,2024-01-15,",
            "po_1,usd,-8.00,0.00,-8.00,payout,2024-01-16,"
        );
        Assert.Null(PayoutReader.Read("p.csv", rows, PayoutColumns.Stripe, faults));
        Assert.Equal(PayoutReader.ControlDiffers, faults.Faults.Single().Code);
    }

    [Theory]
    [InlineData("payouts,-242.45,usd", null)]
    [InlineData("payouts,-242.44,usd", "s.csv:2:9")]
    [InlineData("activity,242.45,usd", "s.csv:1:1")]
    public void Summary_HasToHaveTheSamePayouts(string row, string? where)
    {
        var file = Stripe("po_1,usd,250.00,7.55,242.45,charge,2024-01-15,x")!;
        var faults = new ImportFaults();
        StripeSummary.Check("s.csv", Bytes("category,net_amount,currency", row), file, faults);
        Assert.Equal(where, faults.IsEmpty ? null : faults.Faults[0].Where);
    }

    [Fact]
    public void Mapping_OfOtherNamesAndMinorUnits_IsTaken()
    {
        var columns = PayoutColumns.Parse("adyen", ["payout=id,net=amount", "date=arrival"], areMinor: true).Value;
        var file = PayoutReader.Read(
            "p.csv",
            Bytes("arrival,id,amount,currency", "2024-01-15,P1,-250,eur"),
            columns,
            new()
        )!;
        Assert.Equal((-250, -250, 0), (file.Payouts[0].NetMinor, file.Payouts[0].GrossMinor, file.Payouts[0].FeeMinor));
        Assert.False(PayoutColumns.Parse("Adyen!", [], false).IsOk);
        Assert.False(PayoutColumns.Parse("adyen", ["color=red"], false).IsOk);
        Assert.False(PayoutColumns.Parse("adyen", ["gross=g"], false).IsOk);
    }

    /// <summary>Nothing is lost in sums, and each payout is a line that can be read again.</summary>
    [Fact]
    public void Stripe_AnyRows_SumUpToThemselves() =>
        Property.Holds(
            Gen.Choose(1, 3).Zip(Gen.Choose(-100_000, 100_000)).Zip(Gen.Choose(0, 500)).ArrayOf(),
            rows =>
            {
                var lines = rows.Select(row => (Id: row.Item1.Item1, Gross: row.Item1.Item2, Fee: row.Item2)).ToList();
                var file = Stripe([
                    .. lines.Select(row =>
                        $"po_{row.Id},jpy,{row.Gross},{row.Fee},{row.Gross - row.Fee},charge,2024-01-15,"
                    ),
                ])!;
                return file.Payouts.Sum(one => one.NetMinor) == lines.Sum(row => (long)row.Gross - row.Fee)
                    && file.Payouts.Sum(one => one.Transactions) == lines.Count
                    && file.Payouts.All(one => ProviderPayout.Decode(one.Encode()).Value == one);
            }
        );

    [Fact]
    public void Paypal_Withdrawals_ArePayouts_AndTheBalanceFollows()
    {
        const string header =
            "\"Date\",\"Type\",\"Status\",\"Currency\",\"Gross\",\"Fee\",\"Net\",\"Transaction ID\",\"Balance\"";
        string[] rows =
        [
            "\"2/1/2020\",\"General Payment\","
                + "\"Completed\",\"EUR\",\"1,100.00\",\"-4.00\",\"1,096.00\",\"T1\",\"1,096.00\"",
            "\"3/1/2020\",\"General Withdrawal\","
                + "\"Pending\",\"EUR\",\"-1,000.00\",\"-1.00\",\"-1,001.00\",\"T2\",\"95.00\"",
        ];
        var file = PaypalReader.Read("a.csv", Bytes([header, .. rows]), SlashDates.DayFirst, new())!;
        var payout = file.Payouts.Single();
        Assert.Equal(
            ("T2", 100_100, 100, 100_000, new DateOnly(2020, 1, 3)),
            (payout.Id, payout.GrossMinor, payout.FeeMinor, payout.NetMinor, payout.Date)
        );
        var faults = new ImportFaults();
        Assert.Null(
            PaypalReader.Read(
                "a.csv",
                Bytes([header, rows[0], rows[1].Replace("\"95.00\"", "\"96.00\"")]),
                SlashDates.DayFirst,
                faults
            )
        );
        Assert.Equal(PayoutReader.ControlDiffers, faults.Faults.Single().Code);
    }

    [Theory]
    [InlineData("2/3/2026", SlashDates.Unsaid, null)]
    [InlineData("2/3/2026", SlashDates.DayFirst, "2026-03-02")]
    [InlineData("2/3/2026", SlashDates.MonthFirst, "2026-02-03")]
    [InlineData("13/3/2026", SlashDates.Unsaid, "2026-03-13")]
    [InlineData("3/13/2026", SlashDates.Unsaid, "2026-03-13")]
    [InlineData("3/3/2026", SlashDates.Unsaid, "2026-03-03")]
    [InlineData("3/13/2026", SlashDates.DayFirst, null)]
    public void Paypal_ADateThatIsReadTwoWays_IsAFaultUnlessItIsSaid(string date, SlashDates said, string? day)
    {
        var faults = new ImportFaults();
        var file = PaypalReader.Read(
            "a.csv",
            Bytes(
                "Date,Type,Status,Currency,Gross,Fee,Net,Transaction ID,Balance",
                $"{date},General Withdrawal,Completed,EUR,-96.00,0.00,-96.00,T2,4.00"
            ),
            said,
            faults
        );
        Assert.Equal(day, file?.Payouts.Single().Date.ToString("yyyy-MM-dd", null));
        Assert.Equal(day is null ? ["DATE_INVALID"] : [], faults.Faults.Select(fault => fault.Code));
        if (day is null && said == SlashDates.Unsaid)
            Assert.Contains("say 'dates'", faults.Faults[0].Message, StringComparison.Ordinal);
    }

    /// <summary>A withdrawal by its name, one by its bank account; commas behind the header's last name.</summary>
    [Fact]
    public void Paypal_StatementInSpanish_HasDecimalCommas_AndItsWithdrawals()
    {
        string[] lines =
        [
            "Fecha,Descripción,Divisa,Bruto,Comisión,Neto,Saldo,Id. de transacción,Cuenta bancaria,,,",
            "2/1/2020,Pago estándar,EUR,\"1.100,00\",\"-4,00\",\"1.096,00\",\"1.096,00\",T1,",
            "3/1/2020,Retirada de fondos,EUR,\"-96,00\",\"0,00\",\"-96,00\",\"1.000,00\",T2,",
            "4/1/2020,Transferencia,EUR,\"-200,00\",\"-1,00\",\"-201,00\",\"799,00\",T3,ES91",
            "5/1/2020,Transferencia,EUR,\"1,00\",\"0,00\",\"1,00\",\"800,00\",T4,ES91",
        ];
        var file = PaypalReader.Read("es.csv", Bytes(lines), SlashDates.DayFirst, new())!;
        Assert.Equal(
            ["T2 9600 0 9600", "T3 20100 100 20000"],
            file.Payouts.Select(one => $"{one.Id} {one.GrossMinor} {one.FeeMinor} {one.NetMinor}")
        );
        var euros = file.Totals.Single();
        Assert.Equal((80_500, 500, 80_000), ((long)euros.GrossMinor, (long)euros.FeeMinor, (long)euros.NetMinor));
        Assert.Equal(80_000, euros.ClosingMinor);
    }

    [Fact]
    public void Paypal_OfADamagedFile_NeverThrows() =>
        Property.Holds(
            Tests.Bytes.Damaged(
                Bytes(
                    "\ufeffFecha,Descripción,Divisa,Bruto,Comisión,Neto,Saldo,Id. de transacción,Cuenta bancaria,,,",
                    "2/1/2020,Retirada,EUR,\"-4,00\",\"0,00\",\"-4,00\",\"1.096,00\",T1,ES91"
                )
            ),
            bytes =>
            {
                var faults = new ImportFaults();
                var file = PaypalReader.Read("es.csv", bytes, SlashDates.DayFirst, faults);
                return file is null ? !faults.IsEmpty : file.Totals.Count <= 1;
            },
            times: 5000
        );

    /// <summary>Its header is longer as text than as bytes, and has commas that its row has not.</summary>
    [Fact]
    public void Paypal_OfAHeaderThatIsNoText_IsAFault()
    {
        byte[] file = [.. "Fecha"u8, .. Enumerable.Repeat((byte)0xff, 200), .. ",,,\nT1\n"u8];
        var faults = new ImportFaults();
        Assert.Null(PaypalReader.Read("es.csv", file, SlashDates.DayFirst, faults));
        Assert.Equal("ENCODING_INVALID", faults.Faults.Single().Code);
    }

    /// <summary>The language says what parts decimals: read otherwise, an amount is a hundred times as much.</summary>
    [Theory]
    [InlineData("Date,Type,Status,Currency,Gross,Fee,Net,Transaction ID,Balance", "49,37")]
    [InlineData("Fecha,Descripción,Cuenta bancaria,Divisa,Bruto,Comisión,Neto,Id. de transacción,Saldo", "49.37")]
    public void Paypal_AmountOfTheOtherLanguage_IsAFault(string header, string amount)
    {
        var faults = new ImportFaults();
        var row = $"2/1/2020,Payment,,EUR,\"{amount}\",0,\"{amount}\",T1,\"{amount}\"";
        Assert.Null(PaypalReader.Read("a.csv", Bytes(header, row), SlashDates.DayFirst, faults));
        Assert.All(faults.Faults, fault => Assert.Equal("AMOUNT_INVALID", fault.Code));
    }

    private static PayoutFile? Stripe(params string[] rows)
    {
        var faults = new ImportFaults();
        var file = PayoutReader.Read("p.csv", Bytes([Header, .. rows]), PayoutColumns.Stripe, faults);
        Assert.Empty(faults.Faults);
        return file;
    }

    private static byte[] Bytes(params string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");
}
