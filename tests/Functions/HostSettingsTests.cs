using Bookseal.Functions.Tests.Worker;
using Bookseal.Web.Tests.Api;

namespace Bookseal.Functions.Tests;

public sealed class HostSettingsTests
{
    private const string Development = "UseDevelopmentStorage=true";
    private const string Cloud = "https://acme.blob.core.windows.net";
    private const string Vault = "https://acme.vault.azure.net";

    [Theory]
    [InlineData(Development, null, "keys", "2026-02-02T09:00:00Z")]
    [InlineData(Development, Vault, null, null)]
    [InlineData(Cloud, Vault, null, null)]
    public void Settings_ThatFit_HaveNoFault(string store, string? vault, string? keys, string? now) =>
        Assert.Empty(Read(store, vault, keys, now, "Bookseal"));

    [Theory]
    [InlineData(null, null, null, null, null, "SETTING_MISSING SETTING_MISSING SETTING_MISSING")]
    [InlineData(
        "nonsense",
        "http://vault",
        null,
        null,
        "1hub",
        "STORE_INVALID TASKHUB_INVALID KEYVAULT_ADDRESS_INVALID"
    )]
    [InlineData(Cloud, Vault, "keys", null, "Bookseal", "SETTING_REFUSED")]
    [InlineData(Cloud, Vault, null, "2026-02-02T09:00:00Z", "Bookseal", "SETTING_REFUSED")]
    [InlineData(Development, Vault, null, "yesterday", "Bookseal", "INSTANT_INVALID")]
    [InlineData(Cloud, null, null, null, "Book-seal", "TASKHUB_INVALID SETTING_MISSING")]
    public void Settings_ThatDoNotFit_AreAllNamed(
        string? store,
        string? vault,
        string? keys,
        string? now,
        string? hub,
        string codes
    ) => Assert.Equal(codes, string.Join(' ', Read(store, vault, keys, now, hub)));

    /// <summary>Headers of a platform that is not in front are anybody's.</summary>
    [Theory]
    [InlineData(PlatformContract.Setting, "True", "", true)]
    [InlineData(PlatformContract.Setting, "False", "SETTING_REFUSED", false)]
    [InlineData(PlatformContract.Setting, null, "SETTING_REFUSED", false)]
    [InlineData("""{"claim":"oid","directories":{}}""", "True", "PLATFORM_SIGN_IN_INVALID", false)]
    [InlineData(
        """{"claim":"oid","directories":{"acme":{"tenant":"acme"}}}""",
        "True",
        "PLATFORM_SIGN_IN_INVALID",
        false
    )]
    [InlineData("on", "True", "PLATFORM_SIGN_IN_INVALID", false)]
    [InlineData(null, "True", "", false)]
    public void PlatformSignIn_IsOnWhereBothSaySo(string? setting, string? platform, string codes, bool isOn)
    {
        var settings = HostSettings.Read(name =>
            name switch
            {
                "BOOKSEAL_STORE" => Development,
                "BOOKSEAL_KEYVAULT" => Vault,
                "BOOKSEAL_TASKHUB" => "Bookseal",
                "BOOKSEAL_PLATFORM_SIGN_IN" => setting,
                "WEBSITE_AUTH_ENABLED" => platform,
                _ => null,
            }
        );
        Assert.Equal(codes, string.Join(' ', settings.Faults.Select(fault => fault.Code)));
        Assert.Equal(isOn, settings.Platform.IsOn);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("erp.example, bank.example,", "erp.example bank.example")]
    public void AllowedHosts_AreAListWithCommas(string? text, string hosts) =>
        Assert.Equal(
            hosts,
            string.Join(' ', HostSettings.Read(name => name == "BOOKSEAL_ALLOWED_HOSTS" ? text : null).AllowedHosts)
        );

