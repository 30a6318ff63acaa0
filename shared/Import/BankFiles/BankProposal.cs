using Bookseal.Books.Values;
using Bookseal.Import.Tables;

namespace Bookseal.Import.BankFiles;

/// <summary>Proposes the mapping of a bank's table.</summary>
public static class BankProposal
{
    /// <summary>What stands for the account as long as nobody has named it.</summary>
    private const string SomeAccount = "MAIN";

    /// <summary><c>TABLE_HEADER</c> for what is no table.</summary>
    /// <param name="own">Of the books: what an account is in whose table names no currency.</param>
    public static Result<MappingProposal> Of(string file, byte[] content, Currency own)
    {
        var faults = new ImportFaults();
        if (TableSource.Of(file, content, null, faults) is not { } source)
            return faults.Faults[0];
        if (Table.Guess(source, BankSynonyms.Names.Known) is not var (header, delimiter))
            return MappingProposal.NoTable(file);
        var choice = new BankColumns([.. header.Select(cell => cell.Text)]);
        choice.Choose();
        var habits = BankHabits.Of(file, source, delimiter, choice);
        if (choice.Has("status") && habits.Booked is null)
            choice.ForgetStatus(habits.Statuses);
        return MappingProposal.Of(
            BankFile.Csv,
            choice,
            [.. Constants(choice, own), .. habits.Members(delimiter)],
            habits.Questions
        );
    }

    private static IEnumerable<string> Constants(ColumnChoice choice, Currency own)
    {
        var constants = new List<string>();
        if (!choice.Has("account"))
            constants.Add($"\"account\": \"{SomeAccount}\"");
        if (!choice.Has("currency"))
            constants.Add($"\"currency\": \"{own}\"");
        return constants.Count > 0 ? [$"\"constants\": {{{string.Join(", ", constants)}}}"] : [];
    }
}
