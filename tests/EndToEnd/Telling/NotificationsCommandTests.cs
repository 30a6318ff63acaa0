using Bookseal.Closing.Tests.Notifications;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Telling;

/// <summary><c>bookseal notifications</c>, with a receiver of webhooks on this machine.</summary>
public sealed class NotificationsCommandTests : IAsyncLifetime, IDisposable
{
    private readonly TestCompany _company = new();
    private HookReceiver _room = null!;

    public async Task InitializeAsync()
    {
        _room = await HookReceiver.OpenAsync();
        (await _company.CloseAsync("2026-01", "--now", TestCompany.AfterJanuary)).Exits(4);
    }

    [Fact]
    public async Task Send_WithoutSettings_SaysThatNothingIsSent() =>
        (await RunAsync("send")).Refuses(2, "NOTIFICATIONS_OFF");

    [Fact]
    public async Task Send_AfterACloseHasBegun_PostsItOnce()
    {
        Allow();
        Assert.Equal(1, Count((await RunAsync("send", "--json")).Exits(0), "sent"));
        Assert.Contains("Month-End Close Started for 2026-01", Text(_room.Got.Single()), StringComparison.Ordinal);
        Assert.Equal(0, Count((await RunAsync("send", "--json")).Exits(0), "sent"));
        Assert.Single(_room.Got);
        var shown = (JsonArray)(await RunAsync("show", "--json")).Exits(0).Json["messages"]!;
        Assert.Equal("sent", ((JsonString)((JsonObject)shown.Items.Single())["state"]!).Value);
    }

    [Fact]
    public async Task Send_ToARoomThatRefuses_IsFailedAndShown()
    {
        Allow();
        _room.Status = 400;
        (await RunAsync("send")).Exits(2);
        Assert.Contains("WEBHOOK_REFUSED", (await RunAsync("show")).Exits(0).Output, StringComparison.Ordinal);
        _room.Status = 200;
        (await RunAsync("send")).Exits(0);
        Assert.Single(_room.Got);
        (await RunAsync("send", "--failed")).Exits(0);
        Assert.Equal(2, _room.Got.Count);
    }

    [Fact]
    public async Task Send_WithACompanysOwnTemplate_UsesItAndSaysWhatIsBroken()
    {
        Allow();
        Directory.CreateDirectory(Path.Combine(_company.Books, "templates"));
        _company.Write("templates/close_initiated.txt.liquid", "Subject: Los geht's\n\n{{ company }}, {{ period }}");
        _company.Write("templates/close_initiated.html.liquid", "{% include 'x' %}");
        var sent = (await RunAsync("send")).Exits(0);
        Assert.Contains("TEMPLATE_INVALID", sent.Errors, StringComparison.Ordinal);
        Assert.Contains("Los geht's\\n\\nTiny Works, 2026-01", Text(_room.Got.Single()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_OfAWebhook_SendsAtOnceAndOfNobodyIsRefused()
    {
        Allow();
        (await RunAsync("test", "--to", "room")).Exits(0);
        Assert.Contains("A trial of the notifications", Text(_room.Got.Single()), StringComparison.Ordinal);
        (await RunAsync("test", "--to", "ghost")).Refuses(64, "RECIPIENT_UNKNOWN");
        (await RunAsync("test", "--to", "petra")).Refuses(2, "CHANNEL_GONE");
    }

    [Fact]
    public async Task Send_WithSettingsThatAreNone_SaysWhatIsWrong()
    {
        File.WriteAllText(Path.Combine(_company.Data, "notifications.json"), """{"allowed_hosts":[],"smpt":{}}""");
        (await RunAsync("send")).Refuses(65, "smpt");
    }

    public async Task DisposeAsync() => await _room.DisposeAsync();

    public void Dispose() => _company.Dispose();

    private void Allow() =>
        File.WriteAllText(
            Path.Combine(_company.Data, "notifications.json"),
            $$"""
            {"allow_loopback":true,"allowed_hosts":["127.0.0.1"],"webhooks":[{"name":"room","url":"{{_room.Url}}"}]}
            """
        );

    private Task<ProgramResult> RunAsync(string command, params string[] options) =>
        _company.BooksealAsync([
            "notifications",
            command,
            _company.Books,
            .. options,
            "--now",
            TestCompany.AfterJanuary,
        ]);

    private static string Text(HookReceiver.Post post) => System.Text.Encoding.UTF8.GetString(post.Body);

    private static double Count(ProgramResult result, string member) => ((JsonNumber)result.Json[member]!).Value;
}
