namespace Bookseal.Import.Tests.BankFiles;

/// <summary>What is wrong with a bank's table or its mapping is said with its place, and with what to do.</summary>
public sealed class BankCsvFaultTests
{
    private const string Good =
        "Date;In;Out;Balance\n2026-01-13;5,00;;105,00\n2026-01-14;;2,50;102,50\n2026-01-15;1,00;;103,50\n";

    private static readonly string GoodMapping = BankCsvTests.Mapping(
        "\"credit\":\"In\",\"debit\":\"Out\",\"balance\":\"Balance\"",
        ",\"statement\":{\"closing\":\"103.50\"}"
    );

    [Fact]
    public void Table_AsItIs_IsGood() => Assert.Empty(BankCsvTests.Read(Good, GoodMapping).Faults);

    [Theory]
    [InlineData(";105,00", ";105.00", "file:2:18: AMOUNT_INVALID", "has ',' before its decimals")]
    [InlineData("102,50", "102,40", "file:3:18: BANK_STATEMENT_UNBALANCED", "it is 102.50 EUR. A row is missing")]
    [InlineData("2026-01-14;;2,50;102,50\n", "", "file:3:18: BANK_STATEMENT_UNBALANCED", "export the file anew")]
    [InlineData(";;2,50;", ";1,00;2,50;", "file:3:17: AMOUNT_SIDES", "look whether the columns in map.json")]
    [InlineData(";;2,50;", ";;-2,50;", "file:3:13: AMOUNT_SIDES", "\"debits\": \"negative\"")]
    [InlineData(";;2,50;102,50", ";;;", "file:3:13: BANK_FILE_INVALID", "the row has no amount")]
    [InlineData("2026-01-14", "2026-02-30", "file:3:1: DATE_INVALID", "such as 2026-01-31")]
    [InlineData("2026-01-14", "", "file:3:1: DATE_INVALID", "such as 2026-01-31")]
    [InlineData("Balance", "Saldo", "file:1:1: TABLE_HEADER", "the names of columns as the header")]
    [InlineData("2,50;102,50", "2,50;102,50;x", "file:3:25: TABLE_CELLS", "more cells than the header")]
    [InlineData("1,00;;103,50", "1,00;;", "", "")]
    public void Table_WithAPartReplaced_SaysWhereAndWhatToDo(string part, string instead, string place, string advice)
    {
        Assert.Contains(part, Good, StringComparison.Ordinal);
        Says(Good.Replace(part, instead, StringComparison.Ordinal), GoodMapping, place, advice);
    }

    [Fact]
    public void Amounts_ThatMayBeThousands_AreAsked() =>
        Says(
            "Date,Amount\n2026-01-13,1.500\n",
            BankCsvTests.Mapping("\"amount\":\"Amount\"", ""),
            "file:2:12: AMOUNT_AMBIGUOUS",
            "or write \"decimal_mark\""
        );

    [Fact]
    public void Dates_ThatMayBeReadTwoWays_AreAsked() =>
        Says(
            "Date,Amount\n01/02/2026,1.50\n",
            BankCsvTests.Mapping("\"amount\":\"Amount\"", ""),
            "file:2:1: DATE_AMBIGUOUS",
            "\"dates\": \"dmy\" or \"mdy\" into map.json"
        );

    [Fact]
    public void Signs_TheOtherWayRound_AreTold() =>
        Says(
            "Date,Amount,Balance\n2026-01-13,5.00,95.00\n2026-01-14,2.50,92.50\n",
            BankCsvTests.Mapping("\"amount\":\"Amount\",\"balance\":\"Balance\"", ""),
            "file:3:17: BANK_STATEMENT_UNBALANCED",
            "say \"positive\""
        );

    [Fact]
    public void Side_ThatNobodyKnows_IsAsked() =>
        Says(
            "Date,Amount,Side\n2026-01-13,5.00,Af\n",
            BankCsvTests.Mapping("\"amount\":\"Amount\",\"side\":\"Side\"", ""),
            "file:2:17: AMOUNT_SIDES",
            "\"sides\""
        );

    [Fact]
    public void Balance_ThatIsSaidOfTwoAccounts_IsRefused() =>
        Says(
            "No,Date,Amount\n1,2026-01-13,5.00\n2,2026-01-13,5.00\n",
            """
            {"columns":{"account":"No","date":"Date","amount":"Amount"},"constants":{"currency":"EUR"},
            "statement":{"opening":"1.00"}}
            """,
            "file:1:1: BANK_FILE_INVALID",
            "export each by itself"
        );

