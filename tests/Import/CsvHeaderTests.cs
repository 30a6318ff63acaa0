using System.Text;
using Bookseal.Import.Csv;

namespace Bookseal.Import.Tests;

/// <summary>A header that is not the one wanted: the message names what was found, at its place.</summary>
public sealed class CsvHeaderTests
{
    private static readonly string[] Header = ["entry_id", "date", "description", "amount"];

    [Theory]
    [InlineData("entry_id;date;description;amount", 9, "cells are separated by ';' here; save with commas")]
    [InlineData("\"entry_id\";\"date\";\"description\";\"amount\"", 11, "save with commas and decimal points")]
    [InlineData("entry_id\tdate\tdescription\tamount", 9, "cells are separated by tabs here")]
    [InlineData("Entry_ID\tDate\tDescription\tAmount", 9, "cells are separated by tabs here")]
    [InlineData("entry_id|date|description|amount", 9, "cells are separated by '|' here")]
    [InlineData("id|day|text, long|amount", 3, "cells are separated by '|' here")]
    [InlineData("sep=,", 1, "delete it, the header comes first")]
    [InlineData("\"sep=;\"", 1, "is a line for spreadsheets only")]
    public void Read_AnotherSeparator_IsNamed(string line, int column, string said) => Says(line, column, said);

    [Theory]
    [InlineData("entry_id,date,amount", 15, "column 3, 'description', is missing; \"amount\" stands in its place")]
    [InlineData("entry_id,date,description", 26, "column 4, 'amount', is missing")]
    [InlineData("entry_id,date,valuta,description,amount", 15, "column 3, \"valuta\", is one too many")]
    [InlineData("entry_id,date,description,amount,booked by", 34, "column 5, \"booked by\", is one too many")]
    [InlineData("entry_id,description,date,amount", 10, "column 2 is \"description\", where 'date' belongs")]
    [InlineData("amount,entry_id,date,description", 1, "put the columns in order")]
    [InlineData("entry_id,Date,description,amount", 10, "column 2 is \"Date\"; write 'date'")]
    [InlineData("ENTRY ID,DATE,DESCRIPTION,AMOUNT", 1, "column 1 is \"ENTRY ID\"; write 'entry_id'")]
    [InlineData("entry_id,date,desciption,amount", 15, "column 3 is \"desciption\"; write 'description'")]
    [InlineData("entry_id,date,description,amuont", 27, "column 4 is \"amuont\"; write 'amount'")]
    [InlineData("entry_id,\"a, b\",description,amount", 10, "column 2 is \"a, b\", where 'date' belongs")]
    [InlineData("entry_id,date,description,amount,,", 34, "2 empty columns follow 'amount' (trailing commas)")]
    [InlineData("entry_id,date,description,amount,", 34, "1 empty columns follow 'amount' (trailing commas)")]
    [InlineData("", 1, "there is no header")]
    public void Read_AnotherColumn_IsNamed(string line, int column, string said) => Says(line, column, said);

    [Fact]
    public void Read_AHeaderWithoutEnd_IsShownInPart()
    {
        var fault = Fault(new string('x', 39) + "\U0001f600" + new string('y', 10_000));
        Assert.InRange(fault.Message.Length, 1, 300);
    }

    private static void Says(string line, int column, string said)
    {
        var fault = Fault(line);
        Assert.Equal(($"f.csv:1:{column}", "CSV_HEADER"), (fault.Where, fault.Code));
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "the first line must be: entry_id,date,description,amount",
            fault.Message,
            StringComparison.Ordinal
        );
    }

    private static Fault Fault(string line)
    {
        var faults = new ImportFaults();
        Assert.Empty(CsvFile.Read("f.csv", Encoding.UTF8.GetBytes(line + "\r\n1,2,3,4\r\n"), Header, faults));
        return Assert.Single(faults.Faults);
    }
}
