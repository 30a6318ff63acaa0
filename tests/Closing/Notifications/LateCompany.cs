using System.Text;
using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Closing.Hosting;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Notifications;

/// <summary>
/// The small company with five persons and the standard checklist without what can be left out; the fourth of February
/// is a holiday.
/// </summary>
internal static class LateCompany
{
    private const string Profile = """
        {"tenant":"acme","name":"Acme","base_currency":"USD","books_start":"2026-01-01",
        "fiscal_year_end_month":12,"time_zone":"America/New_York","retained_earnings":"3200",
        "calendar":{"holidays":["2026-02-04"]},"owner":"olga","finance_lead":"fay","senior_finance":"sam",
        "team":[{"id":"nora","name":"Nora","role":"preparer","manager":"graham"},
        {"id":"graham","name":"Graham","role":"reviewer","manager":"olga"},
        {"id":"fay","name":"Fay","role":"reviewer"},{"id":"sam","name":"Sam","role":"reviewer"},
        {"id":"olga","name":"Olga","role":"approver"}],
        "policy":{"segregation":"enforced","tolerance_minor":0},
        "checklist":{"extends":"standard","remove":[7,8,9,10,11,12,13,14],"tasks":[
        {"number":3,"assignee":"graham"},{"number":4,"assignee":"nora"},{"number":6,"assignee":"nora"},
        {"number":17,"assignee":"graham"}]}}
        """;

    public static async Task ImportAsync(CloseServices services)
    {
        var files = SmallBooks.Files.ToDictionary();
        files[BooksFiles.Profile] = Encoding.UTF8.GetBytes(Profile);
        var faults = new ImportFaults();
        var books = BooksReader.Read(files, SmallBooks.Bookkeeper, faults);
        Assert.Empty(faults.Faults);
        Assert.True((await services.Importer.ImportAsync(books!, Nora, default)).IsOk);
    }

    public static Actor Nora { get; } = Of("nora", Role.Preparer);

    public static Actor Graham { get; } = Of("graham", Role.Reviewer);

    public static Actor Fay { get; } = Of("fay", Role.Reviewer);

    private static Actor Of(string id, Role role) => new(PersonId.Parse(id).Value, role, false, false);
}
