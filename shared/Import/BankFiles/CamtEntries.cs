namespace Bookseal.Import.BankFiles;

/// <summary>
/// The entries of one camt.053 statement. A batch whose details have amounts that come to the entry's is taken apart;
/// any other entry stays one line.
/// </summary>
internal sealed class CamtEntries(StatementDesk desk, CamtAmounts amounts)
{
    private readonly List<long> _amounts = [];

    /// <summary>Of all entries, also of those that are pending: summaries count them.</summary>
    public IReadOnlyList<long> Amounts => _amounts;

    public IEnumerable<DraftEntry> Read(Element entry)
    {
        var where = desk.Where(entry.Line, entry.Column);
        var amount = amounts.Signed(entry);
        _amounts.Add(amount);
        if ((entry.TextOf("Sts/Cd") ?? entry.TextOf("Sts")) is { } status && status != "BOOK")
        {
            desk.Note("BANK_PENDING_LEFT_OUT", "these entries are not booked yet, and left out", where);
            return [];
        }

        Element[] details = [.. entry.All("NtryDtls").SelectMany(part => part.All("TxDtls"))];
        var parts = details.Select(detail => PartOf(detail, amount < 0)).ToList();
        if (
            details.Length > 1
            && !parts.Contains(null)
            && parts.Aggregate((Int128)0, (all, part) => all + part!.Value) == amount
        )
        {
            desk.Note("BANK_BATCH_SPLIT", "batches are taken apart into their transactions", where);
            return details.Zip(parts, (detail, part) => LineOf(entry, detail, part!.Value, where)).ToList();
        }

        if (details.Length > 1 || Announced(entry) > 1)
            desk.Note(
                "BANK_BATCH_WHOLE",
                "batches stay one line each, as no details with amounts that come to theirs are given",
                where
            );
        return [LineOf(entry, details.Length == 1 ? details[0] : null, amount, where)];
    }

    private static long Announced(Element entry) =>
        entry
            .All("NtryDtls")
            .Select(part => long.TryParse(part.TextOf("Btch/NbOfTxs"), out var number) ? number : 0)
            .DefaultIfEmpty(0)
            .Max();

    /// <summary>Null where a detail has no amount in the account's currency.</summary>
    private long? PartOf(Element detail, bool isDebit)
    {
        Element?[] stated = [detail.Find("Amt"), detail.Find("AmtDtls/TxAmt/Amt")];
        return stated.FirstOrDefault(amount => amount?.Currency == $"{amounts.Currency}") is not { } found
            ? null
            : amounts.Plain(found) * (amounts.IsDebit(detail, isDebit) ? -1 : 1);
    }

    private DraftEntry LineOf(Element entry, Element? detail, long amount, string where)
    {
        var bankReference =
            detail?.TextOf("Refs/AcctSvcrRef") ?? entry.TextOf("AcctSvcrRef") ?? entry.TextOf("NtryRef");
        var reference = BankWords.Reference(
            detail?.TextOf("Refs/EndToEndId"),
            detail?.TextOf("Refs/ChqNb"),
            bankReference
        );
        var other = amount < 0 ? "Cdtr" : "Dbtr";
        IEnumerable<string?> remittance = detail is null
            ? []
            :
            [
                .. detail.Find("RmtInf")?.All("Ustrd").Select(text => text.Text) ?? [],
                detail.TextOf("RmtInf/Strd/CdtrRefInf/Ref"),
            ];
        var description = BankWords.Describe(
            [
                detail?.TextOf($"RltdPties/{other}/Nm") ?? detail?.TextOf($"RltdPties/{other}/Pty/Nm"),
                BankWords.OneLine(string.Join(' ', remittance)),
                detail?.TextOf("AddtlTxInf"),
                entry.TextOf("AddtlNtryInf"),
            ],
            reference,
            bankReference
        );
        return new(DayOf(entry, "BookgDt"), DayOf(entry, "ValDt"), amount, reference, description, where);
    }

    private DateOnly? DayOf(Element entry, string name) =>
        CamtReader.DayOf(entry, $"{name}/Dt", desk) ?? CamtReader.DayOf(entry, $"{name}/DtTm", desk);
}
