using System.Globalization;
using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Cli.Output;

/// <summary>An entry of the audit chain for people: names, and the company's time. JSON has ids and UTC.</summary>
internal static class EventLine
{
    public static string Of(AuditEntry entry, CompanyProfile profile) =>
        $"{entry.Sequence, 6}  {LocalText(profile, entry.Timestamp)}  {NameOf(profile, entry.Actor), -18} "
        + $"{entry.Type, -24} {EventWords.Of(entry, text => NameOf(profile, text))}";

    public static string NameOf(CompanyProfile profile, PersonId actor) =>
        actor == PersonId.System ? "Bookseal" : profile.Find(actor)?.Name ?? actor.ToString();

    public static string LocalText(CompanyProfile profile, DateTimeOffset instant) =>
        profile.BusinessDays.LocalTimeOf(instant).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string NameOf(CompanyProfile profile, string text) =>
        profile.Team.FirstOrDefault(person => person.Id.ToString() == text)?.Name ?? text;
}
