using Bookseal.Books.Company;
using Bookseal.Books.Keys;
using Bookseal.Books.Values;
using Bookseal.Closing.Signing;
using Bookseal.Storage.Keys;

namespace Bookseal.Cli.Output;

/// <summary>What <c>keys check</c> says.</summary>
internal static class KeyCheckView
{
    public static IEnumerable<string> Lines(KeyReport report)
    {
        yield return $"{(report.IsGood ? "ok  " : "FAIL")} {NameOf(report), -24} {RoleOf(report)}";
        foreach (var key in report.Keys)
            yield return $"     {Line(key)}";
        foreach (var finding in report.Findings)
            yield return $"     {finding.Code} {finding.Message}";
    }

    public static JsonObject ToJson(IReadOnlyList<KeyReport> reports, int maxAgeDays) =>
        JsonObject.Of(
            ("checks", new JsonArray(reports.Select(ToJson))),
            ("max_age_days", maxAgeDays),
            ("ok", reports.All(report => report.IsGood))
        );

    private static string NameOf(KeyReport report) => report.Person?.ToString() ?? PemKeyRing.LogName;

    private static string RoleOf(KeyReport report) =>
        report switch
        {
            { Person: null } => "",
            { Role: { } role } => role.Text(),
            _ => report.Person == PersonId.System ? "signs closes with one call" : "not in the team any more",
        };

    private static string Line(CheckedKey key)
    {
        var held = key.Key;
        string?[] facts =
        [
            key.Reach.Text(),
            key.IsEnrolled ? "enrolled" : "not enrolled",
            key.Signs ? "signs" : null,
            key.AgeDays is { } days ? $"{days} days old" : null,
            held.ValidFrom is { } from ? $"valid from {Dates.Text(from)}" : null,
            held.ValidUntil is { } until ? $"valid until {Dates.Text(until)}" : null,
        ];
        var said = string.Join(", ", facts.OfType<string>());
        return $"{held.Key.KeyId}  {held.Store.Text(), -14}  {said}  {held.Location}";
    }

    private static JsonObject ToJson(KeyReport report) =>
        JsonObject.Of(
            ("findings", new JsonArray(report.Findings.Select(Terminal.ToJson))),
            ("keys", new JsonArray(report.Keys.Select(ToJson))),
            ("name", NameOf(report)),
            ("ok", report.IsGood),
            ("role", report.Role?.Text())
        );

    private static JsonObject ToJson(CheckedKey key) =>
        JsonObject.Of(
            ("age_days", key.AgeDays is { } days ? (JsonValue)days : null),
            ("enrolled", key.IsEnrolled),
            ("key_id", key.Key.Key.KeyId),
            ("key_store", key.Key.Store.Text()),
            ("path", key.Reach == KeyReach.Elsewhere ? null : key.Key.Location),
            ("reach", key.Reach.Text()),
            ("signs", key.Signs),
            ("valid_from", key.Key.ValidFrom is { } from ? Dates.Text(from) : null),
            ("valid_until", key.Key.ValidUntil is { } until ? Dates.Text(until) : null)
        );
}
