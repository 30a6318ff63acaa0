using System.Text;

namespace Bookseal.Books.Values;

/// <summary>
/// UUIDs that follow from names (RFC 9562 version 8: the first 122 free bits of a SHA-256). Derived ids let a resumed
/// close find what it had made before, and let the same books closed twice give the same bytes.
/// </summary>
public static class DerivedId
{
    public static Guid From(params ReadOnlySpan<string> parts)
    {
        // The unit separator cannot occur in any of the parts, so ("a", "bc") and ("ab", "c") differ.
        var bytes = Digest.Of(Encoding.UTF8.GetBytes(string.Join('\u001f', parts.ToArray()))).ToArray().AsSpan(0, 16);
        bytes[6] = (byte)(bytes[6] & 0x0f | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3f | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}

/// <summary>
/// A period's UUID, derived from tenant and code; <see cref="PeriodCode"/> is its alias within the tenant.
/// </summary>
public readonly record struct PeriodId(Guid Value)
{
    public static PeriodId Of(TenantId tenant, PeriodCode period) =>
        new(DerivedId.From("period", tenant.ToString(), period.ToString()));

    public override string ToString() => Value.ToString("D");
}

/// <summary>One attempt to close one period. It is also the id of the lease that locks the journal (R25).</summary>
public readonly record struct RunId(Guid Value)
{
    public static RunId Of(TenantId tenant, PeriodCode period, int attempt) =>
        new(DerivedId.From("run", tenant.ToString(), period.ToString(), $"{attempt}"));

    public static Result<RunId> Parse(string text) =>
        Guid.TryParseExact(text, "D", out var value) && value.ToString("D") == text
            ? new RunId(value)
            : new Fault("RUN_INVALID", "a run id is a UUID");

    /// <summary>The lease id that replaces the run's own when phase 5 raises the fence.</summary>
    public Guid FenceLease => DerivedId.From("fence", ToString());

    /// <summary>
    /// The lease ids of a round: a run that was sent back from its certification goes on under new ones, so that
    /// nothing of an earlier round that is still in flight can land.
    /// </summary>
    public (Guid Posting, Guid Fence) LeasesOf(int round) =>
        round == 0
            ? (Value, FenceLease)
            : (DerivedId.From("round", ToString(), $"{round}"), DerivedId.From("round-fence", ToString(), $"{round}"));

    /// <summary>Every lease id that the run may ever have had.</summary>
    public IEnumerable<Guid> Leases
    {
        get
        {
            for (var round = 0; round <= Limits.DeclinedRounds; round++)
            {
                yield return LeasesOf(round).Posting;
                yield return LeasesOf(round).Fence;
            }
        }
    }

    public Guid ProofId => DerivedId.From("proof", ToString());

    public Guid CertificateId => DerivedId.From("certificate", ToString());

    public override string ToString() => Value.ToString("D");
}
