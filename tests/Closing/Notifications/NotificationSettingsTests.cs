using System.Text;
using Bookseal.Books.Notifications;
using Bookseal.Books.Values;
using Bookseal.Closing.Notifications.Channels;
using Bookseal.Closing.Notifications.Texts;
using Bookseal.Evidence;
using Bookseal.Evidence.Json;

namespace Bookseal.Closing.Tests.Notifications;

public sealed class NotificationSettingsTests
{
    private const string Full = """
        {"allowed_hosts":["smtp.example.com","hooks.example.com"],"base_url":"https://books.example.com",
        "smtp":{"host":"smtp.example.com","port":587,"tls":"starttls","from":"close@example.com","user":"close",
        "password":{"env":"SMTP_PASSWORD"}},
        "webhooks":[{"name":"finance","url":"https://hooks.example.com/1","secret":{"file":"/etc/secret"},
        "kinds":["critical_exception"]},{"name":"all","url_secret":{"file":"/etc/url"}}]}
        """;

    [Fact]
    public void Settings_WithEverything_AreRead()
    {
        var settings = Read(Full).Value;
        Assert.Equal((2, false), (settings.AllowedHosts.Count, settings.AllowsLoopback));
        Assert.Equal((587, SmtpTls.StartTls, "close"), (settings.Smtp!.Port, settings.Smtp.Tls, settings.Smtp.User));
        Assert.Equal([NoticeKind.CriticalException], settings.Webhooks[0].Kinds);
        Assert.Empty(settings.Webhooks[1].Kinds);
    }

    [Theory]
    [InlineData("acme", "daily_progress.txt.liquid", "of acme")]
    [InlineData("other", "daily_progress.txt.liquid", "of all")]
    [InlineData("acme", "digest.txt.liquid", null)]
    public async Task Templates_OfASetting_ReplaceWhatIsBuiltIn(string tenant, string name, string? text)
    {
        const string templates =
            "{\"allowed_hosts\":[],\"templates\":{\"daily_progress.txt.liquid\":\"of all\","
            + "\"acme/daily_progress.txt.liquid\":\"of acme\"}}";
        var settings = Read(templates).Value;
        var found = new TemplateFolder([], settings.TemplatesOf(TenantId.Parse(tenant).Value));
        Assert.Equal(text, (await found.FindAsync(name, default))?.Value);
    }

    [Theory]
    [InlineData("{\"daily_progress.txt\":\"x\"}")]
    [InlineData("{\"daily_progress.txt.liquid\":1}")]
    [InlineData("{\"a/b/daily_progress.txt.liquid\":\"x\"}")]
    [InlineData("{\"NO TENANT/daily_progress.txt.liquid\":\"x\"}")]
    [InlineData("[]")]
    public void Templates_ThatAreNone_AreRefused(string templates) =>
        Assert.Equal("NOTIFICATIONS_INVALID", Read($"{{\"allowed_hosts\":[],\"templates\":{templates}}}").Fault.Code);

    [Theory]
    [InlineData("\"allowed_hosts\"", "\"hosts\"", "'allowed_hosts' is missing")]
    [InlineData("https://books.example.com", "http://books.example.com", "https address")]
    [InlineData("\"port\":587", "\"port\":0", "'port'")]
    [InlineData("\"starttls\"", "\"none\"", "allow_loopback")]
    [InlineData("\"starttls\"", "\"ssl\"", "'tls'")]
    [InlineData("\"user\":\"close\",", "", "stand together")]
    [InlineData("{\"env\":\"SMTP_PASSWORD\"}", "\"hunter2\"", "'password'")]
    [InlineData("{\"env\":\"SMTP_PASSWORD\"}", "{\"env\":\"A\",\"file\":\"B\"}", "a secret is")]
    [InlineData("\"from\":\"close@example.com\"", "\"from\":\"close\"", "an email address is")]
    [InlineData("\"name\":\"all\"", "\"name\":\"finance\"", "two webhooks have one name")]
    [InlineData("\"name\":\"all\"", "\"name\":\"\"", "1 to 64")]
    [InlineData("\"url_secret\":{\"file\":\"/etc/url\"}", "\"kinds\":[]", "'url' or 'url_secret'")]
    [InlineData("\"critical_exception\"", "\"party\"", "no kind")]
    [InlineData("\"webhooks\"", "\"hooks\"", "unknown member 'hooks'")]
    public void Settings_ThatAreNone_AreRefusedSayingWhy(string part, string instead, string why)
    {
        Assert.Contains(part, Full, StringComparison.Ordinal);
        var fault = Read(Full.Replace(part, instead, StringComparison.Ordinal)).Fault;
        Assert.Equal(NotificationSettings.Invalid, fault.Code);
        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_WithoutAFile_AreNone() =>
        Assert.Null(
            (await NotificationSettings.ReadAsync(Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}"), default)).Value
        );

    private static Result<NotificationSettings> Read(string text) =>
        JsonText.ParseObject(Encoding.UTF8.GetBytes(text)).Then(NotificationSettings.FromJson);
}
