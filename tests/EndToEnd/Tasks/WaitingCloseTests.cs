using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Tasks;

/// <summary><c>close --wait</c> in one process goes on when others have done the tasks.</summary>
public sealed class WaitingCloseTests : IDisposable
{
    private readonly TestCompany _company = new(hasStandardChecklist: true);

    [Fact]
    public async Task Wait_UntilAnotherProcessHasDoneTheRest_EndsWithTheSealedProof()
    {
        (await _company.CloseAsync("2026-01")).Exits(4);
        using var waiting = StartedProgram.Bookseal(
            _company,
            "close",
            _company.Books,
            "--period",
            "2026-01",
            "--as",
            "petra",
            "--wait"
        );
        var ends = waiting.FeedAsync("");
        (await _company.CloseAsync("2026-01", "--yes")).Exits(0);
        var ended = (await ends).Exits(0);
        Assert.Contains("2026-01 of tiny is closed, certified by anna", ended.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _company.Dispose();
}
