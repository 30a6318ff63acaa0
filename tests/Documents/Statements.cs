using System.Globalization;
using Bookseal.Documents;

namespace Bookseal.Documents.Tests;

/// <summary>Statements of the kinds that a month's close prints.</summary>
internal static class Statements
{
    private const string Company = "Nordlicht Handels GmbH";

    public static Document IncomeStatement { get; } =
        new(
            Company,
            "Income statement",
            "For the month ended 31 January 2026",
            [Income("EUR"), Income("USD")],
            [
                "Amounts in whole currency units and cents; expenses are shown positive, losses and contra "
                    + "revenue in parentheses.",
                "The comparative columns show the same periods of the preceding year as they were "
                    + "certified. No amount is translated from one currency into another; each currency is a "
                    + "statement of its own, "
                    + "and differences of exchange on settlement are part of “Other income”.",
            ]
        );

    public static Document BalanceSheet { get; } =
        new(
            Company,
            "Balance sheet",
            "As of 31 January 2026",
            [
                new(
                    "EUR",
                    "",
                    [new("31 January 2026"), new("31 December 2025")],
                    [
                        DocumentRow.Heading("Assets"),
                        DocumentRow.Heading("Current assets", 1),
                        DocumentRow.Line("Cash and cash equivalents", 2, "412,902.18", "388,120.00"),
                        DocumentRow.Line("Trade receivables", 2, "1,204,377.50", "1,310,024.11"),
                        DocumentRow.Line("Allowance for doubtful accounts", 2, "(18,250.00)", "(18,250.00)"),
                        DocumentRow.Line("Inventories", 2, "96,120.44", "101,873.90"),
                        DocumentRow.Subtotal("Total current assets", 1, "1,695,150.12", "1,781,768.01"),
                        DocumentRow.Heading("Non-current assets", 1),
                        DocumentRow.Line("Property, plant and equipment, at cost", 2, "880,000.00", "880,000.00"),
                        DocumentRow.Line("Accumulated depreciation", 2, "(211,666.67)", "(204,333.33)"),
                        DocumentRow.Subtotal("Total non-current assets", 1, "668,333.33", "675,666.67"),
                        DocumentRow.Total("Total assets", "2,363,483.45", "2,457,434.68"),
                        DocumentRow.Heading("Liabilities and equity"),
                        DocumentRow.Line("Trade payables", 1, "640,118.20", "731,006.90"),
                        DocumentRow.Line("Value added tax payable", 1, "88,301.77", "104,220.00"),
                        DocumentRow.Subtotal("Total liabilities", 1, "728,419.97", "835,226.90"),
                        DocumentRow.Line("Subscribed capital", 1, "250,000.00", "250,000.00"),
                        DocumentRow.Line("Retained earnings", 1, "1,372,207.78", "1,372,207.78"),
                        DocumentRow.Line("Result for the period", 1, "12,855.70", "–"),
                        DocumentRow.Subtotal("Total equity", 1, "1,635,063.48", "1,622,207.78"),
                        DocumentRow.Total("Total liabilities and equity", "2,363,483.45", "2,457,434.68"),
                    ]
                ),
            ],
            ["Unaudited."]
        );

    public static Document Ageing { get; } =
        new(
            Company,
            "Aged receivables",
            "As of 31 January 2026",
            [
                new(
                    "EUR",
                    "Customer",
                    [
                        .. new[]
                        {
                            "Not due",
                            "1–30 days",
                            "31–60 days",
                            "61–90 days",
                            "91–120 days",
                            "Over 120 days",
                            "Total",
                        }.Select(heading => new DocumentColumn(heading)),
                    ],
                    [
                        .. Enumerable
                            .Range(1, 24)
                            .Select(i =>
                                DocumentRow.Line(
                                    $"{20_000 + 7 * i} {Customers[i % Customers.Length]}",
                                    0,
                                    [
                                        Amount(i * 1_234_567L),
                                        Amount(i % 3 * 456_789L),
                                        Amount(i % 4 * 31_200L),
                                        Amount(-(i % 5) * 8_700L),
                                        "–",
                                        Amount(i % 7 * 1_999L),
                                        Amount(i * 1_301_001L),
                                    ]
                                )
                            ),
                        DocumentRow.Total(
                            "Total",
                            "370,370.10",
                            "109,629.36",
                            "11,232.00",
                            "(4,176.00)",
                            "–",
                            "1,399.30",
                            "390,300.30"
                        ),
                    ]
                ),
            ],
            []
        );

    private static string[] Customers =>
        ["Müller & Söhne KG", "Café Zürich SA", "Brontë Books Ltd", "Škoda Dílna s.r.o. (Praha)", "Ünal Ticaret"];

