using Bookseal.Books.Accounts;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Import.Tables;

namespace Bookseal.Import.Ledgers;

/// <summary>
/// A journal as a table: the French FEC, DATEV's booking batch, what Xero, QuickBooks and GnuCash export, or any with
/// columns of usual names.
/// </summary>
public sealed record TableLedgerFile(string Form, string Name, byte[] Content) : LedgerFile(Name, Content)
{
    public override string Form { get; } = Form;

    /// <summary>Whether of dates such as 5/1/25 the day comes first; null where nobody said.</summary>
    public bool? IsDayFirst { get; init; }

    /// <summary>What parts decimals where no amount of the file tells.</summary>
    public char? DoubtfulMark { get; init; }

    /// <summary>Beside a file of lines, what is said once for an entry: its date.</summary>
    public (string Name, byte[] Content)? Headers { get; init; }

    /// <summary>A person's word on which column is what; of <see cref="LedgerMapping.Form"/> alone.</summary>
    public (string Name, byte[] Content)? Mapping { get; init; }

    internal override IEnumerable<(string What, byte[] Content)> Beside
    {
        get
        {
            if (Headers is var (_, headers))
                yield return ("headers", headers);
            if (Mapping is var (_, mapping))
                yield return ("mapping", mapping);
        }
    }

    /// <summary>It is shown and not imported: nobody asks what kinds of accounts it names.</summary>
    internal bool IsPreview { get; init; }

    public const string Fec = LedgerLayout.Fec;

    /// <summary>Those that leave open what parts decimals.</summary>
    public static IReadOnlyList<string> FormsOfAnyMark { get; } =
    [.. LedgerLayout.Forms.Where(form => form != LedgerLayout.Datev)];

    public static IReadOnlyList<string> Forms => LedgerLayout.Forms;

    internal override LedgerBooks Read(
        CompanyProfile profile,
        ChartOfAccounts defined,
        EntryDates dates,
        PersonId postedBy,
        ImportFaults faults
    )
    {
        if (Form == LedgerLayout.Datev)
        {
            var text = TextDecoding.Decode(Content);
            var header = DatevHeader.Read(Name, text, faults);
            var persons = new LedgerAccounts(defined, Known.Chart, AccountTyping.Datev)
            {
                Digits = header?.Digits ?? 0,
            };
            var batch = new LedgerDesk(this, profile, persons, dates, postedBy, faults);
            if (header is not null)
                new DatevReader(batch, header).Read(text);
            return batch.Finish();
        }

        var mapping = Mapping is var (written, json) ? LedgerMapping.Read(written, json, faults) : null;
        var layout = mapping is null ? LedgerLayout.Of(Form) : LedgerLayout.Of(mapping);
        var accounts = new LedgerAccounts(defined, Known.Chart, IsPreview ? AccountTyping.Unasked : layout.Typing);
        var desk = new LedgerDesk(this, profile, accounts, dates, postedBy, faults);
        if (Mapping is not null && mapping is null)
            return desk.Finish();
        if (Form == LedgerLayout.Fec && profile.IdScope != IdScopeKind.JournalAndYear)
            faults.Add(
                $"{Name}:1:1",
                "ID_SCOPE_REQUIRED",
                "a FEC counts its entries by journal and year, and next year's have the same numbers: write "
                    + "\"id_scope\": \"journal_and_year\" in bookseal.json"
            );
        else if (
            TableSource.Of(Name, Content, mapping?.Sheet, faults) is { } source
            && Table.Read(Name, source, layout.Columns, layout.Required, faults, said: mapping?.Words) is { } table
        )
            new TableLedgerReader(desk, layout, this, mapping).Read(table);
        return desk.Finish();
    }
}
