using Bookseal.Books.Notifications;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Notifications.Channels;

/// <summary>
/// What the operator of this machine lets notifications reach: <c>notifications.json</c> in the data folder. A
/// company's own files name persons; hosts and secrets are the operator's.
/// </summary>
/// <param name="AllowsLoopback">Plain connections to this machine too, for a relay on it and for tests.</param>
/// <param name="BaseUrl">Where people look at closes; null where they have the command line.</param>
public sealed record NotificationSettings(
    IReadOnlyList<string> AllowedHosts,
    bool AllowsLoopback,
    string? BaseUrl,
    SmtpSettings? Smtp,
    IReadOnlyList<WebhookSettings> Webhooks
)
{
    public const string FileName = "notifications.json";
    private const string TemplateEnd = ".liquid";
    public const string Invalid = "NOTIFICATIONS_INVALID";

    /// <summary>Null where there is no file: then nothing is sent, and notices wait.</summary>
    public static async Task<Result<NotificationSettings?>> ReadAsync(string path, CancellationToken cancel)
    {
        if (!Path.Exists(path))
            return (NotificationSettings?)null;
        var bytes = await PlainFile.ReadAsync(path, Limits.NotificationSettingsBytes, cancel);
        var read = bytes.Then(content => JsonText.ParseObject(content)).Then(FromJson);
        return read.IsOk ? read.Value : new Fault(Invalid, read.Fault.Message) { Where = path };
    }

    private static readonly IReadOnlyDictionary<string, string> NoTemplates = new Dictionary<string, string>();

    /// <summary>By <c>NAME</c> for all companies, or <c>TENANT/NAME</c>.</summary>
    public IReadOnlyDictionary<string, string> Templates { get; init; } = NoTemplates;

    public static Result<NotificationSettings> FromJson(JsonObject source)
    {
        var fields = new Fields(source, Invalid);
        var settings = new NotificationSettings(
            fields.Texts("allowed_hosts"),
            fields.Has("allow_loopback") && fields.Boolean("allow_loopback"),
            fields.OptionalText("base_url"),
            fields.OptionalObject("smtp", SmtpSettings.FromJson),
            fields.Has("webhooks") ? fields.Objects("webhooks", WebhookSettings.FromJson) : []
        )
        {
            Templates = fields.Has("templates") ? fields.Object("templates", TemplatesFrom) : NoTemplates,
        };
        if (settings.BaseUrl is { } url && !IsHttps(url))
            fields.Fail("'base_url' is an https address");
        if (settings.Smtp is { Tls: SmtpTls.None } && !settings.AllowsLoopback)
            fields.Fail("'tls': 'none' is for a relay on this machine: it needs 'allow_loopback'");
        if (settings.Webhooks.Count > Limits.Webhooks)
            fields.Fail($"there are at most {Limits.Webhooks} webhooks");
        if (settings.Webhooks.DistinctBy(hook => hook.Name).Count() != settings.Webhooks.Count)
            fields.Fail("two webhooks have one name");
        return fields.Finish(() => settings);
    }

    /// <summary>What a company has instead of the built-in texts, by name: its own go before all companies'.</summary>
    public IReadOnlyDictionary<string, string> TemplatesOf(TenantId tenant)
    {
        var own = $"{tenant}/";
        var texts = Templates.Where(text => !text.Key.Contains('/')).ToDictionary(text => text.Key, text => text.Value);
        foreach (var (name, text) in Templates.Where(text => text.Key.StartsWith(own, StringComparison.Ordinal)))
            texts[name[own.Length..]] = text;
        return texts;
    }

    private static Result<IReadOnlyDictionary<string, string>> TemplatesFrom(JsonObject source)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in source.Members)
            if (value is JsonString text && IsTemplateName(name))
                texts[name] = text.Value;
            else
                return new Fault(Invalid, $"a template is a text, named like daily_progress.txt{TemplateEnd}");
        return texts;
    }

    private static bool IsTemplateName(string name) =>
        name.EndsWith(TemplateEnd, StringComparison.Ordinal)
        && name.Split('/') switch
        {
            [_] => true,
            [var tenant, _] => TenantId.Parse(tenant).IsOk,
            _ => false,
        };

    private static bool IsHttps(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps;
}

public enum SmtpTls
{
    /// <summary>TLS is asked for after the greeting, and nothing is sent without.</summary>
    StartTls,

    /// <summary>TLS from the first byte, usually at port 465.</summary>
    Implicit,
    None,
}

/// <param name="User">Null for a server that asks for none.</param>
public sealed record SmtpSettings(
    string Host,
    int Port,
    SmtpTls Tls,
    EmailAddress From,
    string? User,
    SecretReference? Password
)
{
    public static Result<SmtpSettings> FromJson(JsonObject source)
    {
        var fields = new Fields(source, NotificationSettings.Invalid);
        var settings = new SmtpSettings(
            fields.Text("host"),
            fields.SmallInteger("port"),
            fields.Has("tls") ? fields.Text("tls", ParseTls) : SmtpTls.StartTls,
            fields.Text("from", EmailAddress.Parse),
            fields.OptionalText("user"),
            fields.OptionalObject("password", SecretReference.FromJson)
        );
        if (settings.Port is < 1 or > 65_535)
            fields.Fail("'port' is 1 to 65535");
        if (settings.User is null != settings.Password is null)
            fields.Fail("'user' and 'password' stand together");
        return fields.Finish(() => settings);
    }

    private static Result<SmtpTls> ParseTls(string text) =>
        text switch
        {
            "starttls" => SmtpTls.StartTls,
            "implicit" => SmtpTls.Implicit,
            "none" => SmtpTls.None,
            _ => new Fault(NotificationSettings.Invalid, "'tls' is starttls, implicit or none"),
        };
}

/// <param name="Url">Of a service that takes <c>{"text": ...}</c>.</param>
/// <param name="SecretUrl">In the place of <see cref="Url"/>: who knows such an address may post.</param>
/// <param name="Secret">What posts are signed with; null where the receiver does not look.</param>
/// <param name="Kinds">Empty: all.</param>
public sealed record WebhookSettings(
    string Name,
    string? Url,
    SecretReference? SecretUrl,
    SecretReference? Secret,
    IReadOnlyList<NoticeKind> Kinds
)
{
    public static Result<WebhookSettings> FromJson(JsonObject source)
    {
        var fields = new Fields(source, NotificationSettings.Invalid);
        var settings = new WebhookSettings(
            fields.Text("name"),
            fields.OptionalText("url"),
            fields.OptionalObject("url_secret", SecretReference.FromJson),
            fields.OptionalObject("secret", SecretReference.FromJson),
            fields.Has("kinds") ? fields.Texts("kinds", NoticeKinds.Parse) : []
        );
        if (settings.Name.Length is < 1 or > 64 || !VisibleText.IsVisible(settings.Name))
            fields.Fail("a webhook's 'name' has 1 to 64 characters");
        if (settings.Url is null == settings.SecretUrl is null)
            fields.Fail("a webhook has 'url' or 'url_secret'");
        return fields.Finish(() => settings);
    }
}
