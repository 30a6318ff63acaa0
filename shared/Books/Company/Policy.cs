using Bookseal.Books.Values;

namespace Bookseal.Books.Company;

/// <summary>The company's own rules of closing. Pinned by a run when it starts and sealed into the bag.</summary>
/// <param name="EnforceSegregation">
/// The certifier must not have prepared the period; otherwise a breach is only recorded.
/// </param>
/// <param name="ToleranceMinor">
/// The balance, in minor units, that a suspense or clearing account may keep without a warning.
/// </param>
public sealed record Policy(bool EnforceSegregation, long ToleranceMinor)
{
    public static Policy Default { get; } = new(true, 0);

    public string SegregationText => EnforceSegregation ? "enforced" : "advisory";

    /// <summary>An approver may decertify a closed period and open it again.</summary>
    public bool AllowReopen { get; init; }

    /// <summary>A fiscal year's last period is locked as soon as it is sealed: it can never be opened again.</summary>
    public bool LockYearEnd { get; init; }

    /// <summary>How many persons sign a close's proof, the certifier being one of them.</summary>
    public int Signatures { get; init; } = 1;

    /// <summary>
    /// The change of a period's net income after the review of management, in minor units, that reopens the review;
    /// null where the company names none.
    /// </summary>
    public long? MaterialityMinor { get; init; }

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("lock_year_end", LockYearEnd),
            ("materiality_minor", MaterialityMinor is { } materiality ? (JsonValue)materiality : null),
            ("reopen", AllowReopen ? "approver" : "never"),
            ("segregation", SegregationText),
            ("signatures", Signatures == 1 ? null : (JsonValue)Signatures),
            ("tolerance_minor", ToleranceMinor)
        );

    public static Result<Policy> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "COMPANY_INVALID");
        var locks = fields.Has("lock_year_end") ? fields.Boolean("lock_year_end") : Default.LockYearEnd;
        var materiality = fields.Has("materiality_minor") ? fields.Integer("materiality_minor") : (long?)null;
        var reopen = fields.Has("reopen") ? fields.Text("reopen") : "never";
        var segregation = fields.Has("segregation") ? fields.Text("segregation") : Default.SegregationText;
        var signatures = fields.Has("signatures") ? fields.Integer("signatures") : Default.Signatures;
        var tolerance = fields.Has("tolerance_minor") ? fields.Integer("tolerance_minor") : Default.ToleranceMinor;
        if (reopen is not "approver" and not "never")
            fields.Fail("'reopen' is 'approver' or 'never'");
        if (segregation is not "enforced" and not "advisory")
            fields.Fail("'segregation' is 'enforced' or 'advisory'");
        if (signatures is < 1 or > Limits.Signatures)
            fields.Fail($"'signatures' is 1 to {Limits.Signatures}");
        if (materiality < 0)
            fields.Fail("'materiality_minor' is not negative");
        if (tolerance < 0)
            fields.Fail("'tolerance_minor' is not negative");
        return fields.Finish(() =>
            new Policy(segregation == "enforced", tolerance)
            {
                AllowReopen = reopen == "approver",
                LockYearEnd = locks,
                MaterialityMinor = materiality,
                Signatures = (int)signatures,
            }
        );
    }
}

/// <summary>
/// data/inputs/policy.json: what of the company's profile the verdict depends on, with the policy that the run pinned.
/// </summary>
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

    /// <summary>Where the items of the subledgers come from.</summary>
    public SubledgerRules Subledgers { get; init; } = SubledgerRules.None;

    /// <summary>Where the company's days begin and end; null in bags of rules that do not say.</summary>
    public string? TimeZone { get; init; }

    /// <summary>What no later close may see otherwise: it stands in the certificate, too.</summary>
    public JsonObject Founding() =>
        JsonObject.Of(
            ("base_currency", BaseCurrency.ToString()),
            ("books_start", Dates.Text(BooksStart)),
            ("fiscal_year_end_month", Calendar.EndMonth)
        );

    public byte[] ToBytes() =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("base_currency", BaseCurrency.ToString()),
                ("books_start", Dates.Text(BooksStart)),
                ("fiscal_year_end_month", Calendar.EndMonth),
                ("name", Name),
                ("policy", Policy.ToJson()),
                ("retained_earnings", RetainedEarnings.ToString()),
                ("subledgers", Subledgers.ToJson()),
                ("tenant", Tenant.ToString()),
                ("time_zone", TimeZone)
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
        )
        {
            Subledgers = profile.Subledgers,
            TimeZone = profile.TimeZone,
        };

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
                var subledgers = fields.OptionalObject("subledgers", SubledgerRules.FromJson) ?? SubledgerRules.None;
                var tenant = fields.Text("tenant", TenantId.Parse);
                var zone = fields.OptionalText("time_zone");
                if (endMonth is < 1 or > 12)
                    fields.Fail("'fiscal_year_end_month' is 1 to 12");
                return fields.Finish(() =>
                    new ClosePolicy(tenant, name, currency, start, new FiscalCalendar((int)endMonth), retained, policy)
                    {
                        Subledgers = subledgers,
                        TimeZone = zone,
                    }
                );
            });
}

/// <summary>
/// How long sealed proofs are kept from change. The store's affair, and no part of a verdict: it is not in the payload.
/// </summary>
/// <param name="Years">Whole fiscal years after the one that the period belongs to.</param>
/// <param name="IsLocked">The policy can only be extended, by nobody's hand shortened: a mistake is permanent.</param>
public sealed record ProofRetention(int Years, bool IsLocked)
{
    /// <summary>No date is behind the next.</summary>
    private const int LastYear = 9998;

    public static ProofRetention Default { get; } = new(10, false);

    /// <summary>
    /// The instant until which the proof of a period is kept: so many years after the end of its fiscal year.
    /// </summary>
    public DateTimeOffset EndOf(PeriodCode period, FiscalCalendar calendar) =>
        new(
            calendar.LastMonthOf(Math.Min(calendar.YearOf(period) + Years, LastYear)).LastDay.AddDays(1),
            TimeOnly.MinValue,
            TimeSpan.Zero
        );

    public JsonObject ToJson() => JsonObject.Of(("lock", IsLocked), ("years", Years));

    public static Result<ProofRetention> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "COMPANY_INVALID");
        var locks = fields.Has("lock") ? fields.Boolean("lock") : Default.IsLocked;
        var years = fields.Has("years") ? fields.Integer("years") : Default.Years;
        if (years is < 1 or > Limits.RetentionYears)
            fields.Fail($"'years' is 1 to {Limits.RetentionYears}");
        return fields.Finish(() => new ProofRetention((int)years, locks));
    }
}
