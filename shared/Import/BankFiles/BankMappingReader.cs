using Bookseal.Import.Tables;

namespace Bookseal.Import.BankFiles;

/// <summary>Reads what a person wrote of a bank's columns, and says everything that is wrong with it.</summary>
internal static class BankMappingReader
{
    private static readonly string[] Constant = ["account", "counterparty", "currency", "kind", "text"];

    public static BankMapping? Read(BankMappingFile file, ImportFaults faults)
    {
        var known = faults.Faults.Count;
        if (MappingText.Read(file.Name, file.Json, faults) is not { } text)
            return null;
        text.Check(
            "format",
            "columns",
            "constants",
            "statement",
            "sheet",
            "delimiter",
            "decimal_mark",
            "dates",
            "positive",
            "debits",
            "sides",
            "booked",
            "totals",
            "card"
        );
        text.Word("format", BankFile.Csv);
        var (columns, constants) = (text.Texts("columns"), text.Texts("constants"));
        text.CheckFields(columns, constants, BankMapping.Fields, Constant);
        var mapping = new BankMapping(file.Name, columns, constants)
        {
            Sheet = text.Text("sheet"),
            Delimiter = text.Delimiter(),
            DecimalMark = text.DecimalMark(),
            IsDayFirst = text.IsDayFirst(),
            IsDebitPositive = text.Word("positive", "debit", "credit") == "debit",
            AreDebitsNegative = text.Word("debits", "positive", "negative") is { } sign ? sign == "negative" : null,
            Sides = text.Sides(),
            Booked = text.Text("booked"),
            HasTotals = text.Flag("totals"),
            IsCard = text.Flag("card"),
            Said = SaidIn(text, constants, file.Said),
        };
        if (faults.Faults.Count == known)
            CheckWhole(text, mapping);
        return faults.Faults.Count == known ? mapping : null;
    }

    /// <summary>Options are of one file, and go before what the mapping says of all.</summary>
    private static Dictionary<string, SaidOfStatement> SaidIn(
        MappingText text,
        Dictionary<string, string> constants,
        IReadOnlyDictionary<string, SaidOfStatement> options
    )
    {
        var said = new Dictionary<string, SaidOfStatement>(options);
        foreach (var (word, value) in text.Texts("statement"))
            if (word == "account" || !BankMapping.Words.Contains(word))
                text.Fail($"statement.{word}", "'statement' has from, to, opening and closing, and nothing else");
            else
                said.TryAdd(word, new(value, text.WhereOf($"statement.{word}")));
        if (constants.TryGetValue("account", out var account))
            said.TryAdd("account", new(account, text.WhereOf("constants.account")));
        return said;
    }

    /// <summary>A row has to say when and how much, and somebody of which account, in which currency.</summary>
    private static void CheckWhole(MappingText text, BankMapping mapping)
    {
        var columns = mapping.Columns;
        if (!columns.ContainsKey("date"))
            text.Fail("columns", "it names no column for date; add \"date\" with the column's name");
        if (!columns.ContainsKey("account") && !mapping.Said.ContainsKey("account"))
            text.Fail(
                "constants",
                "nothing says which bank account it is; add \"constants\": {\"account\": \"MAIN\"} with the name that "
                    + "the books have for it, or a column \"account\" with its number"
            );
        else if (columns.ContainsKey("account") && mapping.Said.ContainsKey("account"))
            text.Fail("columns.account", "the account is said beside this column, too; leave out one of them");
        if (!columns.ContainsKey("currency") && !mapping.Constants.ContainsKey("currency"))
            text.Fail(
                "constants",
                "nothing says the currency; add \"constants\": {\"currency\": \"EUR\"} with yours, or a column"
            );
        var hasSides = columns.ContainsKey("debit") && columns.ContainsKey("credit");
        var hasOneSide = columns.ContainsKey("debit") != columns.ContainsKey("credit");
        if (hasOneSide || hasSides == columns.ContainsKey("amount"))
            text.Fail("columns", "amounts are \"amount\", or \"debit\" and \"credit\": name their columns, not both");
        if (columns.ContainsKey("status") != mapping.Booked is not null)
            text.Fail(
                "columns",
                "where rows have a status, name its column \"status\" and add \"booked\": the word for what is booked"
            );
    }
}
