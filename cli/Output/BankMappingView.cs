using Bookseal.Books.Banking;
using Bookseal.Books.Values;
using Bookseal.Import.BankFiles;
using Bookseal.Import.Tables;

namespace Bookseal.Cli.Output;

/// <summary>What a proposed mapping takes from a bank's file, and the first transactions of it.</summary>
internal static class BankMappingView
{
    private const int Shown = 10;
    private const int AmountWidth = 18;

    public static void Write(Terminal terminal, MappingView.Place place, MappingProposal proposal, BankPreview preview)
    {
        if (terminal.IsJson)
            Terminal.WriteJson(
                JsonObject.Of([
                    .. MappingView.Members(place, proposal, preview.Faults),
                    ("statements", new JsonArray(preview.Statements.Select(ToJson))),
                ])
            );
        else
            foreach (var line in Lines(place, proposal, preview))
                terminal.Out.WriteLine(line);
    }

    private static JsonObject ToJson(DeliveredStatement statement) =>
        JsonObject.Of(
            ("account", statement.Account),
            ("currency", $"{statement.Currency}"),
            ("from", Dates.Text(statement.From)),
            ("to", Dates.Text(statement.To)),
            ("opening", statement.Balances?.OpeningMinor),
            ("closing", statement.Balances?.ClosingMinor),
            ("transactions", statement.Transactions.Count)
        );

    private static IEnumerable<string> Lines(MappingView.Place place, MappingProposal proposal, BankPreview preview)
    {
        foreach (var line in MappingView.Lines(place, proposal, preview.Faults))
            yield return line;
        if (preview.Statements.Count == 0)
            yield return "It makes no statement yet.";
        foreach (var line in preview.Statements.SelectMany(LinesOf))
            yield return line;
        yield return $"Then: bookseal import {place.Directory} {place.File} --format {BankFile.Csv} --mapping "
            + $"{place.Mapping}; a journal is read by --format ledger-csv";
    }

    private static IEnumerable<string> LinesOf(DeliveredStatement statement)
    {
        var currency = statement.Currency;
        yield return $"{statement.Account} in {currency}, {Dates.Text(statement.From)} to {Dates.Text(statement.To)}, "
            + (
                statement.Balances is var (opening, closing)
                    ? $"from {Money.Display(opening, currency)} to {Money.Display(closing, currency)}"
                    : "without balances"
            )
            + $"; the first {Math.Min(Shown, statement.Transactions.Count)} of {statement.Transactions.Count}:";
        foreach (var each in statement.Transactions.Take(Shown))
            yield return $"{Dates.Text(each.Date)} {Money.Display(each.AmountMinor, currency), AmountWidth}  "
                + $"{each.Reference} {each.Description}".TrimEnd();
    }
}
