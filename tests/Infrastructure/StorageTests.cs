using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bookseal.Infrastructure.Tests;

/// <summary>
/// The accounts: no key, no public blob, TLS; the books' besides: versions, and what cannot be changed.
/// </summary>
public sealed partial class StorageTests
{
    private const string Containers = "Microsoft.Storage/storageAccounts/blobServices/containers";

    private static Template Books => Template.Main.All.Single(template => template.Module == "books");

    [BicepFact]
    public void Accounts_Both_AreShutToAllButEntraIdOverTls()
    {
        var accounts = Template.Everywhere("Microsoft.Storage/storageAccounts");
        Assert.Equal(2, accounts.Count); // the books in one that the host has nothing in
        Assert.All(
            accounts,
            account =>
            {
                Assert.Equal(false, Template.Property(account, "allowSharedKeyAccess")?.GetBoolean());
                Assert.Equal(false, Template.Property(account, "allowBlobPublicAccess")?.GetBoolean());
                Assert.Equal(false, Template.Property(account, "allowCrossTenantReplication")?.GetBoolean());
                Assert.Equal(true, Template.Property(account, "supportsHttpsTrafficOnly")?.GetBoolean());
                Assert.Equal("TLS1_2", Template.Property(account, "minimumTlsVersion")?.GetString());
            }
        );
    }

    [BicepFact]
    public void Containers_All_AreNotPublic() =>
        Assert.All(
            Template.Everywhere(Containers),
            container => Assert.Equal("None", Template.Property(container, "publicAccess")?.GetString())
        );

    [BicepFact]
    public void Books_Versions_AreKept() =>
        Assert.Equal(
            true,
            Template
                .Property(
                    Books.OfType("Microsoft.Storage/storageAccounts/blobServices").Single(),
                    "isVersioningEnabled"
                )
                ?.GetBoolean()
        );

    [BicepFact]
    public void Books_Immutability_IsOfVersionsInProofsAndOfTheContainerInCheckpoints()
    {
        // Under a policy of the account, `checkpoints` could not have one of its own.
        var account = Books.OfType("Microsoft.Storage/storageAccounts").Single();
        Assert.Null(Template.Property(account, "immutableStorageWithVersioning"));
        Assert.Equal(false, Template.Property(account, "isHnsEnabled")?.GetBoolean());

        var byVersion = Books
            .OfType(Containers)
            .Where(item => Template.Property(item, "immutableStorageWithVersioning.enabled")?.GetBoolean() == true);
        Assert.EndsWith(
            "'proofs')]",
            Assert.Single(byVersion).GetProperty("name").GetString(),
            StringComparison.Ordinal
        );

        var policy = Books.OfType($"{Containers}/immutabilityPolicies").Single();
        Assert.Contains("'checkpoints'", policy.GetProperty("name").GetString(), StringComparison.Ordinal);
        Assert.Equal(false, Template.Property(policy, "allowProtectedAppendWrites")?.GetBoolean());
        Assert.Equal("[not(parameters('checkpointsLocked'))]", policy.GetProperty("condition").GetString());
        var parameters = Template.Main.Json.GetProperty("parameters");
        Assert.Equal(3653, parameters.GetProperty("checkpointDays").GetProperty("defaultValue").GetInt32());
        Assert.False(parameters.GetProperty("checkpointsLocked").GetProperty("defaultValue").GetBoolean());
    }

    /// <summary>
    /// The app may write into containers that are there, and no role lets it make others: the lists have to agree.
    /// </summary>
    [BicepFact]
    public void Books_ContainersAndTables_AreThoseThatTheCodeNames()
    {
        var sources = Directory
            .EnumerateFiles(Repository.PathOf("shared"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
            .Select(File.ReadAllText)
            .ToList();
        var named = sources.SelectMany(text => FirstSegment().Matches(text)).Select(Name).Distinct().Order();
        var made = Variable("containers").Concat(["proofs", "checkpoints"]).Order();
        Assert.Equal(named, made);

        var tables = sources.SelectMany(text => TableName().Matches(text)).Select(Name).Append("check").Order();
        Assert.Equal(tables, Variable("tables").Order());
    }

    private static string Name(Match match) => match.Groups["name"].Value;

    private static IEnumerable<string> Variable(string name) =>
        Books.Json.GetProperty("variables").GetProperty(name).EnumerateArray().Select(item => item.GetString()!);

    [GeneratedRegex("""ObjectPath\.Of\("(?<name>[a-z-]+)"[,)]""")]
    private static partial Regex FirstSegment();

    [GeneratedRegex("""const string Table = "(?<name>\w+)";""")]
    private static partial Regex TableName();
}
