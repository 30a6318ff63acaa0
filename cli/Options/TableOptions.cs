using System.CommandLine;
using System.CommandLine.Parsing;
using Bookseal.Import.DirectoryTables;

namespace Bookseal.Cli.Options;

/// <summary>
/// <c>--dates</c> and <c>--decimals</c>: what a table leaves open, of the file that is named, else of the CSVs of the
/// books directory.
/// </summary>
internal static class TableOptions
{
    private static readonly Option<string?> Dates = new("--dates")
    {
        Description = "How dates like 5/1/25 are meant: DD/MM/YYYY (dmy) or MM/DD/YYYY (mdy)",
    };

    private static readonly Option<string?> Decimals = new("--decimals")
    {
        Description = "What parts decimals where no amount of a file tells: comma or point",
    };

    public static void AddTo(Command command)
    {
        command.Add(Dates);
        command.Add(Decimals);
    }

    /// <summary>What was said of dates such as 5/1/25; commands without the option say nothing.</summary>
    public static string? OrderOf(ParseResult parse) => parse.GetValue(Dates);

    /// <summary>Whether decimals were said, which not every form leaves open.</summary>
    public static bool SaysDecimals(CommandResult parse) => parse.GetValue(Decimals) is not null;

    /// <summary><c>USAGE</c>.</summary>
    public static Result<TableWishes> WishesOf(ParseResult parse) =>
        TableWishes.Parse(parse.GetValue(Dates), parse.GetValue(Decimals));
}
