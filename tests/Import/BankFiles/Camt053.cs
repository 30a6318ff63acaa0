namespace Bookseal.Import.Tests.BankFiles;

/// <summary>A camt.053 made by hand: one statement of January, good as it stands.</summary>
internal static class Camt053
{
    public const string Accounts = "DE02120300000000202051,MAIN\n";

    /// <param name="entries">Between balances of 100.00 on 31 December and 150.00 on 31 January.</param>
    public static string Of(string entries, string summary = "", string closing = "150.00") =>
        $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
            <Acct><Id><IBAN>DE02120300000000202051</IBAN></Id><Ccy>EUR</Ccy></Acct>
            {Balance("OPBD", "100.00", "2025-12-31")}
            {Balance("CLBD", closing, "2026-01-31")}
            {summary}
            {entries}
            </Stmt></BkToCstmrStmt></Document>
            """;

    public static string Balance(string kind, string amount, string day) =>
        $"""<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">{amount}</Amt>"""
        + $"<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>";

    public static string Entry(
        string amount,
        string side,
        string day,
        string rest = "",
        string status = "<Cd>BOOK</Cd>"
    ) =>
        $"""<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{side}</CdtDbtInd><Sts>{status}</Sts>"""
        + $"<BookgDt><Dt>{day}</Dt></BookgDt>{rest}</Ntry>";

    public static string Details(params string[] parts) =>
        $"<NtryDtls>{string.Concat(parts.Select(part => $"<TxDtls>{part}</TxDtls>"))}</NtryDtls>";

    public static string Part(string amount, string id = "") =>
        $"""<Refs><EndToEndId>{id}</EndToEndId></Refs><Amt Ccy="EUR">{amount}</Amt>""";
}
