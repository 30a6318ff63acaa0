using System.Text;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Tasks;

/// <summary>The small company of two people, with the standard checklist and a machine that is depreciated.</summary>
internal static class ChecklistBooks
{
    /// <param name="moreItems">Rows of subledgers.csv that came later.</param>
    /// <param name="cost">Of the machine, over twelve months.</param>
    public static ImportedBooks Read(string moreItems = "", string cost = "120.00", string checklist = "{}")
    {
        var files = SmallBooks.Files.ToDictionary();
        files[BooksFiles.Checklist] = Bytes(checklist);
        files[BooksFiles.Accounts] = Append(
            BooksFiles.Accounts,
            "1500,Machines,asset,\n1590,Depreciation of machines,asset,contra\n6100,Depreciation,expense,\n"
        );
        files[BooksFiles.Assets] = Bytes(
            "id,account,accumulated,expense,cost,residual,currency,in_service,disposal,life_months,method,rate,"
                + "convention,description\n"
                + $"M-1,1500,1590,6100,{cost},0.00,USD,2026-01-01,,12,straight-line,,full-month,Press\n"
        );
        files[BooksFiles.Subledgers] = Append(BooksFiles.Subledgers, moreItems);
        var faults = new ImportFaults();
        return BooksReader.Read(files, SmallBooks.Bookkeeper, faults)
            ?? throw new InvalidOperationException($"the test books are wrong: {faults.Faults[0]}");
    }

    private static byte[] Append(string file, string more) =>
        Bytes(Encoding.UTF8.GetString(SmallBooks.Files[file]) + more);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
