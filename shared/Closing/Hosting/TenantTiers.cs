using System.Text;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Hosting;

/// <summary>What a tenant has paid for. The host says so, never the tenant's own files.</summary>
public enum Tier
{
    Free,
    Starter,
    Growth,
    Pro,
    Enterprise,
}

/// <summary>
/// The tiers of a host's tenants, out of the JSON that <see cref="Variable"/> is, or of the file that it names. Without
/// it everything is allowed: it is somebody's own machine.
/// </summary>
public sealed class TenantTiers
{
    public const string Variable = "BOOKSEAL_TIERS";
    public const string Lacks = "TIER_LACKS_CLOSE_WORKFLOW";
    private const string Invalid = "TIERS_INVALID";
    private readonly Tier _default;
    private readonly IReadOnlyDictionary<TenantId, Tier> _tenants;

    private TenantTiers(Tier otherwise, IReadOnlyDictionary<TenantId, Tier> tenants) =>
        (_default, _tenants) = (otherwise, tenants);

    public static TenantTiers Everything { get; } = new(Tier.Enterprise, new Dictionary<TenantId, Tier>());

    /// <summary>
    /// <c>TIERS_INVALID</c> where a file cannot be read, or names a tier or a tenant that nobody knows: what is not
    /// understood allows nothing.
    /// </summary>
    /// <param name="setting">
    /// The JSON itself, which begins with a brace, or the path of a file with it; null or empty where the host says
    /// nothing. An app in the cloud has settings and no files.
    /// </param>
    public static Result<TenantTiers> Read(string? setting)
    {
        if (string.IsNullOrEmpty(setting))
            return Everything;
        return setting.AsSpan().TrimStart() is ['{', ..]
            ? Parse(Encoding.UTF8.GetBytes(setting), Variable)
            : ReadFile(setting);
    }

    private static Result<TenantTiers> ReadFile(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > Limits.TierSettingsBytes })
                return new Fault(Invalid, $"{path} has over {Limits.TierSettingsBytes} bytes");
            return Parse(File.ReadAllBytes(path), $"{path} of {Variable}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Fault(Invalid, $"{path} of {Variable} cannot be read");
        }
    }

    private static Result<TenantTiers> Parse(byte[] json, string source) =>
        JsonText.ParseObject(json).Then(FromJson).TryGet(out var tiers, out var fault)
            ? tiers
            : new Fault(Invalid, $"{source}: {fault.Message}");

    public Tier Of(TenantId tenant) => _tenants.GetValueOrDefault(tenant, _default);

    /// <summary><c>TIER_LACKS_CLOSE_WORKFLOW</c>; null where the tenant's tier has it.</summary>
    public Fault? RefuseCloseWorkflow(TenantId tenant) =>
        Of(tenant) >= Tier.Pro
            ? null
            : new(
                Lacks,
                $"the tier of {tenant} is {Text(Of(tenant))}, which has no close_workflow; pro and enterprise have it"
            );

    private static Result<TenantTiers> FromJson(JsonObject source)
    {
        var fields = new Fields(source, Invalid);
        var otherwise = fields.Text("default", Parse);
        var named = new Dictionary<TenantId, Tier>();
        foreach (
            var (name, value) in fields.Has("tenants") ? fields.Object("tenants").Members : JsonObject.Of().Members
        )
        {
            var tier = value is JsonString text ? Parse(text.Value) : new Fault(Invalid, "a tier is a text");
            if (TenantId.Parse(name).TryGet(out var tenant, out var fault) && tier.TryGet(out var known, out fault))
                named.Add(tenant, known);
            else
                fields.Fail(fault!.Message);
        }

        return fields.Finish(() => new TenantTiers(otherwise, named));
    }

    private static string Text(Tier tier) =>
        tier switch
        {
            Tier.Free => "free",
            Tier.Starter => "starter",
            Tier.Growth => "growth",
            Tier.Pro => "pro",
            Tier.Enterprise => "enterprise",
            _ => throw new ArgumentOutOfRangeException(nameof(tier)),
        };

    private static Result<Tier> Parse(string text)
    {
        foreach (var tier in Enum.GetValues<Tier>())
            if (Text(tier) == text)
                return tier;
        return new Fault(Invalid, $"a tier is free, starter, growth, pro or enterprise, not {new JsonString(text)}");
    }
}
