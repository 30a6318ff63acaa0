using Bookseal.Import.DirectoryTables;
using Bookseal.Import.Ledgers;

namespace Bookseal.Import.BooksDirectory;

/// <summary>assets.csv and prepaids.csv.</summary>
internal static class ScheduleForms
{
    private const string Months = "months|number of months|Monate|Anzahl Monate|mois|nombre de mois|meses|mesi";

    private const string Opening = "opening_accumulated|accumulated at opening|opening accumulated depreciation";

    private const string Expense =
        "expense|expense account|depreciation account|depreciation expense account|Aufwandskonto|AfA-Konto|"
        + "compte de charge|compte de dotation|cuenta de gasto|conto di costo|kostenrekening";

    private const string Positive = "an amount here is what was paid, and has no side";

    private static readonly string[] SideFields = ["side", "debit", "credit"];

    private static readonly IReadOnlyList<(string Field, string Names)> Sides =
    [
        .. SideFields.Select(field => (field, LedgerSynonyms.Names[field])),
    ];

    public static TableForm Assets { get; } =
        new(
            BooksFiles.Assets,
            [
                "id",
                "account",
                "accumulated",
                "expense",
                "cost",
                "residual",
                "currency",
                "in_service",
                "disposal",
                "life_months",
                "method",
                "rate",
                "convention",
                "description",
            ],
            [ScheduleCells.Opening],
            new([
                ("id", "id|asset|asset id|asset no|asset number|Anlagennummer|Inventarnummer|numéro immobilisation"),
                ("account", "account|asset account|Anlagenkonto|compte immobilisation|compte d'immobilisation"),
                (
                    "accumulated",
                    "accumulated|accumulated account|accumulated depreciation account|compte amortissement"
                ),
                ("expense", Expense),
                ("cost", "cost|acquisition cost|purchase price|Anschaffungskosten|valeur d'acquisition|coste|costo"),
                ("residual", "residual|residual value|salvage value|Restwert|valeur résiduelle|valor residual"),
                ("currency", LedgerSynonyms.Names["currency"]),
                ("in_service", "in_service|in service on|in service date|Inbetriebnahme|mise en service"),
                ("disposal", "disposal|disposal date|disposed on|Abgang|Abgangsdatum|date de cession"),
                (
                    "life_months",
                    "life_months|life in months|useful life in months|Nutzungsdauer in Monaten|durée en mois"
                ),
                ("method", "method|depreciation method|AfA-Methode|méthode|método|metodo"),
                ("rate", "rate|depreciation rate|rate percent|AfA-Satz|taux"),
                ("convention", "convention"),
                ("description", DirectoryForms.Text),
                (ScheduleCells.Opening, Opening),
                .. Sides,
            ])
        )
        {
            Dates = ["in_service", "disposal"],
            Amounts = ["cost", "residual", "rate", ScheduleCells.Opening],
            Lackable = ["disposal", "rate", "description"],
            Constant = ["account", "accumulated", "convention", "currency", "expense", "method"],
            Contrary = SideFields,
            ContraryAdvice = Positive,
        };

    public static TableForm Prepaids { get; } =
        new(
            BooksFiles.Prepaids,
            ["id", "account", "expense", "amount", "currency", "start", "end", "months", "convention", "description"],
            [ScheduleCells.Opening],
            new([
                ("id", "id|prepaid|prepaid id|prepaid no"),
                ("account", "account|prepaid account|Abgrenzungskonto|compte de régularisation"),
                ("expense", Expense),
                ("amount", LedgerSynonyms.Names["amount"]),
                ("currency", LedgerSynonyms.Names["currency"]),
                ("start", "start|start date|from|Beginn|von|début|date début|inicio|inizio"),
                ("end", "end|end date|to|until|Ende|bis|fin|date fin|fine"),
                ("months", Months),
                ("convention", "convention"),
                ("description", DirectoryForms.Text),
                (ScheduleCells.Opening, Opening),
                .. Sides,
            ])
        )
        {
            Dates = ["start", "end"],
            Amounts = ["amount", ScheduleCells.Opening],
            Lackable = ["end", "months", "description"],
            Constant = ["account", "convention", "currency", "expense"],
            Contrary = SideFields,
            ContraryAdvice = Positive,
        };
}
