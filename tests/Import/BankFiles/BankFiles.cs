using System.Text;
using Bookseal.Books.Banking;
using Bookseal.Import.BankFiles;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Import.Tests.BankFiles;

/// <summary>Reads files of banks with accounts and units that a test names.</summary>
internal static class BankFiles
{
    /// <summary>The file, or its faults as <c>file:line:column: CODE message</c>.</summary>
    public static (BankFile? File, IReadOnlyList<string> Faults) Read(
        string format,
        byte[] content,
        string accounts,
        params string[] units
    )
    {
        return Read(format, content, accounts, null, units);
    }

    /// <summary>A table by a mapping; the bank's numbers 1 and 2 are MAIN and OTHER.</summary>
    public static (BankFile? File, IReadOnlyList<string> Faults) ReadCsv(
        byte[] content,
        string mapping,
        IReadOnlyDictionary<string, SaidOfStatement> said
    ) => Read(BankFile.Csv, content, "1,MAIN\n2,OTHER\n", new("map.json", Encoding.UTF8.GetBytes(mapping), said), []);

    private static (BankFile? File, IReadOnlyList<string> Faults) Read(
        string format,
        byte[] content,
        string accounts,
        BankMappingFile? mapping,
        string[] units
    )
    {
        var faults = new ImportFaults();
        var numbers = BankAccountNumbers.Read(Encoding.UTF8.GetBytes($"number,account\n{accounts}"), faults);
        Assert.Empty(faults.Faults);
        var profile = BooksReader.ReadProfile(new SmallBooks().Files[BooksFiles.Profile]).Value;
        var known = new KnownUnits(profile, units.Select(unit => Books.Values.Currency.Parse(unit).Value));
        var file = BankFile.Read(format, "file", content, numbers, known, faults, mapping);
        Assert.Equal(faults.IsEmpty, file is not null); // all or nothing
        return (file, [.. faults.Faults.Select(fault => $"{fault.Where}: {fault.Code} {fault.Message}")]);
    }

    public static (BankFile? File, IReadOnlyList<string> Faults) Read(string format, string text, string accounts) =>
        Read(format, Encoding.UTF8.GetBytes(text), accounts);

    public static long Net(this DeliveredStatement statement) =>
        statement.Transactions.Sum(transaction => transaction.AmountMinor);

    /// <summary>What it comes to: opening, money in, money out, closing.</summary>
    public static (long Opening, long In, long Out, long Closing) Sums(this DeliveredStatement statement) =>
        (
            statement.Balances!.Value.OpeningMinor,
            statement.Transactions.Sum(each => Math.Max(0, each.AmountMinor)),
            statement.Transactions.Sum(each => Math.Max(0, -each.AmountMinor)),
            statement.Balances.Value.ClosingMinor
        );
}