    public static Document TrialBalance(int accounts) =>
        new(
            Company,
            "Trial balance",
            "For the month ended 31 January 2026",
            [
                new(
                    "EUR",
                    "Account",
                    [new("Opening balance"), new("Debit"), new("Credit"), new("Closing balance")],
                    [
                        .. Enumerable
                            .Range(0, accounts)
                            .Select(i =>
                                DocumentRow.Line(
                                    $"{1000 + 25 * i} {Accounts[i % Accounts.Length]}",
                                    0,
                                    Amount((i * 7_919L % 400_000 - 200_000) * 10),
                                    Amount(i * 104_729L % 9_000_000),
                                    Amount(i * 15_485_863L % 9_000_000),
                                    Amount((i * 31L % 211 - 90) * 55_555)
                                )
                            ),
                        DocumentRow.Total("Total", "–", "1,904,112.09", "1,904,112.09", "–"),
                    ]
                ),
            ],
            []
        );

    private static string[] Accounts =>
        [
            "Petty cash",
            "Bank, current account",
            "Trade receivables",
            "Prepaid expenses",
            "Accrued liabilities",
            "Deferred revenue",
            "Cost of goods sold, third parties",
        ];

    public static Document Ledger(int entries) =>
        new(
            Company,
            "General ledger",
            "For the month ended 31 January 2026",
            [
                new(
                    "EUR",
                    "Date",
                    [
                        new("Entry", IsAmount: false),
                        new("Account", IsAmount: false),
                        new("Description", IsAmount: false),
                        new("Debit"),
                        new("Credit"),
                    ],
                    [
                        .. Enumerable
                            .Range(0, entries)
                            .Select(i =>
                                DocumentRow.Line(
                                    $"2026-01-{1 + i * 31 / entries:D2}",
                                    0,
                                    $"JE-{i:D6}",
                                    $"{1000 + i % 60 * 25} {Accounts[i % Accounts.Length]}",
                                    $"Invoice {90_000 + i} of " + $"{Customers[i % Customers.Length]}{Settlement(i)}",
                                    i % 2 == 0 ? Amount(i * 77_777L % 10_000_000) : "",
                                    i % 2 == 0 ? "" : Amount(i * 77_777L % 10_000_000)
                                )
                            ),
                    ]
                ),
            ],
            []
        );

    private static string Settlement(int invoice) =>
        invoice % 9 == 0 ? ", partial delivery, settled against the prepayment of last month" : "";

    public static string Amount(long minor) =>
        minor switch
        {
            0 => "–",
            < 0 => $"({(-minor / 100m).ToString("N2", CultureInfo.InvariantCulture)})",
            _ => (minor / 100m).ToString("N2", CultureInfo.InvariantCulture),
        };

    private static DocumentTable Income(string currency) =>
        new(
            currency,
            "",
            [new("January 2026"), new("Year to date 2026"), new("January 2025"), new("Year to date 2025")],
            [
                DocumentRow.Heading("Revenue"),
                DocumentRow.Line("Sales of goods", 1, "1,204,500.00", "1,204,500.00", "1,100,210.00", "1,100,210.00"),
                DocumentRow.Line("Services", 1, "88,120.00", "88,120.00", "91,004.50", "91,004.50"),
                DocumentRow.Line("Returns and allowances", 1, "(12,004.10)", "(12,004.10)", "(9,120.00)", "(9,120.00)"),
                DocumentRow.Subtotal("Net revenue", 0, "1,280,615.90", "1,280,615.90", "1,182,094.50", "1,182,094.50"),
                DocumentRow.Line("Cost of sales", 0, "801,220.33", "801,220.33", "760,118.20", "760,118.20"),
                DocumentRow.Subtotal("Gross profit", 0, "479,395.57", "479,395.57", "421,976.30", "421,976.30"),
                DocumentRow.Heading("Operating expenses"),
                DocumentRow.Line("Salaries and wages", 1, "288,000.00", "288,000.00", "271,500.00", "271,500.00"),
                DocumentRow.Line("Rent", 1, "24,000.00", "24,000.00", "24,000.00", "24,000.00"),
                DocumentRow.Line(
                    "Cloud infrastructure and third-party software licences of all departments",
                    1,
                    "61,204.87",
                    "61,204.87",
                    "48,990.10",
                    "48,990.10"
                ),
                DocumentRow.Line("Depreciation", 1, "7,333.34", "7,333.34", "7,333.34", "7,333.34"),
                DocumentRow.Subtotal(
                    "Total operating expenses",
                    0,
                    "380,538.21",
                    "380,538.21",
                    "351,823.44",
                    "351,823.44"
                ),
                DocumentRow.Line("Other income", 0, "1,250.00", "1,250.00", "–", "–"),
                DocumentRow.Total("Net income", "100,107.36", "100,107.36", "70,152.86", "70,152.86"),
            ]
        );
}
