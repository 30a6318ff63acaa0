using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Import.Tests.DirectoryTables;

/// <summary>A way to write a CSV of a books directory that is not its plain form, and says the same.</summary>
internal sealed record Spelling(
    char Delimiter,
    char Decimal,
    bool HasGroups,
    string Dates,
    string Encoding,
    string LineEnd,
    int Order,
    bool IsSigned,
    bool HasMore
)
{
    public static Gen<Spelling> Any { get; } =
        from delimiter in Gen.Elements(',', ';', '\t', '|')
        from mark in Gen.Elements('.', ',')
        from hasGroups in Gen.Elements(true, false)
        from dates in Gen.Elements("yyyy-MM-dd", "dd/MM/yyyy", "d.M.yyyy")
        from encoding in Gen.Elements("utf-8", "utf-8 bom", "utf-16le bom", "utf-16be bom", "utf-16le", "windows-1252")
        from lineEnd in Gen.Elements("\n", "\r\n")
        from order in Gen.Choose(1, 1_000_000)
        from isSigned in Gen.Elements(true, false)
        from hasMore in Gen.Elements(true, false)
        select new Spelling(delimiter, mark, hasGroups, dates, encoding, lineEnd, order, isSigned, hasMore);

    /// <summary>The same file, written so.</summary>
    public byte[] Of(byte[] plain)
    {
        var rows = CsvRows.Of(System.Text.Encoding.UTF8.GetBytes(WithCrlf(System.Text.Encoding.UTF8.GetString(plain))));
        var table = rows.Skip(1).Select(row => rows[0].Zip(row).ToDictionary(cell => cell.First, cell => cell.Second));
        var header = rows[0].ToList();
        if (IsSigned && header.Contains("debit"))
            header = [.. header.Except(["debit", "credit"]), "amount"];
        if (HasMore)
            header = [.. header, "Colour of money", "Steuersatz"];
        var random = new Random(Order);
        header = [.. header.OrderBy(_ => random.Next())];
        var text = string.Concat(
            table
                .Select(row => header.Select(column => Cell(row, column)))
                .Prepend(header)
                .Select(row => string.Join(Delimiter, row.Select(Quoted)) + LineEnd)
        );
        return Bytes(text);
    }

    private string Cell(Dictionary<string, string> row, string column)
    {
        if (column == "amount" && row.TryGetValue("debit", out var debit))
            return debit.Length > 0 ? Amount(debit) : Amount($"-{row["credit"]}");
        if (!row.TryGetValue(column, out var cell))
            return column == "Steuersatz" ? "19,0 %" : "red\u20ac";
        if (DateOnly.TryParseExact(cell, "yyyy-MM-dd", out var date))
            return date.ToString(Dates, CultureInfo.InvariantCulture);
        return Regex.IsMatch(cell, @"^-?\d+\.\d\d$") ? Amount(cell) : cell;
    }

    private string Amount(string cell)
    {
        var groups = Decimal == '.' ? "," : ".";
        var whole = cell[..cell.IndexOf('.', StringComparison.Ordinal)];
        if (HasGroups)
            whole = Regex.Replace(whole, @"(?<=\d)(?=(\d{3})+$)", groups);
        return whole + Decimal + cell[(cell.IndexOf('.', StringComparison.Ordinal) + 1)..];
    }

    private string Quoted(string cell) =>
        cell.Contains(Delimiter) || cell.Contains('"') || cell.Contains('\n')
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;

    private byte[] Bytes(string text)
    {
        var encoding = Encoding.Split(' ')[0] switch
        {
            "utf-16le" => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
            "utf-16be" => new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
            "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
            _ => System.Text.Encoding.UTF8,
        };
        return encoding.GetBytes(Encoding.EndsWith("bom", StringComparison.Ordinal) ? $"\ufeff{text}" : text);
    }

    private static string WithCrlf(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);
}