    [Theory]
    [InlineData("", "")]
    [InlineData("""{"allowed_hosts":[]}""", "")]
    [InlineData("""{"allowed_hosts":"all"}""", "NOTIFICATIONS_INVALID")]
    [InlineData("smtp.acme.example", "JSON_INVALID")]
    public void Notifications_ThatAreNone_AreNamed(string text, string codes)
    {
        var settings = new Dictionary<string, string?>
        {
            ["BOOKSEAL_STORE"] = Development,
            ["BOOKSEAL_KEYVAULT"] = Vault,
            ["BOOKSEAL_TASKHUB"] = "Bookseal",
            ["BOOKSEAL_NOTIFICATIONS"] = text,
        };
        var read = HostSettings.Read(settings.GetValueOrDefault);
        Assert.Equal(codes, string.Join(' ', read.Faults.Select(fault => fault.Code)));
        Assert.Equal(text.Length > 0 && codes.Length == 0, read.Notifications is not null);
    }

    [Theory]
    [InlineData("", null, "")]
    [InlineData("""{"stuck_after_hours":12}""", 12, "")]
    [InlineData("""{"stuck_after_hours":"soon"}""", null, "PAYOUT_SETTINGS_INVALID")]
    public void Payouts_ThatAreNone_AreNamed(string text, int? hours, string codes)
    {
        var settings = new Dictionary<string, string?>
        {
            ["BOOKSEAL_STORE"] = Development,
            ["BOOKSEAL_KEYVAULT"] = Vault,
            ["BOOKSEAL_TASKHUB"] = "Bookseal",
            ["BOOKSEAL_PAYOUTS"] = text,
        };
        var read = HostSettings.Read(settings.GetValueOrDefault);
        Assert.Equal(codes, string.Join(' ', read.Faults.Select(fault => fault.Code)));
        Assert.Equal(hours, read.Payouts?.StuckAfterHours);
    }

    [Theory]
    [InlineData("", "enterprise", "")]
    [InlineData("""{"default":"free","tenants":{"acme":"pro"}}""", "pro", "")]
    [InlineData("""{"default":"platinum"}""", "enterprise", "TIERS_INVALID")]
    [InlineData("/no/such/file", "enterprise", "TIERS_INVALID")]
    public void Tiers_AreTheSettingsOwnText(string text, string tier, string codes)
    {
        var settings = new Dictionary<string, string?>
        {
            ["BOOKSEAL_STORE"] = Development,
            ["BOOKSEAL_KEYVAULT"] = Vault,
            ["BOOKSEAL_TASKHUB"] = "Bookseal",
            ["BOOKSEAL_TIERS"] = text,
        };
        var read = HostSettings.Read(settings.GetValueOrDefault);
        Assert.Equal(codes, string.Join(' ', read.Faults.Select(fault => fault.Code)));
        Assert.Equal(tier, $"{read.Tiers.Of(TestHost.Scenario.SmallBooks.Tenant)}".ToLowerInvariant());
    }

    [Fact]
    public async Task Worker_WithoutItsSettings_SaysWhichInALineEachAndEnds()
    {
        using var worker = WorkerProcess.Start(new("http://127.0.0.1:1/"), new Dictionary<string, string>());
        Assert.Equal(78, await worker.WhenEndedAsync(TimeSpan.FromSeconds(20)));
        var lines = (await worker.Errors).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            [
                "bookseal: SETTING_MISSING: BOOKSEAL_STORE is not set",
                "bookseal: SETTING_MISSING: BOOKSEAL_TASKHUB is not set",
                "bookseal: SETTING_MISSING: BOOKSEAL_KEYVAULT is not set",
            ],
            lines
        );
    }

    private static IEnumerable<string> Read(string? store, string? vault, string? keys, string? now, string? hub)
    {
        var settings = new Dictionary<string, string?>
        {
            ["BOOKSEAL_STORE"] = store,
            ["BOOKSEAL_KEYVAULT"] = vault,
            ["BOOKSEAL_KEYS_DIR"] = keys,
            ["BOOKSEAL_NOW"] = now,
            ["BOOKSEAL_TASKHUB"] = hub,
        };
        return HostSettings.Read(settings.GetValueOrDefault).Faults.Select(fault => fault.Code);
    }
}
