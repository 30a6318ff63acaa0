namespace Bookseal.Books.Company;

/// <summary>The company's own rules of closing. Pinned by a run when it starts and sealed into the bag.</summary>
/// <param name="EnforceSegregation">The certifier must not have prepared the period; otherwise a breach is only recorded.</param>
/// <param name="ToleranceMinor">The balance, in minor units, that a suspense or clearing account may keep without a warning.</param>
public sealed record Policy(bool EnforceSegregation, long ToleranceMinor)
{
    public static Policy Default { get; } = new(true, 0);

    public string SegregationText => EnforceSegregation ? "enforced" : "advisory";

    /// <summary>An approver may withdraw the certificate of a closed period and open it again.</summary>
    public bool AllowReopen { get; init; }

    /// <summary>A fiscal year's last period is locked as soon as it is sealed: it can never be opened again.</summary>
    public bool LockYearEnd { get; init; }

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("lock_year_end", LockYearEnd),
            ("reopen", AllowReopen ? "approver" : "never"),
            ("segregation", SegregationText),
            ("tolerance_minor", ToleranceMinor)
        );

    public static Result<Policy> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "COMPANY_INVALID");
        var locks = fields.Has("lock_year_end") ? fields.Boolean("lock_year_end") : Default.LockYearEnd;
        var reopen = fields.Has("reopen") ? fields.Text("reopen") : "never";
        var segregation = fields.Has("segregation") ? fields.Text("segregation") : Default.SegregationText;
        var tolerance = fields.Has("tolerance_minor") ? fields.Integer("tolerance_minor") : Default.ToleranceMinor;
        if (reopen is not "approver" and not "never")
            fields.Fail("'reopen' is 'approver' or 'never'");
        if (segregation is not "enforced" and not "advisory")
            fields.Fail("'segregation' is 'enforced' or 'advisory'");
        if (tolerance < 0)
            fields.Fail("'tolerance_minor' is not negative");
        return fields.Finish(() =>
            new Policy(segregation == "enforced", tolerance) { AllowReopen = reopen == "approver", LockYearEnd = locks }
        );
    }
}
