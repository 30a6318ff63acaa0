using Bookseal.Import.Tables;

namespace Bookseal.Import.Ledgers;

/// <summary>Reads what a person wrote of a journal's columns, and says everything that is wrong with it.</summary>
internal static class LedgerMappingReader
{
    /// <summary>What may be the same in all rows; amounts, dates and ids may not.</summary>
    private static readonly string[] Constant =
    [
        "account",
        "account_type",
        "credit_account",
        "currency",
        "debit_account",
        "description",
        "entity",
        "journal",
        "reference",
    ];

    /// <summary>Says how the directory's own CSVs are laid out, and nothing of a journal of another program.</summary>
    private const string TablesOfDirectory = "tables";

    public static LedgerMapping? Read(string file, byte[] json, ImportFaults faults)
    {
        var known = faults.Faults.Count;
        if (MappingText.Read(file, json, faults) is not { } text)
            return null;
        text.Check(
            "format",
            "columns",
            "constants",
            "sheet",
            "delimiter",
            "decimal_mark",
            "dates",
            "positive",
            "sides",
            "fill_down",
            "totals",
            TablesOfDirectory
        );
        text.Word("format", LedgerMapping.Form);
        var (columns, constants) = (text.Texts("columns"), text.Texts("constants"));
        text.CheckFields(columns, constants, LedgerMapping.Fields, Constant);
        var sides = text.Sides();
        var mapping = new LedgerMapping(file, columns.ToDictionary(InTable), constants.ToDictionary(InTable))
        {
            Sheet = text.Text("sheet"),
            Delimiter = text.Delimiter(),
            DecimalMark = text.DecimalMark(),
            IsDayFirst = text.IsDayFirst(),
            IsCreditPositive = text.Word("positive", "debit", "credit") == "credit",
            Sides = sides,
            FillsDown = text.Flag("fill_down"),
            HasTotals = text.Flag("totals"),
        };
        if (faults.Faults.Count == known)
            CheckWhole(text, columns, [.. columns.Keys, .. constants.Keys]);
        return faults.Faults.Count == known ? mapping : null;
    }

    private static Dictionary<string, string> ToDictionary(
        this Dictionary<string, string> texts,
        Func<string, string> rename
    ) => texts.ToDictionary(text => rename(text.Key), text => text.Value);

    /// <summary>What people write and what journals' tables call it.</summary>
    private static string InTable(string field) => field == "entry_id" ? "id" : field;

    /// <summary>A row has to say when, on which account and how much.</summary>
    private static void CheckWhole(MappingText text, Dictionary<string, string> columns, HashSet<string> all)
    {
        if (!columns.ContainsKey("date"))
            text.Fail("columns", "it names no column for date; add \"date\" with the column's name");
        var isPaired = all.Contains("debit_account") || all.Contains("credit_account");
        if (isPaired && !(all.Contains("debit_account") && all.Contains("credit_account")))
            text.Fail("columns", "of a row with two accounts name both columns, debit_account and credit_account");
        if (isPaired == all.Contains("account"))
            text.Fail(
                "columns",
                isPaired
                    ? "a row has an account, or debit_account and credit_account; leave out what the file has not"
                    : "it names no column for account; add \"account\" with the column's name, or debit_account and "
                        + "credit_account where a row has both"
            );
        var hasSides = columns.ContainsKey("debit") && columns.ContainsKey("credit");
        var hasOneSide = columns.ContainsKey("debit") != columns.ContainsKey("credit");
        if (isPaired && !columns.ContainsKey("amount"))
            text.Fail("columns", "a row with two accounts has one amount; add \"amount\" with the column's name");
        else if (!hasSides && !columns.ContainsKey("amount"))
            text.Fail("columns", "it names no column for amounts; add \"debit\" and \"credit\", or \"amount\"");
        else if (hasOneSide || (hasSides && columns.ContainsKey("amount")))
            text.Fail("columns", "amounts are \"debit\" and \"credit\", or \"amount\"; leave out what does not fit");
    }
}
