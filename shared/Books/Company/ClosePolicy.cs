using Bookseal.Books.Values;

namespace Bookseal.Books.Company;

/// <summary>data/inputs/policy.json: what of the company's profile the verdict depends on, with the policy that the run pinned.</summary>
public sealed record ClosePolicy(
    TenantId Tenant,
    string Name,
    Currency BaseCurrency,
    DateOnly BooksStart,
    FiscalCalendar Calendar,
    AccountCode RetainedEarnings,
    Policy Policy
)
{
    public PeriodCode FirstPeriod => PeriodCode.Of(BooksStart);

    public byte[] ToBytes() =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("base_currency", BaseCurrency.ToString()),
                ("books_start", Dates.Text(BooksStart)),
                ("fiscal_year_end_month", Calendar.EndMonth),
                ("name", Name),
                ("policy", Policy.ToJson()),
                ("retained_earnings", RetainedEarnings.ToString()),
                ("tenant", Tenant.ToString())
            )
        );

    public static ClosePolicy Of(CompanyProfile profile, Policy pinned) =>
        new(
            profile.Tenant,
            profile.Name,
            profile.BaseCurrency,
            profile.BooksStart,
            profile.Calendar,
            profile.RetainedEarnings,
            pinned
        );

    public static Result<ClosePolicy> FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonText
            .ParseObject(bytes)
            .Then(source =>
            {
                var fields = new Fields(source, "POLICY_INVALID");
                var currency = fields.Text("base_currency", Currency.Parse);
                var start = fields.Text("books_start", Dates.Parse);
                var endMonth = fields.Integer("fiscal_year_end_month");
                var name = fields.Text("name");
                var policy = fields.Object("policy", Policy.FromJson);
                var retained = fields.Text("retained_earnings", AccountCode.Parse);
                var tenant = fields.Text("tenant", TenantId.Parse);
                if (endMonth is < 1 or > 12)
                    fields.Fail("'fiscal_year_end_month' is 1 to 12");
                return fields.Finish(() =>
                    new ClosePolicy(tenant, name, currency, start, new FiscalCalendar((int)endMonth), retained, policy)
                );
            });
}
