namespace Bookseal.Books.Company;

/// <summary>The company's own rules of closing. Pinned by a run when it starts and sealed into the bag.</summary>
/// <param name="EnforceSegregation">The certifier must not have prepared the period; otherwise a breach is only recorded.</param>
/// <param name="ToleranceMinor">The balance, in minor units, that a suspense or clearing account may keep without a warning.</param>
public sealed record Policy(bool EnforceSegregation, long ToleranceMinor)
{
    public static Policy Default { get; } = new(true, 0);

    public string SegregationText => EnforceSegregation ? "enforced" : "advisory";

    public JsonObject ToJson() => JsonObject.Of(("segregation", SegregationText), ("tolerance_minor", ToleranceMinor));

    public static Result<Policy> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "COMPANY_INVALID");
        var segregation = fields.Has("segregation") ? fields.Text("segregation") : Default.SegregationText;
        var tolerance = fields.Has("tolerance_minor") ? fields.Integer("tolerance_minor") : Default.ToleranceMinor;
        if (segregation is not "enforced" and not "advisory") fields.Fail("'segregation' is 'enforced' or 'advisory'");
        if (tolerance < 0) fields.Fail("'tolerance_minor' is not negative");
        return fields.Finish(() => new Policy(segregation == "enforced", tolerance));
    }
}
