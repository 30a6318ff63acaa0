using System.Globalization;
using System.Text;
using Azure.Core;
using Azure.Identity;
using Bookseal.Books.Values;
using Bookseal.Closing.Access;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Notifications.Channels;
using Bookseal.Closing.Payouts;
using Bookseal.Closing.Sources;
using Bookseal.Closing.Telemetry;
using Bookseal.Evidence;
using Bookseal.Evidence.Json;
using Bookseal.Storage.Azure;
using Bookseal.Storage.Azure.KeyVault;
using Bookseal.Storage.Keys;
using Bookseal.Web.Callers;

namespace Bookseal.Functions;

/// <summary>
/// The app's settings, read once at the start. All that is wrong with them is told at once. Two are for development
/// storage alone: keys in files, and a clock that stands still.
/// </summary>
public sealed class HostSettings
{
    private readonly Func<string, string?> _read;
    private readonly List<Fault> _faults = [];
    private readonly Lazy<TokenCredential> _identity = new(() => new DefaultAzureCredential());

    private HostSettings(Func<string, string?> read)
    {
        _read = read;
        Store = Required("BOOKSEAL_STORE", text => AzureAccount.Parse(text, () => _identity.Value));
        Required("BOOKSEAL_TASKHUB", TaskHub);
        Clock = ForDevelopment("BOOKSEAL_NOW", Instant) ?? TimeProvider.System;
        Notifications = Optional("BOOKSEAL_NOTIFICATIONS", Notices);
        Payouts = Optional("BOOKSEAL_PAYOUTS", OfPayouts);
        Tiers = Optional(TenantTiers.Variable, TenantTiers.Read) ?? TenantTiers.Everything;
        Platform = Optional(PlatformSignIn.Variable, InFront) ?? PlatformSignIn.Off;
        Proxies = Optional(KnownProxies.Variable, KnownProxies.Read) ?? KnownProxies.None;
        OpenKeys = ForDevelopment("BOOKSEAL_KEYS_DIR", Folder) ?? Required("BOOKSEAL_KEYVAULT", Vault);
    }

    public IReadOnlyList<Fault> Faults => _faults;

    /// <summary>Where companies' sources may be pulled from; empty without the setting.</summary>
    public IReadOnlyList<string> AllowedHosts =>
        (_read("BOOKSEAL_ALLOWED_HOSTS") ?? "").Split(
            ',',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );

    public TimeProvider Clock { get; }

    /// <summary>What people are told through; null: nothing is sent, and notices wait.</summary>
    public NotificationSettings? Notifications { get; }

    /// <summary>What the operator says of payouts; null: nothing.</summary>
    public PayoutSettings? Payouts { get; }

    /// <summary>What each company has paid for.</summary>
    public TenantTiers Tiers { get; }

    /// <summary>Who is signed in by the platform; off unless it is said, and the platform says so, too.</summary>
    public PlatformSignIn Platform { get; }

    /// <summary>Who is in front, and says where requests come from.</summary>
    public KnownProxies Proxies { get; }

    private AzureAccount? Store { get; }

    private Func<TenantId, IKeyRing>? OpenKeys { get; }

    public static HostSettings Read(Func<string, string?> read) => new(read);

    /// <summary>The companies of the store, with their keys. Only of settings without a fault.</summary>
    public Tenants OpenTenants(IWorkLog log) =>
        new(
            AzureBackend.Open(Store!),
            OpenKeys!,
            Clock,
            tenant => SourceAccess.OfHost(tenant, AllowedHosts),
            Payouts,
            log
        );

    private T? Required<T>(string name, Func<string, Result<T>> parse)
        where T : class
    {
        if (_read(name) is { Length: > 0 } text)
            return Take(name, parse(text));
        _faults.Add(new("SETTING_MISSING", $"{name} is not set"));
        return null;
    }

    private T? Optional<T>(string name, Func<string, Result<T>> parse)
        where T : class => _read(name) is { Length: > 0 } text ? Take(name, parse(text)) : null;

    private T? ForDevelopment<T>(string name, Func<string, Result<T>> parse)
        where T : class
    {
        if (_read(name) is not { Length: > 0 } text)
            return null;
        if (Store is not { IsDevelopment: false })
            return Take(name, parse(text));
        _faults.Add(new("SETTING_REFUSED", $"{name} is for development storage only"));
        return null;
    }

    private T? Take<T>(string name, Result<T> parsed)
        where T : class
    {
        if (parsed.TryGet(out var value, out var fault))
            return value;
        _faults.Add(fault with { Message = $"{name}: {fault.Message}" });
        return null;
    }

    private Result<Func<TenantId, IKeyRing>> Vault(string text) =>
        VaultAddress
            .Parse(text)
            .Map<Func<TenantId, IKeyRing>>(address =>
            {
                var vault = new KeyVaultConnection(address, _identity.Value);
                return tenant => new KeyVaultKeyRing(vault, tenant, TimeProvider.System);
            });

    private static Result<Func<TenantId, IKeyRing>> Folder(string text) =>
        (Func<TenantId, IKeyRing>)(tenant => new PemKeyRing(text, tenant));

    /// <summary>The text of a notifications.json.</summary>
    private static Result<NotificationSettings> Notices(string text) =>
        JsonText.ParseObject(Encoding.UTF8.GetBytes(text)).Then(NotificationSettings.FromJson);

    /// <summary>The text of a payouts.json.</summary>
    private static Result<PayoutSettings> OfPayouts(string text) =>
        JsonText.ParseObject(Encoding.UTF8.GetBytes(text)).Then(PayoutSettings.FromJson);

    /// <summary>
    /// The platform says itself that its authentication is on. Where it is not, its headers are whatever callers write.
    /// </summary>
    private Result<PlatformSignIn> InFront(string text) =>
        string.Equals(_read("WEBSITE_AUTH_ENABLED"), "true", StringComparison.OrdinalIgnoreCase)
            ? PlatformSignIn.Read(text)
            : new Fault(
                "SETTING_REFUSED",
                "the platform's authentication is off, and anybody could claim to be anybody"
            );

    /// <summary>What Durable Task takes for a hub's name on every storage provider.</summary>
    private static Result<string> TaskHub(string text) =>
        text.Length is >= 3 and <= 45 && char.IsAsciiLetter(text[0]) && text.All(char.IsAsciiLetterOrDigit)
            ? text
            : new Fault("TASKHUB_INVALID", "a task hub is named by 3 to 45 letters and digits, a letter first");

    private static Result<TimeProvider> Instant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var now)
            ? new PinnedClock(now)
            : new Fault("INSTANT_INVALID", $"an instant is written like 2026-02-03T09:00:00Z, not '{text}'");
}
