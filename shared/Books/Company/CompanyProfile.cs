using System.Diagnostics.CodeAnalysis;
using Bookseal.Books.Calendars;
using Bookseal.Books.Values;

namespace Bookseal.Books.Company;

/// <summary>What <c>bookseal.json</c> says: who the company is, who works on its close, and by which rules.</summary>
/// <param name="BooksStart">
/// The day of the opening balances: the first day of the first period that Bookseal closes.
/// </param>
/// <param name="FiscalYearEndMonth">1 to 12.</param>
public sealed record CompanyProfile(
    TenantId Tenant,
    string Name,
    Currency BaseCurrency,
    DateOnly BooksStart,
    int FiscalYearEndMonth,
    string TimeZone,
    AccountCode RetainedEarnings,
    IReadOnlyList<Person> Team,
    Policy Policy
)
{
    public ProofRetention Retention { get; init; } = ProofRetention.Default;

    /// <summary>The company's own units (hours, shares) beside the currencies of ISO 4217.</summary>
    public IReadOnlyList<Currency> Units { get; init; } = [];

    /// <summary>Where the items of the subledgers come from.</summary>
    public SubledgerRules Subledgers { get; init; } = SubledgerRules.None;

    /// <summary>Which checklist its closes follow.</summary>
    public ChecklistSettings Checklist { get; init; } = ChecklistSettings.Default;

    /// <summary>Within what an entry's id is unique.</summary>
    public IdScopeKind IdScope { get; init; }

    /// <summary>The days that are no business days.</summary>
    public CalendarSettings WorkingDays { get; init; } = CalendarSettings.Default;

    public Contacts Contacts { get; init; } = Contacts.None;

    public BusinessCalendar BusinessDays => new(WorkingDays, TimeZoneInfo.FindSystemTimeZoneById(TimeZone));

    public FiscalCalendar Calendar => new(FiscalYearEndMonth);

    public PeriodCode FirstPeriod => PeriodCode.Of(BooksStart);

    /// <summary>The log's name in checkpoints (C2SP tlog-checkpoint origin).</summary>
    public string LogOrigin => OriginOf(Tenant);

    public static string OriginOf(TenantId tenant) => $"bookseal.local/{tenant}";

    public IReadOnlyList<PersonId> Approvers =>
        [.. Team.Where(person => person.Role >= Role.Approver).Select(person => person.Id)];

    public Person? Find(PersonId id) => Team.FirstOrDefault(person => person.Id == id);

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("tenant", Tenant.ToString()),
            ("name", Name),
            ("base_currency", BaseCurrency.ToString()),
            ("books_start", Dates.Text(BooksStart)),
            // Absent where a company says nothing: profiles are known by their digests.
            ("calendar", WorkingDays == CalendarSettings.Default ? null : WorkingDays.ToJson()),
            ("finance_lead", Contacts.FinanceLead?.ToString()),
            ("owner", Contacts.Owner?.ToString()),
            ("senior_finance", Contacts.SeniorFinance?.ToString()),
            ("checklist", Checklist.ToJson()),
            ("fiscal_year_end_month", FiscalYearEndMonth),
            ("id_scope", IdScope == IdScopeKind.Company ? null : IdScope.Text()),
            ("time_zone", TimeZone),
            ("retained_earnings", RetainedEarnings.ToString()),
            ("team", new JsonArray(Team.Select(Contacts.ToJson))),
            ("policy", Policy.ToJson()),
            ("retention", Retention == ProofRetention.Default ? null : Retention.ToJson()),
            ("subledgers", Subledgers.ToJson()),
            ("units", Units.Count == 0 ? null : JsonArray.OfTexts(Units.Select(unit => unit.ToString())))
        );

    public static Result<CompanyProfile> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "COMPANY_INVALID");
        var tenant = fields.Text("tenant", TenantId.Parse);
        var name = fields.Text("name");
        var currency = fields.Text("base_currency", Currency.Parse);
        var start = fields.Text("books_start", Dates.Parse);
        var yearEnd = fields.Integer("fiscal_year_end_month");
        var zone = fields.Text("time_zone");
        var retained = fields.Text("retained_earnings", AccountCode.Parse);
        var persons = fields.Objects("team", Contacts.ReadPerson);
        IReadOnlyList<Person> team = [.. persons.Select(read => read.Person)];
        var policy = fields.OptionalObject("policy", Policy.FromJson) ?? Policy.Default;
        var retention = fields.OptionalObject("retention", ProofRetention.FromJson) ?? ProofRetention.Default;
        var checklist = fields.OptionalObject("checklist", ChecklistSettings.FromJson) ?? ChecklistSettings.Default;
        var idScope = fields.Has("id_scope") ? fields.Text("id_scope", IdScopeKinds.Parse) : IdScopeKind.Company;
        var units = fields.Has("units") ? fields.Texts("units", Currency.Parse) : [];
        var subledgers = fields.OptionalObject("subledgers", SubledgerRules.FromJson) ?? SubledgerRules.None;
        var workingDays = fields.OptionalObject("calendar", CalendarSettings.FromJson) ?? CalendarSettings.Default;
        var contacts = ReadContacts(fields, persons);
        if (start.Day != 1)
            fields.Fail("'books_start' is the first day of a month");
        if (yearEnd is < 1 or > 12)
            fields.Fail("'fiscal_year_end_month' is 1 to 12");
        if (!IsKnownZone(zone))
            fields.Fail($"'time_zone' is not an IANA time zone: {new JsonString(zone)}");
        if ((TeamFault(team) ?? contacts.FindStranger(team)) is { } problem)
            fields.Fail(problem);
        return fields.Finish(() =>
            new CompanyProfile(tenant, name, currency, start, (int)yearEnd, zone, retained, team, policy)
            {
                Retention = retention,
                Checklist = checklist,
                Subledgers = subledgers,
                IdScope = idScope,
                Units = units,
                WorkingDays = workingDays,
                Contacts = contacts,
            }
        );
    }

    private static Contacts ReadContacts(Fields fields, IReadOnlyList<(Person Person, EmailAddress? Email)> team) =>
        new(
            fields.OptionalText("owner", PersonId.Parse),
            fields.OptionalText("finance_lead", PersonId.Parse),
            fields.OptionalText("senior_finance", PersonId.Parse),
            team.Where(read => read.Email is not null)
                .GroupBy(read => read.Person.Id) // twice in the team is refused apart
                .ToDictionary(read => read.Key, read => read.First().Email!.Value)
        );

    private static string? TeamFault(IReadOnlyList<Person> team)
    {
        var ids = team.Select(person => person.Id).ToHashSet();
        if (ids.Count != team.Count)
            return "a person stands twice in the team";
        var lost = team.FirstOrDefault(person => person.Manager is { } manager && !ids.Contains(manager));
        if (lost is not null)
            return $"the manager of '{lost.Id}' is not in the team";
        return team.Any(person => person.Role >= Role.Approver)
            ? null
            : "nobody in the team is an approver, so nobody could certify";
    }

    [SuppressMessage("Globalization", "CA1304", Justification = "time zone ids are not culture-dependent")]
    private static bool IsKnownZone(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out _);
}
