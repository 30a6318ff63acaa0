namespace Bookseal.Storage.Audit;

/// <summary>
/// A fault about the audit chain or its projections, on the way through ports that have no room for one: nothing may be
/// decided on what cannot be read, and who keeps the books wants the code.
/// </summary>
public sealed class ChainRefusedException(Fault fault) : Exception(fault.ToString())
{
    public Fault Fault { get; } = fault;
}

/// <summary>How reading a chain, or the rows that are made from it, is refused.</summary>
public static class ChainCode
{
    public const string EntryEdited = "AUDIT_ENTRY_EDITED";
    public const string Gap = "AUDIT_GAP";
    public const string HeadMismatch = "AUDIT_HEAD_MISMATCH";
    public const string Truncated = "AUDIT_TRUNCATED";

    /// <summary>A row that is made from the chain is missing, unreadable, or not what the chain says.</summary>
    public const string ProjectionDamaged = "PROJECTION_DAMAGED";

    public static ChainRefusedException Refuse(string code, string message) => new(new Fault(code, message));

    /// <summary>The chain itself is whole: its rows can be made again.</summary>
    public static ChainRefusedException DamagedRow(string key, string what) =>
        Refuse(
            ProjectionDamaged,
            $"row {key} {what}; 'bookseal audit verify' says what else is wrong, 'bookseal audit rebuild' makes the "
                + "rows again from the chain"
        );
}
