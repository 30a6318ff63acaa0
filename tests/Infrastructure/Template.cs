using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bookseal.Infrastructure.Tests;

/// <summary>
/// A compiled template, or the one of a module in it. <c>main.bicep</c> is compiled once for all tests.
/// </summary>
internal sealed partial class Template(string module, JsonElement json)
{
    private static readonly Lazy<BicepResult> Built = new(() => BicepCompiler.Run("build", "main.bicep", "--stdout"));

    private static readonly Lazy<Template> Compiled = new(() =>
        Built.Value.ExitCode == 0
            ? new("main", JsonDocument.Parse(Built.Value.Output).RootElement)
            : throw new InvalidOperationException(Built.Value.Findings)
    );

    public static Template Main => Compiled.Value;

    public static string Text => Built.Value.Output;

    /// <summary>The symbol under which the module stands in the template around it.</summary>
    public string Module => module;

    public JsonElement Json => json;

    /// <summary>This template and those of all modules, at any depth.</summary>
    public IEnumerable<Template> All => Modules.SelectMany(inner => inner.All).Prepend(this);

    /// <summary>
    /// The resources of this template alone. Those with symbolic names are an object, others an array.
    /// </summary>
    public IEnumerable<JsonElement> Resources
    {
        get
        {
            var resources = json.GetProperty("resources");
            return (
                resources.ValueKind == JsonValueKind.Array
                    ? resources.EnumerateArray()
                    : resources.EnumerateObject().Select(item => item.Value)
            ).Where(resource => !resource.TryGetProperty("existing", out _));
        }
    }

    private IEnumerable<Template> Modules =>
        OfType("Microsoft.Resources/deployments")
            .Select(deployment => new Template(
                SymbolOf(deployment.GetProperty("name").GetString()!),
                deployment.GetProperty("properties").GetProperty("template")
            ));

    public IEnumerable<JsonElement> OfType(string type) =>
        Resources.Where(resource => resource.GetProperty("type").GetString() == type);

    /// <summary>All resources of the type in all modules, those that only some parameters make too.</summary>
    public static IReadOnlyList<JsonElement> Everywhere(string type) =>
        [.. Main.All.SelectMany(template => template.OfType(type))];

    /// <summary>The value at a path of names below <c>properties</c>; null where there is none.</summary>
    public static JsonElement? Property(JsonElement resource, string path)
    {
        var value = resource.GetProperty("properties");
        foreach (var name in path.Split('.'))
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
                return null;
        return value;
    }

    /// <summary>A module's deployment is named by its symbol and a hash: <c>[format('vault-{0}', ...)]</c>.</summary>
    private static string SymbolOf(string name) => DeploymentName().Match(name).Groups["symbol"].Value;

    [GeneratedRegex(@"'(?<symbol>\w+)-\{0\}")]
    private static partial Regex DeploymentName();
}
