namespace Bookseal.Books.Values;

/// <summary>One attempt to close one period. It is also the id of the lease that locks the journal (R25).</summary>
public readonly record struct RunId(Guid Value)
{
    public static RunId Of(TenantId tenant, PeriodCode period, int attempt) =>
        new(DerivedId.From("run", tenant.ToString(), period.ToString(), $"{attempt}"));

    public static Result<RunId> Parse(string text) =>
        Guid.TryParseExact(text, "D", out var value)
            ? new RunId(value)
            : new Fault("RUN_INVALID", "a run id is a UUID");

    /// <summary>The lease id that replaces the run's own when phase 5 raises the fence.</summary>
    public Guid FenceLease => DerivedId.From("fence", ToString());

    public Guid ProofId => DerivedId.From("proof", ToString());

    public Guid CertificateId => DerivedId.From("certificate", ToString());

    public override string ToString() => Value.ToString("D");
}
