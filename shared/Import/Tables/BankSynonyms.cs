namespace Bookseal.Import.Tables;

/// <summary>How banks call the columns of what they export.</summary>
internal static class BankSynonyms
{
    public static FieldNames Names { get; } =
        new([
            (
                "value_date",
                "value date|Valuta|Valutadatum|Wertstellung|Wertstellungsdatum|Wert|date valeur|date de valeur|"
                    + "fecha valor|data valuta|rentedatum|valutadag"
            ),
            (
                "date",
                "booking date|Buchungstag|Buchungsdatum|date|posting date|posted date|posted|date posted|"
                    + "transaction date|day|completed date|Datum|Buchung|date comptable|date opération|"
                    + "date de l'opération|date d'opération|date op|fecha|fecha operación|fecha de operación|"
                    + "data contabile|data|data operazione|boekdatum|boekingsdatum|bokföringsdag|bokføringsdato|dato"
            ),
            (
                "account",
                "account number|account no|own account|account iban|IBAN Auftragskonto|Auftragskonto|IBAN/BBAN|"
                    + "numéro de compte|número de cuenta|rekeningnummer"
            ),
            (
                "amount",
                "amount|transaction amount|net amount|Betrag|Betrag (EUR)|Betrag (€)|Betrag in EUR|Umsatz|"
                    + "Umsatz in EUR|montant|montant (EUR)|importe|importo|valor|bedrag|bedrag (EUR)|belopp|beløb"
            ),
            (
                "debit",
                "debit|debits|debit amount|paid out|money out|withdrawal|withdrawals|withdrawal amount|"
                    + "withdrawal amt.|out|spent|Soll|Belastung|Lastschrift|débit|cargo|cargos|addebiti|dare|uitgaven"
            ),
            (
                "credit",
                "credit|credits|credit amount|paid in|money in|deposit|deposits|deposit amount|deposit amt.|in|"
                    + "received|Haben|Gutschrift|crédit|abono|abonos|accrediti|avere|inkomsten"
            ),
            (
                "side",
                "side|debit/credit|credit/debit|dr/cr|cr/dr|d/c|c/d|credit debit indicator|Soll/Haben|"
                    + "Soll/Haben-Kennzeichen|S/H|sens|debe/haber|af bij|debet/credit"
            ),
            ("currency", "currency|currency code|ccy|Währung|Waehrung|devise|moneda|divisa|muntsoort|munt"),
            (
                "balance",
                "balance|running balance|account balance|balance after|closing balance|Saldo|Kontostand|"
                    + "Saldo nach Buchung|Saldo in EUR|solde|saldo na mutatie|saldo na trn|bokfört saldo"
            ),
            (
                "counterparty",
                "counterparty|counterparty name|other party|payee|payer|merchant|beneficiary|name|Name|"
                    + "Beguenstigter/Zahlungspflichtiger|Begünstigter/Zahlungspflichtiger|"
                    + "Auftraggeber/Empfänger|Empfänger/Auftraggeber|Auftraggeber / Begünstigter|"
                    + "Name Zahlungsbeteiligter|Zahlungsempfänger|Zahlungspflichtiger|Empfänger|Auftraggeber|tiers|"
                    + "bénéficiaire|beneficiario|naam tegenpartij|tegenpartij"
            ),
            (
                "text",
                "description|details|text|memo|narrative|narration|particulars|transaction description|"
                    + "remittance information|Verwendungszweck|Buchungsdetails|Betreff|libellé|libellé opération|"
                    + "concepto|descripción|descrizione|causale|omschrijving|naam / omschrijving|mededelingen"
            ),
            (
                "kind",
                "type|transaction type|Buchungstext|Umsatzart|Umsatztyp|Vorgang|type opération|type d'opération|"
                    + "mutatiesoort"
            ),
            (
                "reference",
                "reference|ref|transaction id|end to end id|EndToEndId|End-to-End-Referenz|"
                    + "Kundenreferenz (End-to-End)|Kundenreferenz|Referenz|référence|referencia|riferimento|"
                    + "transactiereferentie|cheque number|check number|cheque no|chq./ref.no.|id"
            ),
            ("status", "status|state|Buchungsstatus|statut|estado|stato"),
        ]);
}
