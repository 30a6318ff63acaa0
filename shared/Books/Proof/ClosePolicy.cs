using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Books.Proof;

/// <summary>data/inputs/policy.json: what of the company's profile the verdict depends on, with the policy that the run pinned.</summary>
public sealed record ClosePolicy(TenantId Tenant, string Name, Currency BaseCurrency, DateOnly BooksStart, Policy Policy)
{
    public byte[] ToBytes() => CanonicalJson.ToBytes(JsonObject.Of(
        ("base_currency", BaseCurrency.ToString()), ("books_start", Dates.Text(BooksStart)), ("name", Name), ("policy", Policy.ToJson()), ("tenant", Tenant.ToString())));

    public static ClosePolicy Of(CompanyProfile profile, Policy pinned) => new(profile.Tenant, profile.Name, profile.BaseCurrency, profile.BooksStart, pinned);

    public static Result<ClosePolicy> FromBytes(ReadOnlySpan<byte> bytes) => JsonText.ParseObject(bytes).Then(source =>
    {
        var fields = new Fields(source, "POLICY_INVALID");
        var currency = fields.Text("base_currency", Currency.Parse);
        var start = fields.Text("books_start", Dates.Parse);
        var name = fields.Text("name");
        var policy = fields.Object("policy", Policy.FromJson);
        var tenant = fields.Text("tenant", TenantId.Parse);
        return fields.Finish(() => new ClosePolicy(tenant, name, currency, start, policy));
    });
}
