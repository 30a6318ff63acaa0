using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Samples;

/// <summary>What was signed off in January of the sample, and what comes after it.</summary>
public sealed class SampleSignOffTests : IDisposable
{
    private const int PayrollReview = 13;
    private static readonly PeriodCode January = new(2026, 1);
    private readonly SampleCompany _company = new();
    private readonly TemporaryFolder _books = new();

    [Fact]
    public async Task Drive_AfterABankFileChanged_VoidsTheBankReconciliationAndNothingElse()
    {
        await _company.ImportAsync(SampleCompany.Folder);
        var waiting = await _company.DriveAsync(January, PayrollReview);
        Assert.True(waiting.IsDone(6) && waiting.IsDone(3) && waiting.IsDone(8) && !waiting.IsDone(PayrollReview));

        const string bank = "bank_transactions.csv";
        foreach (var file in Directory.EnumerateFiles(SampleCompany.Folder))
            File.Copy(file, _books.In(Path.GetFileName(file)));
        await File.AppendAllTextAsync(
            _books.In(bank),
            "Narrows Trust checking 4417,USD,2026-01-21,FEE-1,-5.00,FEE\n"
                + "Narrows Trust checking 4417,USD,2026-01-21,FEE-2,5.00,FEE TAKEN BACK\n"
        );
        await _company.ImportAsync(_books.In("."));
        var run = await _company.DriveAsync(January, until: null);

        // Signed again as it stands; what the bank has and the books lack is for the guards to say.
        var voided = Assert.Single(run.OpenTasks, open => open.Value.Voided > 0);
        Assert.Equal((6, 1), (voided.Key, voided.Value.Voided));
        Assert.Equal(RunStatus.Blocked, run.Status);
    }

    public void Dispose()
    {
        _company.Dispose();
        _books.Dispose();
    }
}
