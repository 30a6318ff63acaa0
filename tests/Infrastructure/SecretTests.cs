using System.Text.RegularExpressions;

namespace Bookseal.Infrastructure.Tests;

/// <summary>Nothing that is deployed has a password or a key in it, so nothing can give one away.</summary>
public sealed partial class SecretTests
{
    [BicepTheory]
    [InlineData("listKeys")]
    [InlineData("listAccountSas")]
    [InlineData("listServiceSas")]
    [InlineData("listConnectionStrings")]
    [InlineData("getSecret")]
    [InlineData("AccountKey=")]
    [InlineData("SharedAccessKey")]
    [InlineData("secure")]
    [InlineData("Microsoft.KeyVault/vaults/secrets")]
    public void Template_Secrets_AreNeitherReadNorMade(string word) =>
        Assert.DoesNotContain(word, Template.Text, StringComparison.OrdinalIgnoreCase);

    [BicepFact]
    public void App_Settings_AreThoseThatAreRead()
    {
        var functions = Template.Main.All.Single(template => template.Module == "functions");
        var own = functions.OfType("Microsoft.Web/sites/config").Single().GetProperty("properties").GetString()!;
        Assert.Equal(
            [
                "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
                "APPLICATIONINSIGHTS_CONNECTION_STRING",
                "AZURE_CLIENT_ID",
                "AzureWebJobsDisableHomepage",
                "AzureWebJobsStorage__accountName",
                "AzureWebJobsStorage__clientId",
                "AzureWebJobsStorage__credential",
                "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID",
            ],
            SettingName().Matches(own).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal)
        );
        Assert.All(
            (string[])["BOOKSEAL_STORE", "BOOKSEAL_KEYVAULT", "BOOKSEAL_TASKHUB"],
            name => Assert.Contains($"'{name}'", Template.Text, StringComparison.Ordinal)
        );
    }

    [BicepFact]
    public void Monitoring_LocalAuthentication_IsOff()
    {
        var workspace = Assert.Single(Template.Everywhere("Microsoft.OperationalInsights/workspaces"));
        Assert.True(Template.Property(workspace, "features.disableLocalAuth")?.GetBoolean());
        var insights = Assert.Single(Template.Everywhere("Microsoft.Insights/components"));
        Assert.True(Template.Property(insights, "DisableLocalAuth")?.GetBoolean());
    }

    /// <summary>Names in the arguments of <c>createObject</c>; values are other literals or expressions.</summary>
    [GeneratedRegex(@"'((?:[A-Z]+_[A-Z_]+|AzureWebJobs\w+))', ")]
    private static partial Regex SettingName();
}
