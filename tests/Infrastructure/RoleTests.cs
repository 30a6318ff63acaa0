using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bookseal.Infrastructure.Tests;

/// <summary>Who may do what is what docs/deploy.md says, no role more and no scope wider.</summary>
public sealed partial class RoleTests
{
    private static readonly Dictionary<string, string> Holders = new()
    {
        ["appCloses"] = "app",
        ["appRuns"] = "app",
        ["scheduler"] = "app",
        ["operators"] = "operators",
        ["auditors"] = "auditors",
        ["encryption"] = "encryption",
    };

    /// <summary>The scopes of the templates, in the words of the table.</summary>
    private static readonly Dictionary<string, string> Scopes = new()
    {
        ["storageAccounts, parameters('booksAccount')"] = "books' account",
        ["storageAccounts, parameters('hostAccount')"] = "host's account",
        ["containers, parameters('booksAccount'), 'default', 'proofs'"] = "container `proofs`",
        [
            "containers, parameters('booksAccount'), 'default', "
                + "concat(variables('containers'), createArray('checkpoints'))[copyIndex()]"
        ] = "each other container of the books",
        ["tables, parameters('booksAccount'), 'default', variables('tables')[copyIndex()]"] = "each table of the books",
        ["vaults, parameters('vaultName')"] = "vault",
        ["keys, parameters('vaultName'), parameters('logKeys')[copyIndex()]"] = "each log key",
        ["keys, parameters('vaultName'), variables('cookieKey')"] = "key `bookseal-cookies`",
        ["keys, parameters('vaultName'), variables('encryptionKey')"] = "key `bookseal-encryption`",
        ["components, parameters('insightsName')"] = "Application Insights",
        ["taskHubs, parameters('name'), parameters('taskHub')"] = "task hub of the scheduler",
    };

    [BicepFact]
    public void Roles_Given_AreThoseOfTheTable()
    {
        var given = Template.Main.All.SelectMany(template =>
            template
                .OfType("Microsoft.Authorization/roleAssignments")
                .Select(role => $"{Holders[template.Module]} | {RoleId(template, role)} | {Scope(role)}")
        );
        var documented = DocumentedRole()
            .Matches(Repository.Read("docs", "deploy.md"))
            .SelectMany(row =>
                row.Groups["who"]
                    .Value.Split(", ")
                    .Select(who => $"{who} | {row.Groups["id"].Value} | {row.Groups["where"].Value.Trim()}")
            );
        Assert.Equal(documented.Order(), given.Order());
    }

    [BicepFact]
    public void Roles_Definitions_AreGivenByIdAndNoneIsMade()
    {
        Assert.Empty(Template.Everywhere("Microsoft.Authorization/roleDefinitions"));
        string[] tooMuch =
        [
            "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", // Owner
            "b24988ac-6180-42a0-ab88-20f7382dd24c", // Contributor
            "00482a5a-887f-4fb3-b363-3b7fe8e74483", // Key Vault Administrator
            "14b46e9e-c2b7-41b4-b07b-48a6ebf60603", // Key Vault Crypto Officer
        ];
        Assert.All(tooMuch, id => Assert.DoesNotContain(id, Template.Text, StringComparison.Ordinal));
    }

    /// <summary>From <c>[variables('blobOwner')]</c> through the variable to the id that it names.</summary>
    private static string RoleId(Template template, JsonElement role)
    {
        var variables = template.Json.GetProperty("variables");
        var variable = Variable()
            .Match(Template.Property(role, "roleDefinitionId")!.Value.GetString()!)
            .Groups[1]
            .Value;
        var name = RoleName().Match(variables.GetProperty(variable).GetString()!).Groups[1].Value;
        return variables.GetProperty("roleIds").GetProperty(name).GetString()!;
    }

    private static string Scope(JsonElement role)
    {
        var match = ResourceId().Match(role.GetProperty("scope").GetString()!);
        return Scopes[$"{match.Groups["type"].Value}, {match.Groups["names"].Value}"];
    }

    [GeneratedRegex(@"^\[variables\('(\w+)'\)\]$")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\.(\w+)\)\]$")]
    private static partial Regex RoleName();

    [GeneratedRegex(@"^\[resourceId\('[\w./]*/(?<type>\w+)', (?<names>.*)\)\]$")]
    private static partial Regex ResourceId();

    /// <summary>| who | role | `id` | where | why |</summary>
    [GeneratedRegex(
        @"^\| (?<who>[a-z, ]+) \| [\w ]+ \| `(?<id>[0-9a-f-]{36})` \| (?<where>[^|]+) \| [^|]+ \|",
        RegexOptions.Multiline
    )]
    private static partial Regex DocumentedRole();
}
