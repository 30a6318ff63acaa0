using Bookseal.Import.Tables;

namespace Bookseal.Import.Ledgers;

/// <summary>Proposes the mapping of a journal.</summary>
public static class LedgerProposal
{
    /// <summary><c>TABLE_HEADER</c> for what is no table.</summary>
    public static Result<MappingProposal> Of(string file, byte[] content)
    {
        var faults = new ImportFaults();
        if (TableSource.Of(file, content, null, faults) is not { } source)
            return faults.Faults[0];
        if (Table.Guess(source, LedgerSynonyms.Names.Known) is not var (header, delimiter))
            return MappingProposal.NoTable(file);
        var choice = new LedgerColumns([.. header.Select(cell => cell.Text)]);
        choice.Choose();
        var told = FileHabits.Of(file, source, delimiter, choice);
        return MappingProposal.Of(LedgerMapping.Form, choice, told.Members(delimiter), told.Questions);
    }
}
