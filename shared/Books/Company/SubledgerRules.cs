using Bookseal.Books.Values;

namespace Bookseal.Books.Company;

/// <summary>
/// <c>"subledgers"</c> of bookseal.json: where the items of each subledger come from. One that is not named is kept in
/// its file.
/// </summary>
public sealed class SubledgerRules
{
    private const string Code = "COMPANY_INVALID";
    private readonly SortedDictionary<SubledgerName, SubledgerRule> _rules;

    private SubledgerRules(SortedDictionary<SubledgerName, SubledgerRule> rules) => _rules = rules;

    public static SubledgerRules None { get; } = new([]);

    public IEnumerable<SubledgerName> Named => _rules.Keys;

    /// <summary>Some subledger's items are made from the journal's lines.</summary>
    public bool HasDerived => _rules.Values.Any(rule => rule.Source != ItemSource.File);

    public SubledgerRule Of(SubledgerName subledger) => _rules.GetValueOrDefault(subledger, SubledgerRule.File);

    /// <summary>Null where nothing is said, so that a profile without it is what it was.</summary>
    public JsonObject? ToJson() =>
        _rules.Count == 0
            ? null
            : JsonObject.Of(
                _rules.Select(pair => KeyValuePair.Create(pair.Key.ToString(), (JsonValue)pair.Value.ToJson()))
            );

    public static Result<SubledgerRules> FromJson(JsonObject source)
    {
        var rules = new SortedDictionary<SubledgerName, SubledgerRule>();
        foreach (var (name, value) in source.Members)
        {
            if (!SubledgerName.Parse(name).TryGet(out var subledger, out var fault))
                return new Fault(Code, $"'subledgers': {fault.Message}");
            if (value is not JsonObject members)
                return new Fault(Code, $"'subledgers': {name} is not an object");
            if (!SubledgerRule.FromJson(members).TryGet(out var rule, out fault))
                return new Fault(Code, $"'subledgers', {name}: {fault.Message}");
            rules.Add(subledger, rule);
        }

        return new SubledgerRules(rules);
    }
}