    [Fact]
    public void Number_ThatNobodyNamed_SaysTheRowToAdd() =>
        Says(
            "No,Date,Amount\n77,2026-01-13,5.00\n",
            """{"columns":{"account":"No","date":"Date","amount":"Amount"},"constants":{"currency":"EUR"}}""",
            "file:2:1: BANK_ACCOUNT_UNKNOWN",
            "the row 77,MAIN"
        );

    [Fact]
    public void Rows_NoneOfThemBooked_AreNoStatement() =>
        Says(
            "Date,Amount,State\n2026-01-13,5.00,PENDING\n",
            BankCsvTests.Mapping("\"amount\":\"Amount\",\"status\":\"State\"", ",\"booked\":\"COMPLETED\""),
            "file:1:1: BANK_FILE_INVALID",
            "there is no statement in the file"
        );

    [Theory]
    [InlineData("{", "map.json:1:", "this is no JSON")]
    [InlineData("{}", "map.json:1:1: MAPPING_INVALID", "no column for date")]
    [InlineData("""{"columns":{"date":"Date"}}""", "map.json:1:1: MAPPING_INVALID", "which bank account")]
    [InlineData("""{"columns":{"day":"Date"}}""", "map.json:1:19: MAPPING_INVALID", "nothing that a row says")]
    [InlineData("""{"colums":{}}""", "map.json:1:11: MAPPING_INVALID", "means nothing here")]
    [InlineData("""{"format":"ledger-csv"}""", "map.json:1:11: MAPPING_INVALID", "bank-csv")]
    [InlineData("""{"constants":{"amount":"5"}}""", "map.json:1:24: MAPPING_INVALID", "not the same in all rows")]
    [InlineData("""{"statement":{"account":"X"}}""", "map.json:1:25: MAPPING_INVALID", "from, to, opening and closing")]
    [InlineData("""{"booked":7}""", "map.json:1:11: MAPPING_INVALID", "a text between quotes")]
    [InlineData("""{"debits":"minus"}""", "map.json:1:11: MAPPING_INVALID", "negative")]
    public void Mapping_ThatIsNone_SaysWhereAndWhatToWrite(string mapping, string place, string advice) =>
        Says(Good, mapping, place, advice);

    [Theory]
    [InlineData("\"credit\":\"In\"", "", "amounts are")]
    [InlineData("\"credit\":\"In\",\"debit\":\"Out\",\"amount\":\"In\"", "", "amounts are")]
    [InlineData("\"amount\":\"In\",\"account\":\"Out\"", "", "is a column too")]
    [InlineData("\"amount\":\"In\",\"status\":\"Out\"", "", "add \"booked\"")]
    [InlineData("\"amount\":\"In\"", ",\"booked\":\"yes\"", "add \"booked\"")]
    public void Mapping_ThatDoesNotFit_SaysWhatToWrite(string columns, string more, string advice) =>
        Says(Good, BankCsvTests.Mapping(columns, more), "map.json:1:", advice);

    [Theory]
    [InlineData("\"closing\":\"103.50\"", "\"closing\":\"103.40\"", "map.json:1:", "BANK_STATEMENT_UNBALANCED")]
    [InlineData("\"closing\":\"103.50\"", "\"opening\":\"1,5\"", "map.json:1:", "AMOUNT_INVALID")]
    [InlineData("\"closing\":\"103.50\"", "\"from\":\"1.1.2026\"", "map.json:1:", "DATE_INVALID")]
    [InlineData("\"closing\":\"103.50\"", "\"to\":\"2026-01-01\"", "file:4:18: STATEMENT_DATES", "before it begins")]
    public void Statement_AsTheMappingHasIt_IsHeldAgainstTheFile(
        string part,
        string instead,
        string place,
        string advice
    ) => Says(Good, GoodMapping.Replace(part, instead, StringComparison.Ordinal), place, advice);

    [Fact]
    public void Form_WithoutAMapping_AsksForOne()
    {
        var (_, faults) = BankFiles.Read(Import.BankFiles.BankFile.Csv, Good, "1,MAIN\n");
        Assert.Contains("MAPPING_MISSING", Assert.Single(faults), StringComparison.Ordinal);
    }

    /// <summary>An empty place: the file is good.</summary>
    private static void Says(string text, string mapping, string place, string advice)
    {
        var (_, faults) = BankCsvTests.Read(text, mapping);
        if (place.Length == 0)
        {
            Assert.Empty(faults);
            return;
        }

        Assert.StartsWith(place, faults[0], StringComparison.Ordinal);
        Assert.Contains(advice, faults[0], StringComparison.Ordinal);
    }
}
