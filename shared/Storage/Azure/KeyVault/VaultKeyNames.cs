using System.Globalization;
using Bookseal.Books.Values;
using Bookseal.Storage.Keys;

namespace Bookseal.Storage.Azure.KeyVault;

/// <summary>
/// How a tenant's keys are called in a vault: <c>bookseal--{tenant}--log</c> and <c>bookseal--{tenant}--person--{id}</c>, unless a name was chosen. A vault's names
/// have letters, digits and hyphens and no case, so everything else in an id, the hyphen too, becomes a hyphen and two hex digits: no two ids share a name, and no
/// id contains the double hyphen.
/// </summary>
public sealed class VaultKeyNames
{
    private const int MaxLength = 127;
    private const string Log = "log";
    private readonly TenantId _tenant;
    private readonly Dictionary<string, string> _chosen;

    private VaultKeyNames(TenantId tenant, Dictionary<string, string> chosen) => (_tenant, _chosen) = (tenant, chosen);

    public static VaultKeyNames Default(TenantId tenant) => new(tenant, []);

    /// <summary>
    /// Chosen names, <c>log=checkpoints,grace=grace-signing</c>; who is not in the list has the default. A person called 'log' keeps the default. Bad names, one name
    /// for two and one person twice are <c>KEY_NAME_INVALID</c>.
    /// </summary>
    public static Result<VaultKeyNames> Parse(TenantId tenant, string text)
    {
        var chosen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var isGood = pair.Split('=', StringSplitOptions.TrimEntries) is [var owner, var name] && PersonId.Parse(owner).IsOk && IsName(name)
                && !chosen.Values.Contains(name, StringComparer.OrdinalIgnoreCase) && chosen.TryAdd(owner, name);
            if (!isGood) return new Fault(KeyCode.NameInvalid, $"'{pair}' is not PERSON=NAME or log=NAME with a name of 1 to {MaxLength} letters, digits and hyphens that nobody else has");
        }

        return new VaultKeyNames(tenant, chosen);
    }

    /// <summary>The name of the person's key; of the log's for null.</summary>
    public Result<string> Of(PersonId? person)
    {
        var owner = person?.ToString() ?? Log;
        var isShadowed = person is not null && owner == Log;
        if (!isShadowed && _chosen.TryGetValue(owner, out var chosen)) return chosen;
        var name = $"bookseal--{Escape(_tenant.ToString())}--{(person is null ? Log : $"person--{Escape(owner)}")}";
        return IsName(name) ? name : new Fault(KeyCode.NameInvalid, $"'{name}' is longer than the {MaxLength} characters that a vault allows; choose a name for '{owner}'");
    }

    private static bool IsName(string name) => name.Length is > 0 and <= MaxLength && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static string Escape(string id) => string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"-{(int)c:x2}")));
}
