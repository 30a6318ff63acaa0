using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Months;

/// <summary>
/// January of the small company at three stages, made once: imported with an everyday posting beside it; a close begun
/// by petra that waits for task 3, with an adjustment of hers; closed. Tests work on copies.
/// </summary>
public sealed class JanuaryStages : IAsyncLifetime, IDisposable
{
    /// <summary>A key that stands, as text, in most events of the chain.</summary>
    public const string EverydayKey = "1";

    public const string AdjustmentKey = "accrual-01";
    private readonly TestCompany _imported = new();
    private readonly TestCompany _waiting = new();
    private readonly TestCompany _closed = new();

    /// <summary>What the close printed when it began to wait.</summary>
    internal ProgramResult Waits { get; private set; } = null!;

    internal ProgramResult Adjusted { get; private set; } = null!;

    internal ProgramResult Closes { get; private set; } = null!;

    /// <summary>The closed company itself, for tests that only read.</summary>
    internal TestCompany Closed => _closed;

    public async Task InitializeAsync()
    {
        (await _imported.BooksealAsync("import", _imported.Books)).Exits(0);
        (await PostAsync(_imported, EntryText.Rent("P1", "2026-01-30"), EverydayKey)).Exits(0);

        TemporaryFolder.Copy(_imported.Data, _waiting.Data);
        Waits = (await _waiting.CloseAsync("2026-01", "--as", "petra")).Exits(4);
        Adjusted = (
            await PostAsync(
                _waiting,
                EntryText.Rent("ADJ-1", "2026-01-31", "adjusting"),
                AdjustmentKey,
                "--adjust",
                "--as",
                "rolf"
            )
        ).Exits(0);

        TemporaryFolder.Copy(_waiting.Data, _closed.Data);
        Closes = (await _closed.CloseAsync("2026-01", "--yes")).Exits(0);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var company in (TestCompany[])[_imported, _waiting, _closed])
            company.Dispose();
    }

    /// <summary>Posts through standard input, into January unless the options name another month.</summary>
    internal static async Task<ProgramResult> PostAsync(
        TestCompany company,
        string entries,
        string key,
        params string[] options
    )
    {
        string[] period = options.Contains("--period") ? [] : ["--period", "2026-01"];
        using var program = StartedProgram.Bookseal(
            company,
            ["post", "--tenant", "tiny", "--file", "-", "--key", key, "--json", .. period, .. options]
        );
        return await program.FeedAsync(entries);
    }

    /// <summary>January's journal as it is stored.</summary>
    internal static string Journal(TestCompany company) =>
        Path.Combine(company.Data, "objects", "journal", "tiny", "2026-01", "00001.ndjson");

    /// <summary>The audit chain as it is stored.</summary>
    internal static string Chain(TestCompany company) => Path.Combine(company.Data, "tables", "audit", "tiny.log");

    internal TestCompany CopyImported() => CopyOf(_imported);

    internal TestCompany CopyWaiting() => CopyOf(_waiting);

    internal TestCompany CopyClosed() => CopyOf(_closed);

    private static TestCompany CopyOf(TestCompany company)
    {
        var copy = new TestCompany();
        TemporaryFolder.Copy(company.Data, copy.Data);
        return copy;
    }
}
