using System.Text.Json;
using System.Text.RegularExpressions;
using Bookseal.Books.Values;
using Bookseal.Storage.Azure.KeyVault;

namespace Bookseal.Infrastructure.Tests;

/// <summary>The vault keeps what it has; its keys do one thing each and never become others by themselves.</summary>
public sealed partial class VaultTests
{
    private static JsonElement Vault => Assert.Single(Template.Everywhere("Microsoft.KeyVault/vaults"));

    private static IReadOnlyList<JsonElement> Keys => Template.Everywhere("Microsoft.KeyVault/vaults/keys");

    [BicepTheory]
    [InlineData("enableRbacAuthorization")]
    [InlineData("enablePurgeProtection")]
    [InlineData("enableSoftDelete")]
    public void Vault_Protection_IsOn(string property) =>
        Assert.Equal(true, Template.Property(Vault, property)?.GetBoolean());

    [BicepFact]
    public void Vault_Deleted_IsKeptNinetyDays()
    {
        Assert.Equal(90, Template.Property(Vault, "softDeleteRetentionInDays")?.GetInt32());
        Assert.Null(Template.Property(Vault, "accessPolicies"));
    }

    [BicepFact]
    public void Keys_Operations_AreToSignOrToWrap()
    {
        var uses = Keys.Select(key => (Of(key, "kty"), Of(key, "curveName"), string.Join(' ', List(key, "keyOps"))));
        Assert.Equal(
            [
                ("[variables('kinds').ec]", "P-256", "sign verify"),
                ("[variables('kinds').rsa]", null, "wrapKey unwrapKey"), // cookies
                ("[variables('kinds').rsa]", null, "wrapKey unwrapKey"), // the books' account
            ],
            uses
        );
    }

    /// <summary>
    /// A new version signs only after it is enrolled and auditors know it: people rotate, the vault reminds them.
    /// </summary>
    [BicepFact]
    public void Keys_Rotation_IsOnlyNotified()
    {
        var actions = Keys.Select(key => Template.Property(key, "rotationPolicy.lifetimeActions"))
            .OfType<JsonElement>()
            .SelectMany(list => list.EnumerateArray())
            .Select(action => action.GetProperty("action").GetProperty("type").GetString());
        Assert.Equal(["notify"], actions);
        Assert.DoesNotContain("\"rotate\"", Template.Text, StringComparison.OrdinalIgnoreCase);
    }

    [BicepFact]
    public void Keys_Ending_ReachPeople()
    {
        var subscription = Assert.Single(Template.Everywhere("Microsoft.EventGrid/systemTopics/eventSubscriptions"));
        Assert.Equal("MonitorAlert", Template.Property(subscription, "destination.endpointType")?.GetString());
        Assert.Contains(
            "Microsoft.KeyVault.KeyNearExpiry",
            Template
                .Property(subscription, "filter.includedEventTypes")!
                .Value.EnumerateArray()
                .Select(type => type.GetString())
        );
    }

    /// <summary>
    /// Evaluates the two replacements of the template's expression; everything else in a tenant's id stays.
    /// </summary>
    [BicepTheory]
    [InlineData("harbor-supply")]
    [InlineData("a_b-c__d")]
    [InlineData("0")]
    public void LogKey_Name_IsTheOneThatTheCodeAsksFor(string tenant)
    {
        var expression = Template
            .Main.Json.GetProperty("variables")
            .GetProperty("copy")
            .EnumerateArray()
            .Single(item => item.GetProperty("name").GetString() == "logKeys")
            .GetProperty("input")
            .GetString()!;
        Assert.StartsWith("[format('bookseal--{0}--log', replace(replace(", expression, StringComparison.Ordinal);
        var escaped = Replacement()
            .Matches(expression)
            .Aggregate(
                tenant,
                (id, match) => id.Replace(match.Groups[1].Value, match.Groups[2].Value, StringComparison.Ordinal)
            );
        Assert.Equal(VaultKeyNames.Of(TenantId.Parse(tenant).Value, null), $"bookseal--{escaped}--log");
    }

    private static string? Of(JsonElement key, string property) => Template.Property(key, property)?.GetString();

    private static IEnumerable<string?> List(JsonElement key, string property) =>
        Template.Property(key, property)!.Value.EnumerateArray().Select(item => item.GetString());

    [GeneratedRegex("'(.)', '(-[0-9a-f]{2})'")]
    private static partial Regex Replacement();
}
