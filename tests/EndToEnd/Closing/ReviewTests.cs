using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Closing;

/// <summary>What people say of a close beside its tasks, by the commands that they type.</summary>
public sealed class ReviewTests : IDisposable
{
    private readonly TestCompany _company = new();

    public ReviewTests()
    {
        // The same bill twice.
        _company.AddEntry("J9", "2026-01-06", "1200", "4000", "120.00", "AR,C1,INV-1");
        _company.Append("subledgers.csv", "AR,C1,INV-1,2026-01-05,2026-02-04,debit,120.00,EUR,,Invoice");
    }

    [Fact]
    public async Task Accept_OfAWarning_StandsInTheCertificateWithItsWords()
    {
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        (await AcceptAsync("no_such_warning", "--as", "rolf")).Refuses(3, "WARNING_NOT_FOUND");
        (await AcceptAsync("billed_twice", "--as", "petra")).Refuses(3, "CLOSE_AUTHORITY_DENIED");
        (await AcceptAsync("billed_twice", "--as", "rolf")).Exits(0);

        var closed = (await _company.CloseAsync("2026-01", "--yes")).Exits(0);

        Assert.Contains("accepted by rolf", closed.Output + closed.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("billed_twice not reviewed", closed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Close_OfAWarningThatNobodyAccepted_SaysThatNobodyLooked()
    {
        var closed = (await _company.CloseAsync("2026-01", "--yes")).Exits(0);
        Assert.Contains("not reviewed (unattended)", closed.Output + closed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decline_OfAPreparedClose_TakesAdjustmentsAgainAndIsCertifiedThen()
    {
        (await _company.CloseAsync("2026-01", "--yes", "--as", "petra")).Exits(4);
        (await DeclineAsync("--as", "petra")).Refuses(3, "CLOSE_AUTHORITY_DENIED");
        (await AdjustAsync()).Refuses(3, "bookseal decline");

        (await DeclineAsync("--as", "anna")).Exits(0);

        (await DeclineAsync("--as", "anna")).Refuses(3, "OUT_OF_ORDER");
        (await AdjustAsync()).Exits(0);
        var closed = (await _company.CloseAsync("2026-01", "--yes")).Exits(0);
        Assert.Equal("certified", closed.Text("status"));
        (await _company.BooksealAsync("audit", "verify", _company.Books)).Exits(0);
    }

    public void Dispose() => _company.Dispose();

    private Task<ProgramResult> AcceptAsync(string code, params string[] options) =>
        _company.BooksealAsync([
            "accept",
            code,
            _company.Books,
            "--period",
            "2026-01",
            "--words",
            "they deliver twice",
            .. options,
        ]);

    private Task<ProgramResult> DeclineAsync(params string[] options) =>
        _company.BooksealAsync([
            "decline",
            _company.Books,
            "--period",
            "2026-01",
            "--reason",
            "the accrual is missing",
            .. options,
        ]);

    private Task<ProgramResult> AdjustAsync()
    {
        var file = Path.Combine(_company.Folder, "accrual.ndjson");
        File.WriteAllText(file, Months.EntryText.Rent("A1", "2026-01-31", "adjusting"));
        return _company.BooksealAsync(
            "post",
            _company.Books,
            "--period",
            "2026-01",
            "--adjust",
            "--file",
            file,
            "--key",
            "accrual",
            "--as",
            "petra"
        );
    }
}
