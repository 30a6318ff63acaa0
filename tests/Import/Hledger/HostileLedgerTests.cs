using System.Text;
using System.Text.RegularExpressions;
using FsCheck.Fluent;

namespace Bookseal.Import.Tests.Hledger;

/// <summary>Whatever the file holds, the answer is books or faults with line and column; never an exception.</summary>
public sealed partial class HostileLedgerTests
{
    private static readonly string[] Cells =
    [
        "",
        "0",
        "-0",
        "1",
        "-12.50",
        "12,50",
        "1e3",
        "99999999999999999999999999999",
        "0.000000000000000000000000000001",
        "USD",
        "$",
        "€",
        "usd",
        "(Assets:X)",
        "[]",
        "Assets",
        ":",
        "Assets:\"x\"",
        " Assets",
        "Kasse",
        "\ud83d\ude00",
        "0001-01-01",
        "9999-12-31",
        "2026-13-01",
        "2025-06-01",
        "date:2026-02-02",
        "[2026-02-02]",
        "a\nb",
        "a,b",
        "x\0y",
    ];

    private static readonly byte[] Good = new Ledger()
        .Add("2025-11-30", "Before", "Assets:Bank|7.00|USD", "Expenses:Rent|-7.00|USD")
        .Add("2026-01-05", "Sale \"x\"", "Assets:Bank|12.50|USD", "Income:Sales|-12.50|USD")
        .Add(
            "2026-02-05",
            "Two\nlines",
            "Assets:Hours|4.62|VACHR",
            "Assets:Euro|1|€",
            "Income:Work|-4.62|VACHR",
            "Income:Work|-1|€"
        )
        .Bytes;

    [Fact]
    public void Read_RandomBytes_NeverThrows() => Property.Holds(Bytes.Random, ReadsOrFaults, times: 2000);

    [Fact]
    public void Read_RandomBytesBehindTheHeader_NeverThrows() =>
        Property.Holds(
            Bytes.Random,
            bytes => ReadsOrFaults([.. Encoding.UTF8.GetBytes(Ledger.Header), .. bytes]),
            times: 2000
        );

    [Fact]
    public void Read_ALedgerDamaged_NeverThrows() => Property.Holds(Bytes.Damaged(Good), ReadsOrFaults, times: 3000);

    /// <summary>Damage that keeps the form of the file gets deeper into the reader than bytes do.</summary>
    [Fact]
    public void Read_ALedgerOfOddCells_NeverThrows() =>
        Property.Holds(
            from rows in (
                from cells in Gen.Elements(Cells).ArrayOf(14)
                from index in Gen.Choose(1, 2)
                from usual in Gen.Choose(0, 9)
                select Row(cells, index, usual < 7)
            ).NonEmptyListOf()
            select Encoding.UTF8.GetBytes(Ledger.Header + string.Concat(rows)),
            ReadsOrFaults,
            times: 3000
        );

    private static string Row(string[] cells, int index, bool isUsual)
    {
        if (isUsual)
            (cells[0], cells[1], cells[4], cells[5], cells[7], cells[9]) = (
                $"{index}",
                "2026-01-05",
                "",
                "x",
                "Assets:Bank",
                "USD"
            );
        return string.Join(',', cells.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))
            + "\n";
    }

    private static bool ReadsOrFaults(byte[] bytes)
    {
        var faults = new ImportFaults();
        var books = new Ledger().Read(bytes, faults);
        var lines = bytes.Count(value => value is (byte)'\n' or (byte)'\r') + 1;
        return (books is null) != faults.IsEmpty
            && faults.Faults.Count <= Limits.ImportFaults
            && faults.Faults.All(fault =>
                Place().Match(fault.Where ?? "") is { Success: true } place
                && int.TryParse(place.Groups[1].Value, out var line)
                && line >= 1
                && line <= lines
            )
            && books?.Entries.Listed().All(entry => entry.Imbalances.Count == 0) != false;
    }

    [GeneratedRegex(@"^ledger\.csv:([0-9]+):[1-9][0-9]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
