using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Proofs;

/// <summary>
/// Made once, used by many: January of the sample company as the README closes it, and January and February of a small
/// company.
/// </summary>
public sealed class SealedProofs : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestCompany _tiny = new();

    internal SealedProof Harbor { get; private set; } = null!;

    internal SealedProof January { get; private set; } = null!;

    internal SealedProof February { get; private set; } = null!;

    internal TestCompany Tiny => _tiny;

    internal string HarborData => _folder.In("data");

    internal ProgramResult HarborClose { get; private set; } = null!;

    public Task InitializeAsync() => Task.WhenAll(CloseHarborAsync(), CloseTinyAsync());

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _folder.Dispose();
        _tiny.Dispose();
    }

    internal Task<ProgramResult> HarborAsync(params string[] arguments) =>
        ProgramRunner.BooksealAsync(_folder.Path, [.. arguments, "--data", HarborData]);

    private async Task CloseHarborAsync()
    {
        HarborClose = await HarborAsync("close", Repository.HarborSupply, "--period", "2026-01", "--yes", "--json");
        Harbor = await SealedProof.OfAsync(_folder.Path, HarborData, Repository.HarborSupply, HarborClose.Exits(0));
    }

    private async Task CloseTinyAsync()
    {
        var january = await _tiny.CloseAsync("2026-01", "--yes", "--now", TestCompany.AfterJanuary);
        January = await SealedProof.OfAsync(_tiny.Folder, _tiny.Data, _tiny.Books, january.Exits(0));
        var february = await _tiny.CloseAsync("2026-02", "--yes", "--now", TestCompany.AfterFebruary);
        February = await SealedProof.OfAsync(_tiny.Folder, _tiny.Data, _tiny.Books, february.Exits(0));
    }
}
