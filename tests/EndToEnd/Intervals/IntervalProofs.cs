using Bookseal.EndToEnd.Tests.Programs;
using Bookseal.EndToEnd.Tests.Proofs;

namespace Bookseal.EndToEnd.Tests.Intervals;

/// <summary>Made once: a closed January, and the proof of its days as otto, the auditor, exported it.</summary>
public sealed class IntervalProofs : IAsyncLifetime, IDisposable
{
    private readonly TestCompany _company = new();
    private readonly TemporaryFolder _folder = new();

    internal SealedProof Close { get; private set; } = null!;

    internal MemoryBag Interval { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var closed = (await _company.CloseAsync("2026-01", "--yes")).Exits(0);
        Close = await SealedProof.OfAsync(_company.Folder, _company.Data, _company.Books, closed);
        string[] exported = [.. IntervalCompany.Days("export", _company), "--as", "otto", "--out", _folder.In("bag")];
        (await _company.BooksealAsync(exported)).Exits(0);
        Interval = MemoryBag.Load(_folder.In("bag"));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _company.Dispose();
        _folder.Dispose();
    }
}
