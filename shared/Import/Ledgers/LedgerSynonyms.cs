using Bookseal.Import.Tables;

namespace Bookseal.Import.Ledgers;

/// <summary>
/// How programs call the columns of their journals, in several languages; the likelier name of a field comes first.
/// </summary>
internal static class LedgerSynonyms
{
    private static readonly (string Field, string Names)[] All =
    [
        (
            "debit_account",
            "debit account|account debit|debit account number|dr account|Sollkonto|Konto Soll|Soll-Konto|KtSoll|"
                + "compte débit|compte débiteur|cuenta debe|cuenta cargo|conto dare|debetrekening|debitkonto"
        ),
        (
            "credit_account",
            "credit account|account credit|credit account number|cr account|Habenkonto|Konto Haben|Haben-Konto|"
                + "KtHaben|compte crédit|compte créditeur|cuenta haber|cuenta abono|conto avere|creditrekening|"
                + "kreditkonto"
        ),
        (
            "entry_id",
            "entry_id|entry|entry no|entry number|journal entry|journal entry id|journal no|journal number|"
                + "journal_id|transaction_id|transaction|transaction no|transaction number|trans no|trans #|txn id|"
                + "voucher|voucher no|voucher number|posting id|Buchungsnummer|Buchungs-Nr|Buchungsnr|Belegnummer|"
                + "Beleg-Nr|Belegnr|Vorgangsnummer|numéro écriture|n° écriture|no écriture|numéro de pièce|n° pièce|"
                + "asiento|número de asiento|nº asiento|numero registrazione|n. registrazione|boekstuknummer|boekstuk|"
                + "boekingsnummer|verifikationsnummer|ver.nr|bilagsnummer|document no|document number|id|nr|no|num|"
                + "number|numéro|número|numero"
        ),
        (
            "date",
            "date|entry_date|posting_date|posted|posted on|transaction_date|journal date|gl date|accounting date|"
                + "effective date|Buchungsdatum|Buchungstag|Datum|Belegdatum|date comptable|date écriture|"
                + "date d'écriture|fecha|fecha asiento|fecha contable|data|data registrazione|data lançamento|"
                + "boekdatum|boekingsdatum|bokföringsdatum|bogføringsdato|dato|document date|voucher date|day"
        ),
        (
            "account",
            "account|account_code|account number|account no|account id|gl account|gl code|ledger account|"
                + "nominal code|nominal account|acct|acct no|Konto|Kontonummer|Konto-Nr|Kontonr|Sachkonto|compte|"
                + "numéro de compte|n° compte|compte général|cuenta|código cuenta|cuenta contable|conto|codice conto|"
                + "conta|rekening|grootboekrekening|grootboek|kontonummer|account_name"
        ),
        (
            "account_name",
            "account_name|account title|account description|name of account|nominal name|Kontobezeichnung|Kontoname|"
                + "libellé compte|intitulé compte|intitulé du compte|nombre cuenta|descripción cuenta|"
                + "descrizione conto|rekeningnaam|kontonavn|kontonamn"
        ),
        ("account_type", "account_type|type of account|account class|Kontoart|type de compte|tipo cuenta"),
        (
            "debit",
            "debit|debits|debit amount|amount debit|dr|dr amount|Soll|Sollbetrag|Betrag Soll|débit|montant débit|"
                + "debe|cargo|dare|débito|debet|debetbedrag"
        ),
        (
            "credit",
            "credit|credits|credit amount|amount credit|cr|cr amount|Haben|Habenbetrag|Betrag Haben|crédit|"
                + "montant crédit|haber|abono|avere|crédito|creditbedrag|kredit"
        ),
        (
            "amount",
            "amount|net_amount|net|signed amount|value|base amount|amount in base currency|amount lcy|Betrag|Umsatz|"
                + "montant|importe|importo|valor|bedrag|beløb|belopp"
        ),
        (
            "side",
            "side|dr_cr|dr/cr|debit/credit|debit credit|d/c|posting_type|sign|S/H|Soll/Haben|"
                + "Soll/Haben-Kennzeichen|sens|debe/haber|d/h|dare/avere|debet/credit|af/bij"
        ),
        (
            "description",
            "description|memo|narration|narrative|text|details|particulars|comment|comments|entry description|"
                + "Buchungstext|Text|Beschreibung|Verwendungszweck|libellé|libellé écriture|concepto|descripción|"
                + "descrizione|causale|descrição|omschrijving|tekst|beskrivelse"
        ),
        ("currency", "currency|currency_code|ccy|cur|Währung|WKZ|devise|monnaie|moneda|divisa|valuta|moeda"),
        (
            "reference",
            "reference|ref|reference no|ref no|document|doc no|document no|document number|invoice|invoice no|"
                + "invoice number|Belegfeld 1|Belegnummer|Beleg|Referenz|référence|pièce|n° pièce|referencia|"
                + "documento|riferimento|referentie|factuurnummer"
        ),
        (
            "entity",
            "entity|name|contact|customer|supplier|vendor|party|counterparty|partner|customer/vendor|Geschäftspartner|"
                + "Kunde|Lieferant|tiers|tercero|cliente|fornitore|relatie"
        ),
        (
            "journal",
            "journal|journal_code|journal name|book|Journal|Buchungskreis|code journal|diario|giornale|dagboek|diário"
        ),
    ];

    public static FieldNames Names { get; } = new(All);
}
