using Bookseal.Books.Company;
using Bookseal.Evidence.Json;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Web.Tests.Api;

/// <summary>A close from its beginning to its sealed proof, by HTTP alone.</summary>
public abstract class RunContract(IApiHost host)
{
    private const string Run = "/api/periods/2026-01/run";

    /// <summary>What moves a terminal's cursor is no text.</summary>
    [Theory]
    [InlineData("one\\nline\\tmore", 201)]
    [InlineData("gone\\u001b[2K", 422)]
    [InlineData("a\\u0000b", 422)]
    [InlineData("a\\u0085b", 422)]
    public async Task Note_WithControlCharacters_IsRefused(string text, int status)
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Preparer);
        await company.PostAsync("/api/periods/2026-01/run", token, "{}");
        var body = $$"""{"on":"task 3","text":"{{text}}"}""";
        var answer = await company.PostAsync("/api/periods/2026-01/run/notes", token, body);
        Assert.Equal(status, answer.Status);
        if (status == 201)
            return;
        Assert.Equal("REASON_INVALID", answer.Code);
        await company.PostAsync("/api/periods/2026-01/run/notes", token, """{"on":"task 3","text":"Which?"}""");
        var answered = await company.PostAsync(
            "/api/periods/2026-01/run/notes/1/resolve",
            token,
            $$"""{"text":"{{text}}"}"""
        );
        Assert.Equal((422, "REASON_INVALID"), (answered.Status, answered.Code));
    }

    [Fact]
    public async Task Close_ByTwoPeopleOverHttp_IsSealed()
    {
        var company = await ApiCompany.ImportAsync(host);
        var (preparer, approver) = (await company.TokenAsync(Role.Preparer), await company.TokenAsync(Role.Approver));
        var begun = await company.PostAsync(Run, preparer, "{}");
        Assert.Equal((202, "/api/periods/2026-01/run"), (begun.Status, begun.Header("Location")));
        await company.UntilAsync(preparer, run => IsWaiting(run, 3));

        var early = await company.PostAsync($"{Run}/certify", approver, Payload(new string('0', 64)));
        Assert.Equal((409, "OUT_OF_ORDER"), (early.Status, early.Code));
        Assert.Equal(200, (await company.PostAsync($"{Run}/tasks/3/complete", preparer, "")).Status);
        await company.UntilAsync(preparer, run => IsWaiting(run, 5));

        var shown = await company.GetAsync($"{Run}/sign-off", approver);
        var payload = ((JsonString)shown.Json["payload_digest"]!).Value;
        var other = await company.PostAsync($"{Run}/certify", approver, Payload(new string('0', 64)));
        Assert.Equal((409, "PAYLOAD_CHANGED"), (other.Status, other.Code));
        var lesser = await company.PostAsync($"{Run}/certify", preparer, Payload(payload));
        Assert.Equal((403, "CLOSE_AUTHORITY_DENIED"), (lesser.Status, lesser.Code));
        var certified = await company.PostAsync($"{Run}/certify", approver, Payload(payload));
        Assert.True(certified.Status == 200, certified.Text);
        await company.UntilAsync(approver, run => run["proof_id"] is JsonString);

        var status = await company.GetAsync("/api/gl/periods/2026-01/close-status", approver);
        var close = (JsonObject)status.Json["close_status"]!;
        Assert.Equal(("CLOSED", "imani"), (Text(close, "state"), Text(close, "closed_by")));
        Assert.True((await company.Services.Audit.VerifyAsync(default)).IsGood);
    }

    [Fact]
    public async Task Close_ThatIsCancelled_GivesThePeriodBack()
    {
        var company = await ApiCompany.ImportAsync(host);
        var (preparer, approver) = (await company.TokenAsync(Role.Preparer), await company.TokenAsync(Role.Approver));
        Assert.Equal(202, (await company.PostAsync(Run, preparer, """{"priority":"urgent"}""")).Status);
        await company.UntilAsync(preparer, run => IsWaiting(run, 3));
        var denied = await company.PostAsync($"{Run}/cancel", preparer, """{"reason":"no"}""");
        Assert.Equal(403, denied.Status);
        Assert.Equal(202, (await company.PostAsync($"{Run}/cancel", approver, """{"reason":"wrong month"}""")).Status);
        await company.UntilAsync(approver, run => Text(run, "period_status") == "open");
    }

    [Fact]
    public async Task Notes_AndAttachments_AreKeptWithTheirTask()
    {
        var company = await ApiCompany.ImportAsync(host);
        var preparer = await company.TokenAsync(Role.Preparer);
        await company.PostAsync(Run, preparer, "");
        await company.UntilAsync(preparer, run => IsWaiting(run, 3));
        var note = await company.PostAsync($"{Run}/notes", preparer, """{"on":"task 3","text":"Which rent?"}""");
        Assert.Equal(201, note.Status);
        var file = await company.SendAsync(
            new(HttpMethod.Post, $"{Run}/tasks/3/attachments?name=rent.pdf") { Content = new ByteArrayContent([1, 2]) },
            preparer
        );
        Assert.Equal(201, file.Status);
        var bad = await company.SendAsync(
            new(HttpMethod.Post, $"{Run}/tasks/3/attachments?name=..%2Frent.pdf")
            {
                Content = new ByteArrayContent([1, 2]),
            },
            preparer
        );
        Assert.Equal((422, "ATTACHMENT_NAME_INVALID"), (bad.Status, bad.Code));
        var auditor = await company.TokenAsync(Role.Auditor);
        Assert.Contains(
            "Which rent?",
            (await company.GetAsync($"{Run}/notes", auditor)).Text,
            StringComparison.Ordinal
        );
        Assert.Equal(403, (await company.PostAsync($"{Run}/notes", auditor, """{"on":"task 3","text":"x"}""")).Status);
        var answered = await company.PostAsync($"{Run}/notes/1/resolve", preparer, """{"text":"January's"}""");
        Assert.Equal(200, answered.Status);
    }

    [Fact]
    public async Task Events_OfAClose_SayEachChangeAndEndWithIt()
    {
        var company = await ApiCompany.ImportAsync(host);
        var (preparer, approver) = (await company.TokenAsync(Role.Preparer), await company.TokenAsync(Role.Approver));
        Assert.Equal(202, (await company.PostAsync(Run, preparer, "")).Status);
        var watching = company.GetAsync($"{Run}/events", preparer);
        await company.UntilAsync(preparer, run => IsWaiting(run, 3));
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        Assert.Equal(202, (await company.PostAsync($"{Run}/cancel", approver, """{"reason":"no"}""")).Status);
        var watched = await watching.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal((200, "text/event-stream"), (watched.Status, watched.Header("Content-Type")));
        var events = watched.Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.All(events, said => Assert.StartsWith("event: run\ndata: {", said, StringComparison.Ordinal));
        Assert.Contains("\"status\":\"cancelled\"", events[^1], StringComparison.Ordinal);
        Assert.True(events.Length > 1, watched.Text);
    }

    [Theory]
    [InlineData("GET", "/api/periods/1999-01/run", 404)]
    [InlineData("GET", "/api/periods/2026-01/health", 200)]
    [InlineData("POST", "/api/periods/2026-01/run/tasks/3/complete", 409)]
    [InlineData("POST", "/api/periods/2026-01/run/tasks/x/complete", 404)]
    public async Task Request_BeforeAnyClose_IsAnsweredWithACode(string method, string path, int status)
    {
        var company = await ApiCompany.ImportAsync(host);
        var answer = await company.SendAsync(new(new(method), path), await company.TokenAsync(Role.Preparer));
        Assert.Equal(status, answer.Status);
    }

    private static bool IsWaiting(JsonObject run, int task) =>
        run["tasks"] is JsonArray tasks
        && tasks
            .Items.Cast<JsonObject>()
            .Any(item =>
                item["task"]!.ToString() == $"{task}" && item["waits_for_person"] is JsonBoolean { Value: true }
            );

    private static string Payload(string digest) => $$"""{"payload_digest":"{{digest}}"}""";

    private static string Text(JsonObject source, string name) => ((JsonString)source[name]!).Value;
}
