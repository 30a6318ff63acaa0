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

    /// <summary>Any table, by a mapping of its columns.</summary>
    public const string Csv = "bank-csv";

    internal const string Invalid = "BANK_FILE_INVALID";
    internal const string TooLarge = "BANK_FILE_TOO_LARGE";
    internal const string Unbalanced = "BANK_STATEMENT_UNBALANCED";

    /// <summary>Of the mapping by which it was read, if it was: the chain has it, too.</summary>
    public Digest? MappingSha256 { get; init; }

    public static bool IsFormat(string? format) => format is Camt053 or Mt940 or Ofx or Csv;

    /// <summary>Null where there are faults; each has file, line and column.</summary>
    /// <param name="mapping">Of <see cref="Csv"/>, which needs it (<c>MAPPING_MISSING</c>).</param>
    public static BankFile? Read(
        string format,
        string name,
        byte[] content,
        BankAccountNumbers accounts,
        KnownUnits units,
        ImportFaults faults,
        BankMappingFile? mapping = null
    )
    {
        var desk = new StatementDesk(name, accounts, units, faults);
        var text = format == Csv ? "" : TextDecoding.Decode(content);
        switch (format)
        {
            case Camt053:
                CamtReader.Read(text, desk);
                break;
            case Mt940:
                Mt940Reader.Read(text, desk);
                break;
            case Csv:
                ReadCsv(content, desk, mapping);
                break;
            default:
                OfxReader.Read(text, desk);
                break;
        }

        if (desk.Statements.Count == 0 && faults.IsEmpty)
            faults.Add($"{name}:1:1", Invalid, $"there is no statement in the file; is it {format}?");
        return faults.IsEmpty
            ? new(format, Digest.Of(content), desk.Statements, [.. desk.Notes, .. accounts.Notices])
            {
                MappingSha256 = mapping is null ? null : Digest.Of(mapping.Json),
            }
            : null;
    }

    private static void ReadCsv(byte[] content, StatementDesk desk, BankMappingFile? file)
    {
        if (file is null)
            desk.Faults.Add(
                desk.Where(1, 1),
                "MAPPING_MISSING",
                $"{Csv} is read by a mapping of its columns: name it with --mapping, or send it as a part 'mapping'; "
                    + "'bookseal init DIR --from FILE' proposes one"
            );
        else if (BankMapping.Read(file, desk.Faults) is { } mapping)
            BankCsvReader.Read(content, desk, mapping);
    }
}
