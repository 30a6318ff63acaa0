using System.Text;
using Bookseal.Import.BankFiles;
using Bookseal.Import.BooksDirectory;
using Bookseal.Import.Ledgers;
using Bookseal.Import.Tests.BankFiles;
using FsCheck.Fluent;

namespace Bookseal.Import.Tests;

/// <summary>Files of banks and other programs, damaged: read, or refused with places; nothing throws.</summary>
public sealed class HostileFormTests
{
    private static readonly (string Form, byte[] Good)[] Banks =
    [
        (
            BankFile.Camt053,
            Encoding.UTF8.GetBytes(
                Camt053.Of(
                    Camt053.Entry(
                        "50.00",
                        "CRDT",
                        "2026-01-07",
                        Camt053.Details(Camt053.Part("20.00", "A"), Camt053.Part("30.00", "B"))
                    )
                )
            )
        ),
        (
            BankFile.Mt940,
            Encoding.UTF8.GetBytes(
                "{1:F01}{4:\n:20:1\n:25:DE02120300000000202051\n:28C:1/1\n:60F:C251231EUR100,00\n"
                    + ":61:2601070107C50,00NTRFNONREF//B\n:86:166?00A?20EREF+B?32C\n:62F:C260131EUR150,00\n-}\n"
            )
        ),
        (
            BankFile.Ofx,
            Encoding.UTF8.GetBytes(
                "OFXHEADER:100\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM>"
                    + "<ACCTID>1</BANKACCTFROM>"
                    + "<BANKTRANLIST><DTSTART>20260101<DTEND>20260131<STMTTRN><DTPOSTED>20260107"
                    + "<TRNAMT>5<MEMO><FITID>2</STMTTRN>"
                    + "</BANKTRANLIST><LEDGERBAL><BALAMT>9<DTASOF>20260131</LEDGERBAL></STMTRS>"
                    + "</STMTTRNRS></BANKMSGSRSV1></OFX>"
            )
        ),
    ];

    private static readonly byte[] Journal = Encoding.UTF8.GetBytes(
        "journal;id;date;account;debit;credit;currency;name\n"
            + "VT;1;5/1/2026;1000;1.234,50;;EUR;\"A; \"\"B\"\"\"\nVT;1;5/1/2026;4000;;1234,50;EUR;\n"
    );

    [Fact]
    public void BankFiles_Damaged_AreReadOrRefusedWithPlaces() =>
        Property.Holds(
            from form in Gen.Elements(Banks)
            from bytes in Gen.OneOf(Bytes.Damaged(form.Good), Bytes.Random)
            select (form.Form, bytes),
            damage =>
            {
                var (_, faults) = BankFiles.BankFiles.Read(
                    damage.Form,
                    damage.bytes,
                    "DE02120300000000202051,A\n1,B\n"
                );
                return faults.All(fault => fault.StartsWith("file:", StringComparison.Ordinal));
            },
            times: 4000
        );

    private static readonly byte[] Mapping = Encoding.UTF8.GetBytes(
        """
        {"format": "ledger-csv", "columns": {"entry_id": "id", "date": "date", "account": "account", "debit": "debit",
         "credit": "credit"}, "constants": {"description": "A"}, "delimiter": ";", "dates": "dmy", "totals": true}
        """
    );

    [Fact]
    public void Mappings_Damaged_AreReadOrRefusedWithPlaces() =>
        Property.Holds(
            Gen.OneOf(Bytes.Damaged(Mapping), Bytes.Random),
            mapping =>
            {
                var (_, faults) = Ledgers.LedgerFiles.Read(
                    new TableLedgerFile("ledger-csv", "file", Journal) { Mapping = ("map.json", mapping) },
                    Ledgers.LedgerFiles.Profile("2026-01-01", "EUR", "3200"),
                    "1000,Bank,asset,\n4000,Sales,revenue,\n3200,Retained,equity,\n"
                );
                return faults.All(fault =>
                    fault.StartsWith("file:", StringComparison.Ordinal)
                    || fault.StartsWith("map.json:", StringComparison.Ordinal)
                );
            },
            times: 4000
        );

    [Fact]
    public void Journals_Damaged_AreReadOrRefusedWithPlaces() =>
        Property.Holds(
            from form in Gen.Elements<string>([.. TableLedgerFile.Forms])
            from bytes in Gen.OneOf(Bytes.Damaged(Journal), Bytes.Random)
            select (form, bytes),
            damage =>
            {
                var scope = damage.form == TableLedgerFile.Fec ? "journal_and_year" : "company";
                var (_, faults) = Ledgers.LedgerFiles.Read(
                    new TableLedgerFile(damage.form, "file", damage.bytes),
                    Ledgers.LedgerFiles.Profile("2026-01-01", "EUR", "3200", scope),
                    "1000,Bank,asset,\n4000,Sales,revenue,\n"
                );
                return faults.All(fault => fault.StartsWith("file:", StringComparison.Ordinal));
            },
            times: 4000
        );
}
