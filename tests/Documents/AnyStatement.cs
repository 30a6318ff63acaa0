using Bookseal.Documents;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Documents.Tests;

/// <summary>
/// Generates documents of any shape: no tables, no columns, no rows, texts of any length and character, any order of
/// row styles.
/// </summary>
internal static class AnyStatement
{
    private static readonly Gen<string> Prose =
        from words in Gen.Elements(
                "Cash",
                "a",
                "–",
                "and",
                "Rechnungsabgrenzungsposten",
                "(net)",
                "é€…",
                "日本",
                "x\ny",
                "\\",
                new string('W', 90),
                ""
            )
            .UpTo(12)
        select string.Join(' ', words);

    private static readonly Gen<string> Label = Gen.Frequency(
        (4, Gen.Elements("Cash", "Trade receivables", "")),
        (2, Prose),
        (1, Bookseal.Tests.Text.Free)
    );

    private static readonly Gen<string> Amount = Gen.Frequency(
        (5, Gen.Choose(-99_999_999, 99_999_999).Select(minor => Statements.Amount(minor))),
        (1, Gen.Elements("", "–", "12.5 %", new string('9', 250))),
        (1, Bookseal.Tests.Text.Free)
    );

    private static readonly Gen<DocumentTable> Table =
        from caption in Label
        from heading in Label
        from columns in (
            from text in Label
            from isAmount in Gen.Elements(true, true, false)
            select new DocumentColumn(text, isAmount)
        ).UpTo(12)
        from rows in Row(columns).UpTo(60)
        select new DocumentTable(caption, heading, columns, rows);

    public static Gen<Document> Any { get; } =
        from company in Prose
        from title in Label
        from period in Label
        from tables in Table.UpTo(3)
        from notes in Prose.UpTo(3)
        select new Document(company, title, period, tables, notes);

    private static Gen<T[]> UpTo<T>(this Gen<T> items, int most) =>
        Gen.Choose(0, most).SelectMany(count => items.ArrayOf(count));

    private static Gen<DocumentRow> Row(DocumentColumn[] columns) =>
        from style in Gen.Elements(Enum.GetValues<RowStyle>())
        from indent in Gen.Elements(0, 0, 1, 2, 3, -1, 40, int.MaxValue)
        from label in Label
        from cells in Gen.CollectToArray(columns, column => column.IsAmount ? Amount : Label)
        select new DocumentRow(style, indent, label, style == RowStyle.Heading ? [] : cells);
}
