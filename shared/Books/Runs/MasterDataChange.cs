using Bookseal.Books.Accounts;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Evidence.Json;

namespace Bookseal.Books.Runs;

/// <summary>
/// A change of one object of a company's master data (settings, team, policy, chart, openings), for the audit chain:
/// who changed what, effective from which period. A closed period keeps what its run pinned.
/// </summary>
/// <param name="Object"><c>settings</c>, <c>team</c>, <c>policy</c>, <c>chart</c> or <c>openings</c>.</param>
/// <param name="Old">Digest of the object's canonical JSON before.</param>
/// <param name="New">And after.</param>
/// <param name="Changes">In words, the first <see cref="MostChanges"/> of them.</param>
public sealed record MasterDataChange(string Object, Digest Old, Digest New, IReadOnlyList<string> Changes)
{
    public const string TypeName = "master_data_changed/1";

    /// <summary>A chart may change by thousands of accounts, and an audit entry is small.</summary>
    public const int MostChanges = 50;
    private const int MostCharacters = 200;

    public static IEnumerable<MasterDataChange> OfProfile(CompanyProfile old, CompanyProfile changed)
    {
        var (before, after) = (Published(old).Members, Published(changed).Members);
        (string Name, Func<string, bool> Has)[] objects =
        [
            ("settings", name => name is not "team" and not "policy"),
            ("team", name => name == "team"),
            ("policy", name => name == "policy"),
        ];
        return objects
            .Select(part => Of(part.Name, Part(before, part.Has), Part(after, part.Has)))
            .OfType<MasterDataChange>();
    }

    /// <summary>Null where nothing has changed.</summary>
    public static MasterDataChange? OfChart(ChartOfAccounts old, ChartOfAccounts changed) =>
        Of("chart", ByCode(old), ByCode(changed));

    /// <summary>Null where nothing has changed.</summary>
    public static MasterDataChange? OfOpenings(BalanceList old, BalanceList changed) =>
        Of("openings", ByAccount(old), ByAccount(changed));

    /// <summary>
    /// From when a change counts. Months close in order: what comes after the last that a close has is open.
    /// </summary>
    /// <param name="first">The company's first period.</param>
    public static PeriodCode FirstOpen(PeriodCode first, IEnumerable<PeriodStanding> periods) =>
        periods
            .Where(standing => standing.Status != PeriodStatus.Open && !standing.Period.IsAdjustment)
            .Select(standing => standing.Period)
            .DefaultIfEmpty(first.Previous)
            .Max()
            .Next;

    /// <summary>What a change of each object would leave, where it stays as it is.</summary>
    public static IReadOnlyDictionary<string, Digest> DigestsOf(
        CompanyProfile profile,
        ChartOfAccounts chart,
        BalanceList openings
    ) =>
        new Dictionary<string, Digest>(StringComparer.Ordinal)
        {
            ["settings"] = CanonicalJson.DigestOf(
                Part(Published(profile).Members, name => name is not "team" and not "policy")
            ),
            ["chart"] = CanonicalJson.DigestOf(ByCode(chart)),
            ["openings"] = CanonicalJson.DigestOf(ByAccount(openings)),
        };

    public JsonObject ToData(PeriodCode effectiveFrom) =>
        JsonObject.Of(
            ("changes", JsonArray.OfTexts(Changes)),
            ("effective_from", effectiveFrom.ToString()),
            ("from_sha256", Old),
            ("object", Object),
            ("to_sha256", New)
        );

    /// <summary>A profile without addresses: the chain goes into proofs, and nothing in it can be taken back.</summary>
    private static JsonObject Published(CompanyProfile profile) =>
        (profile with { Contacts = profile.Contacts with { Emails = Contacts.None.Emails } }).ToJson();

    private static MasterDataChange? Of(string name, JsonObject before, JsonObject after)
    {
        var (old, changed) = (CanonicalJson.DigestOf(before), CanonicalJson.DigestOf(after));
        if (old == changed)
            return null;
        var all = before
            .Members.Keys.Union(after.Members.Keys)
            .Order(StringComparer.Ordinal)
            .Where(member => before[member]?.ToString() != after[member]?.ToString())
            .Select(member => $"{member}: {Text(before[member])} -> {Text(after[member])}")
            .ToList();
        IEnumerable<string> more = all.Count > MostChanges ? [$"and {all.Count - MostChanges} more"] : [];
        return new(name, old, changed, [.. all.Take(MostChanges), .. more]);
    }

    private static string Text(JsonValue? value)
    {
        var text = value?.ToString() ?? "none";
        return text.Length <= MostCharacters ? text : text[..MostCharacters] + "...";
    }

    private static JsonObject Part(IReadOnlyDictionary<string, JsonValue> members, Func<string, bool> has) =>
        JsonObject.Of(members.Where(member => has(member.Key)));

    private static JsonObject ByCode(ChartOfAccounts chart) =>
        JsonObject.Of(
            chart.Accounts.Select(account => KeyValuePair.Create(account.Code.ToString(), (JsonValue)account.ToJson()))
        );

    private static JsonObject ByAccount(BalanceList openings) =>
        JsonObject.Of(
            openings.Balances.Select(balance =>
                KeyValuePair.Create($"{balance.Account} {balance.Currency}", (JsonValue)balance.ToJson())
            )
        );
}
