using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Intervals;

/// <summary>Payouts of a provider, imported and reconciled with the account that they came from.</summary>
public sealed class PayoutImportTests : IDisposable
{
    private const string Header =
        "automatic_payout_id,automatic_payout_effective_at,currency,gross,fee,net,reporting_category\n";

    private readonly TestCompany _company = new(isEmpty: true);
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _company.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Payouts_ImportedTwice_AreOnce_AndReconcileWithTheirAccount()
    {
        _company.Append("accounts.csv", "1150,Stripe balance,asset,current");
        _company.AddEntry("P1", "2026-01-12", "1000", "1150", "242.45", ",,po_1");
        _company.Write(
            "reconciliation.json",
            """
            {"v":1,"pairs":[{"name":"Stripe","ledger":["1150"],"side":"credit","payouts":"stripe"}]}
            """
        );
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        await File.WriteAllTextAsync(
            _folder.In("p.csv"),
            Header + "po_1,2026-01-12,eur,250.00,7.55,242.45,charge\npo_2,2026-01-15,eur,9.00,1.00,8.00,charge\n"
        );
        await File.WriteAllTextAsync(_folder.In("s.csv"), "category,net_amount,currency\npayouts,-250.45,eur\n");
        string[] import = ["import", _company.Books, _folder.In("p.csv"), "--format", "stripe-payouts-csv", "--json"];
        Assert.Equal(2, Added((await _company.BooksealAsync([.. import, "--dry-run"])).Exits(0)));
        Assert.Equal(2, Added((await _company.BooksealAsync([.. import, "--control", _folder.In("s.csv")])).Exits(0)));
        Assert.Equal(0, Added((await _company.BooksealAsync(import)).Exits(0)));

        var differs = (await _company.BooksealAsync(IntervalCompany.Days("reconcile", _company))).Exits(2).Output;
        Assert.Contains("1 matched by reference", differs, StringComparison.Ordinal);
        Assert.Contains("only in stripe: 2026-01-15 po_2 8.00", differs, StringComparison.Ordinal);

        await File.WriteAllTextAsync(_folder.In("s.csv"), "category,net_amount,currency\npayouts,-1.00,eur\n");
        (await _company.BooksealAsync([.. import, "--control", _folder.In("s.csv")])).Refuses(
            65,
            "PAYOUT_CONTROL_DIFFERS"
        );
        (await _company.BooksealAsync("audit", "verify", _company.Books)).Exits(0);
    }

    [Fact]
    public async Task Paypal_WithMonthFirst_AndAnyProviderByAMap_SayWhatTheyComeTo()
    {
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        await File.WriteAllTextAsync(
            _folder.In("paypal.csv"),
            "Date,Type,Status,Currency,Gross,Fee,Net,Transaction ID,Balance\n"
                + "1/14/2026,Payment,Completed,EUR,\"1,100.00\",-4.00,\"1,096.00\",T1,\"1,096.00\"\n"
                + "1/15/2026,General Withdrawal,Completed,EUR,-96.00,0.00,-96.00,T2,\"1,000.00\"\n"
        );
        string[] paypal = ["import", _company.Books, _folder.In("paypal.csv"), "--format", "paypal-csv"];
        (await _company.BooksealAsync(paypal)).Refuses(65, "DATE_INVALID");
        var told = (await _company.BooksealAsync([.. paypal, "--month-first"])).Exits(0).Output;
        Assert.Contains("1 payouts of paypal, 1 of them new", told, StringComparison.Ordinal);
        Assert.Contains(
            "EUR: gross 1,004.00, fees 4.00, net 1,000.00; balance 1,000.00",
            told,
            StringComparison.Ordinal
        );

        await File.WriteAllTextAsync(
            _folder.In("plain.csv"),
            "batch,date,currency,turnover,cost,paid\nP1,2026-01-16,EUR,10050,50,10000\n"
        );
        string[] plain = ["import", _company.Books, _folder.In("plain.csv"), "--format", "payout-csv", "--json"];
        var mapped = await _company.BooksealAsync([
            .. plain,
            "--provider",
            "adyen",
            "--map",
            "payout=batch,gross=turnover,fee=cost",
            "--map",
            "net=paid",
            "--minor-units",
        ]);
        Assert.Equal(
            """[{"currency":"EUR","fees":"0.50","gross":"100.50","net":"100.00"}]""",
            $"{mapped.Exits(0).Json["totals"]}"
        );
    }

    private static int Added(ProgramResult result) => (int)((JsonNumber)result.Json["added"]!).Value;
}
