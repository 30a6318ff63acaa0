using System.Text.Json;

namespace Bookseal.Infrastructure.Tests;

/// <summary>
/// The app: https alone, callers asked who they are, connections by identity, no open door beside it.
/// </summary>
public sealed class AppTests
{
    private static JsonElement App => Assert.Single(Template.Everywhere("Microsoft.Web/sites"));

    [BicepFact]
    public void App_Transport_IsHttpsOfTls12()
    {
        Assert.Equal(true, Template.Property(App, "httpsOnly")?.GetBoolean());
        Assert.Equal("1.2", Template.Property(App, "siteConfig.minTlsVersion")?.GetString());
        Assert.Equal("1.2", Template.Property(App, "siteConfig.scmMinTlsVersion")?.GetString());
        Assert.Equal("Disabled", Template.Property(App, "siteConfig.ftpsState")?.GetString());
    }

    [BicepFact]
    public void App_Runtime_IsNet10OnFlexConsumptionWithAnIdentity()
    {
        var plan = Assert.Single(Template.Everywhere("Microsoft.Web/serverfarms"));
        Assert.Equal("FC1", plan.GetProperty("sku").GetProperty("name").GetString());
        Assert.Equal("dotnet-isolated", Template.Property(App, "functionAppConfig.runtime.name")?.GetString());
        Assert.Equal("10.0", Template.Property(App, "functionAppConfig.runtime.version")?.GetString());
        Assert.Equal("UserAssigned", App.GetProperty("identity").GetProperty("type").GetString());
        Assert.Equal(
            "UserAssignedIdentity",
            Template.Property(App, "functionAppConfig.deployment.storage.authentication.type")?.GetString()
        );
    }

    [BicepFact]
    public void App_PublishingPasswords_AreOff()
    {
        var policies = Template.Everywhere("Microsoft.Web/sites/basicPublishingCredentialsPolicies");
        Assert.Equal(2, policies.Count);
        Assert.All(policies, policy => Assert.Equal(false, Template.Property(policy, "allow")?.GetBoolean()));
    }

    [BicepFact]
    public void Authentication_Callers_AreAskedEverywhereButAtTheHealthCheck()
    {
        var settings = Template
            .Everywhere("Microsoft.Web/sites/config")
            .Single(config => config.GetProperty("properties").ValueKind == JsonValueKind.Object);
        Assert.Equal(true, Template.Property(settings, "platform.enabled")?.GetBoolean());
        Assert.Equal(true, Template.Property(settings, "globalValidation.requireAuthentication")?.GetBoolean());
        Assert.Equal(true, Template.Property(settings, "httpSettings.requireHttps")?.GetBoolean());
        Assert.Equal(
            ["/healthz"],
            Template
                .Property(settings, "globalValidation.excludedPaths")!
                .Value.EnumerateArray()
                .Select(path => path.GetString())
        );
        Assert.DoesNotContain("AllowAnonymous", Template.Text, StringComparison.Ordinal);
    }

    [BicepFact]
    public void Scheduler_AllowList_IsNeverTheWholeInternet()
    {
        var parameters = Template.Main.Json.GetProperty("parameters");
        Assert.Empty(parameters.GetProperty("schedulerIpAllowList").GetProperty("defaultValue").EnumerateArray());
        Assert.False(parameters.GetProperty("durableTaskScheduler").GetProperty("defaultValue").GetBoolean());
        var scheduler = Assert.Single(Template.Everywhere("Microsoft.DurableTask/schedulers"));
        Assert.StartsWith(
            "[if(variables('isOpen'), fail(",
            Template.Property(scheduler, "ipAllowlist")?.GetString(),
            StringComparison.Ordinal
        );
    }
}
