using Bookseal.Books.Banking;
using Bookseal.Import.Tables;

namespace Bookseal.Import.BankFiles;

/// <summary>What a bank's file of statements says.</summary>
/// <param name="Notes">What was left out, taken as a whole or assumed: a person should know of it.</param>
public sealed record BankFile(
    string Format,
    Digest Sha256,
    IReadOnlyList<DeliveredStatement> Statements,
    IReadOnlyList<Fault> Notes
)
{
    /// <summary>How options and the audit chain name the forms.</summary>
    public const string Camt053 = "camt053";
    public const string Mt940 = "mt940";
    public const string Ofx = "ofx";

    internal const string Invalid = "BANK_FILE_INVALID";
    internal const string TooLarge = "BANK_FILE_TOO_LARGE";

    public static bool IsFormat(string? format) => format is Camt053 or Mt940 or Ofx;

    /// <summary>Null where there are faults; each has file, line and column.</summary>
    public static BankFile? Read(
        string format,
        string name,
        byte[] content,
        BankAccountNumbers accounts,
        KnownUnits units,
        ImportFaults faults
    )
    {
        var desk = new StatementDesk(name, accounts, units, faults);
        var text = TextDecoding.Decode(content);
        switch (format)
        {
            case Camt053:
                CamtReader.Read(text, desk);
                break;
            case Mt940:
                Mt940Reader.Read(text, desk);
                break;
            default:
                OfxReader.Read(text, desk);
                break;
        }

        if (desk.Statements.Count == 0 && faults.IsEmpty)
            faults.Add($"{name}:1:1", Invalid, $"there is no statement in the file; is it {format}?");
        return faults.IsEmpty ? new(format, Digest.Of(content), desk.Statements, desk.Notes) : null;
    }
}
