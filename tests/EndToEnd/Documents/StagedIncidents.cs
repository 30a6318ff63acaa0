using Bookseal.Closing.Tests.Notifications;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Documents;

/// <summary>
/// What the incidents of the runbooks are about, made to happen in the company that walks them, and what their commands
/// have to say of it.
/// </summary>
internal sealed class StagedIncidents(TestCompany company) : IDisposable
{
    private const string Payout = "P-1";

    /// <summary>Each is said once, by the first such command after the incident.</summary>
    private readonly List<(string Command, int ExitCode, string Says)> _awaited = [];
    private HookReceiver? _provider;

    /// <summary>When the commands of a section are called.</summary>
    public string Now { get; private set; } = TestCompany.AfterFebruary;

    private string Spoiled => Path.Combine(company.Folder, "spoiled");

    private string BertsKey => Path.Combine(company.Data, "keys", "tiny", "bert.pem");

    private string HiddenKey => Path.Combine(company.Folder, "bert.pem");

    public Task BeginAsync(string heading) =>
        heading switch
        {
            "### A signed proof" => NeedTwoSignaturesAsync(),
            "### Incident: the ledger does not balance" => SpoilJournalAsync(),
            "### Incident: a proof is not signed" => LoseKeyAsync(),
            "### Incident: a payout does not arrive" => LoseAnswerAsync(),
            _ => Task.CompletedTask,
        };

    /// <summary>The first look at the ledger is one at the copy that was written to past the program.</summary>
    public IEnumerable<string> OptionsOf(string command) =>
        IsAwaited(command, "bookseal health") ? ["--data", Spoiled] : [];

    public async Task EndAsync(string command, ProgramResult result)
    {
        foreach (var awaited in _awaited.Where(one => IsAwaited(command, one.Command)).ToList())
        {
            Assert.Equal(awaited.ExitCode, result.ExitCode);
            Assert.Contains(awaited.Says, result.Output + result.Errors, StringComparison.Ordinal);
            _awaited.Remove(awaited);
        }

        if (command.StartsWith("bookseal keys check", StringComparison.Ordinal) && File.Exists(HiddenKey))
            File.Move(HiddenKey, BertsKey);
        if (command.StartsWith("bookseal payout show", StringComparison.Ordinal))
            _provider!.Status = 200;
        if (!command.StartsWith("bookseal payout settle", StringComparison.Ordinal))
            return;
        // It was asked twice, and by its key knows that it is to pay once.
        Assert.Equal(2, _provider!.Got.Count);
        Assert.Single(_provider.Got.Select(post => post.Headers["Idempotency-Key"]).Distinct());
        await _provider.DisposeAsync();
    }

    public void AssertAllWereWalked()
    {
        Assert.NotNull(_provider);
        Assert.Empty(_awaited);
    }

    public void Dispose() => _provider?.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private bool IsAwaited(string command, string beginning) =>
        command.StartsWith(beginning, StringComparison.Ordinal) && _awaited.Any(one => one.Command == beginning);

    private Task NeedTwoSignaturesAsync()
    {
        company.Replace("bookseal.json", "\"tolerance_minor\": 0", "\"signatures\": 2, \"tolerance_minor\": 0");
        return Task.CompletedTask;
    }

    private Task SpoilJournalAsync()
    {
        foreach (var file in Directory.EnumerateFiles(company.Data, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Spoiled, Path.GetRelativePath(company.Data, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var journal = Path.Combine(Spoiled, "objects", "journal", "tiny", "2026-02", "00001.ndjson");
        var lines = File.ReadAllText(journal);
        Assert.Contains("\"debit\":4550", lines, StringComparison.Ordinal);
        File.WriteAllText(journal, lines.Replace("\"debit\":4550", "\"debit\":4650", StringComparison.Ordinal));
        _awaited.Add(("bookseal health", 2, "entry F2 does not balance: 1.00 EUR"));
        return Task.CompletedTask;
    }

    private async Task LoseKeyAsync()
    {
        (await company.CloseAsync("2026-02", "--yes", "--as", "anna")).Exits(4);
        File.Move(BertsKey, HiddenKey);
        _awaited.AddRange([
            ("bookseal status", 0, "bert"),
            ("bookseal keys check", 2, "KEY_NOT_FOUND"),
            ("bookseal sign", 0, "closed"),
        ]);
    }

    /// <summary>The payout is approved, the provider was asked, and what it did nobody knows.</summary>
    private async Task LoseAnswerAsync()
    {
        _provider = await HookReceiver.OpenAsync();
        _provider.Status = 503;
        var secret = Path.Combine(company.Folder, "secret");
        await File.WriteAllTextAsync(secret, "s3cret\n");
        await File.WriteAllTextAsync(
            Path.Combine(company.Data, "payouts.json"),
            $$$"""
            {"allowed_hosts":["127.0.0.1"],"allow_loopback":true,
            "webhook":{"url":"{{{_provider.Url}}}","secret":{"file":"{{{secret}}}"}}
            }
            """
        );
        string[] create = ["payout", "create", company.Books, "--id", Payout, "--to", "Rope Works", "--as", "petra"];
        string[] terms = ["--account", "DE02", "--amount", "120.00", "--reference", "INV-7"];
        (await company.BooksealAsync([.. create, .. terms])).Exits(0);
        (await company.BooksealAsync("payout", "approve", Payout, company.Books, "--as", "anna")).Exits(0);
        var asked = await company.BooksealAsync("payout", "settle", Payout, company.Books, "--as", "rolf");
        Assert.Contains("SETTLEMENT_UNKNOWN", asked.Errors, StringComparison.Ordinal);
        Now = "2026-03-05T10:00:00Z";
        _awaited.AddRange([
            ("bookseal payout list", 2, $"{Payout}  approved"),
            ("bookseal payout show", 0, "attempt 1 has no answer yet"),
            ("bookseal payout settle", 0, "settled"),
            ("bookseal trace DIR payout:P-1", 0, "payout_settled/1"),
        ]);
    }
}
