using Bookseal.Closing.Tests.Notifications;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Payouts;

/// <summary><c>bookseal payout</c> as several people use it.</summary>
public sealed class PayoutTests : IDisposable
{
    private readonly TestCompany _company = new();

    public void Dispose() => _company.Dispose();

    [Fact]
    public async Task Payout_OverTheThreshold_TakesTwoOthers_AndIsSeenWhenItIsStuck()
    {
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        await File.WriteAllTextAsync(
            Path.Combine(_company.Data, "payouts.json"),
            """
            {"approvals":[{"currency":"EUR","from":"0","approvers":1,"role":"reviewer"},
            {"currency":"EUR","from":"100.00","approvers":2}],"stuck_after_hours":24}
            """
        );
        var id = (await CreateAsync("120.00", "anna")).Exits(0).Text("id");
        Assert.Equal(id, (await CreateAsync("120.00", "anna")).Exits(0).Text("id"));
        (await PayoutAsync("approve", id, "anna")).Refuses(3, "PAYOUT_SELF_APPROVAL");
        (await PayoutAsync("approve", id, "rolf")).Refuses(3, "CLOSE_AUTHORITY_DENIED");
        Assert.Equal("pending", (await PayoutAsync("approve", id, "bert")).Exits(0).Text("status"));
        (await PayoutAsync("settle", id, "rolf")).Refuses(3, "PAYOUT_STATE");

        var small = (await CreateAsync("20.00", "petra")).Exits(0).Text("id");
        Assert.Equal("approved", (await PayoutAsync("approve", small, "rolf")).Exits(0).Text("status"));
        (await PayoutAsync("settle", small, "rolf")).Refuses(3, "SETTLEMENT_NOT_CONFIGURED");
        var failed = (await PayoutAsync("fail", small, "rolf", "--reason", "not configured")).Exits(0);
        Assert.Equal("failed", failed.Text("status"));

        (await ListAsync("--stuck")).Exits(0);
        var later = (await ListAsync("--stuck", "--now", "2026-03-05T09:00:00Z")).Exits(2).Output;
        Assert.Contains($"{id}  pending", later, StringComparison.Ordinal);
        string[] march = ["--tenant", "tiny", "--period", "2026-02", "--json", "--now", "2026-03-05T09:00:00Z"];
        foreach (var command in (string[])["status", "health"])
        {
            var told = await _company.BooksealAsync([command, .. march]);
            Assert.Contains($"PAYOUT_STUCK nothing has happened for too long to 1 payout(s): {id}", told.Errors);
            Assert.Contains($"\"stuck_payouts\":[\"{id}\"]", told.Output, StringComparison.Ordinal);
        }

        var shown = (await _company.BooksealAsync("payout", "show", small, _company.Books)).Exits(0).Output;
        Assert.Contains("created by Petra, approved by Rolf\n", shown, StringComparison.Ordinal);
        string[] events = ["payout_created/1", "payout_approved/1", "payout_failed/1"];
        Assert.Equal(events, shown.Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..].Select(TypeOf));
        Assert.Equal(events, EventsOf((await PayoutAsync("show", small, "rolf")).Exits(0)));
        var traced = await _company.BooksealAsync("trace", _company.Books, $"payout:{small}", "--json");
        Assert.Equal(events, EventsOf(traced.Exits(0)));
        (await _company.BooksealAsync("trace", _company.Books, "payout:NONE")).Refuses(3, "TRACE_NOT_FOUND");

        (await PayoutAsync("show", "NONE", "rolf")).Refuses(3, "PAYOUT_NOT_FOUND");
        (await _company.BooksealAsync("audit", "verify", _company.Books)).Exits(0);
    }

    /// <summary>Its provider was asked, and never said what it did: an approver asks there, and says so here.</summary>
    [Fact]
    public async Task Payout_WhoseAnswerIsLost_IsGivenUpOnlyByWhoSaysThatNothingWasPaid()
    {
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        await using var provider = await HookReceiver.OpenAsync();
        provider.Status = 503;
        var secret = Path.Combine(_company.Folder, "secret");
        await File.WriteAllTextAsync(secret, "s3cret\n");
        await File.WriteAllTextAsync(
            Path.Combine(_company.Data, "payouts.json"),
            $$$"""
            {"allowed_hosts":["127.0.0.1"],"allow_loopback":true,
            "webhook":{"url":"{{{provider.Url}}}","secret":{"file":"{{{secret}}}"}}
            }
            """
        );
        var id = (await CreateAsync("120.00", "petra")).Exits(0).Text("id");
        (await PayoutAsync("approve", id, "anna")).Exits(0);
        Assert.Contains("SETTLEMENT_UNKNOWN", (await PayoutAsync("settle", id, "rolf")).Errors);
        string[] reason = ["--reason", "the provider lost it"];
        Assert.NotEqual(0, (await PayoutAsync("fail", id, "anna", reason)).ExitCode);
        Assert.NotEqual(0, (await PayoutAsync("fail", id, "rolf", [.. reason, "--not-paid"])).ExitCode);
        var failed = (await PayoutAsync("fail", id, "anna", [.. reason, "--not-paid"])).Exits(0);
        Assert.Equal("failed", failed.Text("status"));
    }

    private static string TypeOf(string line) =>
        line.Split(' ').Single(word => word.StartsWith("payout_", StringComparison.Ordinal));

    private static IEnumerable<string> EventsOf(ProgramResult result) =>
        ((JsonArray)result.Json["events"]!).Items.Select(entry => ((JsonString)((JsonObject)entry)["type"]!).Value);

    private Task<ProgramResult> CreateAsync(string amount, string person) =>
        _company.BooksealAsync(
            "payout",
            "create",
            _company.Books,
            "--to",
            "Rope Works",
            "--account",
            "DE02",
            "--amount",
            amount,
            "--reference",
            "INV-7",
            "--as",
            person,
            "--json"
        );

    private Task<ProgramResult> PayoutAsync(string verb, string id, string person, params string[] options) =>
        _company.BooksealAsync(["payout", verb, id, _company.Books, "--as", person, "--json", .. options]);

    private Task<ProgramResult> ListAsync(params string[] options) =>
        _company.BooksealAsync(["payout", "list", _company.Books, .. options]);
}
