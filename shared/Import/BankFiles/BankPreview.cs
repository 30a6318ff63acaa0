using Bookseal.Books.Banking;
using Bookseal.Books.Company;

namespace Bookseal.Import.BankFiles;

/// <summary>What a mapping makes of a bank's table, before it is imported.</summary>
public sealed record BankPreview(IReadOnlyList<DeliveredStatement> Statements, IReadOnlyList<Fault> Faults)
{
    /// <summary>Any number will do as an account: which it is in the books is asked of an import.</summary>
    public static BankPreview Of(string name, byte[] content, BankMappingFile mapping, CompanyProfile profile)
    {
        var faults = new ImportFaults();
        var units = new KnownUnits(profile, []);
        var file = BankFile.Read(BankFile.Csv, name, content, BankAccountNumbers.Any, units, faults, mapping);
        return new(file?.Statements ?? [], faults.Faults);
    }
}
