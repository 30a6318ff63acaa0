using Bookseal.Books.Costs;
using Bookseal.Books.Values;
using Bookseal.Closing;
using Bookseal.EndToEnd.Tests.Programs;
using Bookseal.Storage.Files;
using Bookseal.Storage.Keys;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Scenario;

namespace Bookseal.EndToEnd.Tests.Costs;

/// <summary>
/// The small company with an account for cloud costs, and records of them put where an import puts them.
/// </summary>
internal sealed class CostCompany : IDisposable
{
    private static readonly TenantId Tenant = TenantId.Parse("tiny").Value;

    public CostCompany()
    {
        Company.Append("accounts.csv", "2100,Accrued costs,liability,\n6400,Cloud,expense,");
        Company.Write(
            "costs.json",
            """{"providers":[{"provider":"Amazon \"AWS\"","family":"AWS","expense_account":"6400"}]}"""
        );
    }

    public const string Aws = "Amazon \"AWS\"";

    public TestCompany Company { get; } = new();

    public static CostRecord Record(string id, string day, string amount, long batch = 1) =>
        new(
            id,
            Aws,
            Dates.Parse(day).Value,
            ExactDecimal.Parse(amount).Value,
            ExactDecimal.Parse(amount).Value,
            Currency.Parse("EUR").Value,
            CostLifecycle.Final,
            $"batch-{batch}",
            new DateTimeOffset(2026, 2, 2, 8, 0, 0, TimeSpan.Zero)
        )
        {
            Order = new(batch, null),
        };

    public async Task ImportAsync() => (await Company.BooksealAsync("import", Company.Books)).Exits(0);

    public async Task PutAsync(params CostRecord[] records)
    {
        using var keys = new PemKeyRing(Path.Combine(Company.Data, "keys"), Tenant);
        var objects = new FileObjectStore(Company.Data, TimeProvider.System);
        var backend = Backend.Resilient(objects, new FileTableStore(Company.Data), TimeProvider.System);
        var workspace = new Workspace(backend, keys, Tenant, TimeProvider.System);
        await PlantedCosts.PutAsync(workspace, records);
    }

    public Task<ProgramResult> PackageAsync(string from, string to, params string[] more) =>
        Company.BooksealAsync([
            "costs",
            "close-package",
            Company.Books,
            "--start-date",
            from,
            "--end-date",
            to,
            .. more,
        ]);

    /// <summary>Into the month, or during its close under its lock.</summary>
    public async Task PostAccrualAsync(string id, string amount, string period)
    {
        var file = Path.Combine(Company.Folder, $"{id}.csv");
        await File.WriteAllTextAsync(
            file,
            "entry_id,date,description,account,debit,credit,currency,subledger,entity,reference,job,kind\n"
                + $"{id},{period}-28,Accrual,6400,{amount},,EUR,,,,,adjusting\n"
                + $"{id},{period}-28,Accrual,2100,,{amount},EUR,,,,,adjusting\n"
        );
        (
            await Company.BooksealAsync(
                "post",
                Company.Books,
                "--period",
                period,
                "--file",
                file,
                "--key",
                id,
                "--adjust",
                "--as",
                "petra"
            )
        ).Exits(0);
    }

    public Task<ProgramResult> AccrueAsync(string entry, string period, params string[] more) =>
        Company.BooksealAsync([
            "costs",
            "accrued",
            entry,
            Company.Books,
            "--period",
            period,
            "--provider",
            Aws,
            .. more,
            "--as",
            "petra",
        ]);

    public void Dispose() => Company.Dispose();
}
