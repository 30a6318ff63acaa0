using Bookseal.Books.Banking;
using Bookseal.Books.Values;

namespace Bookseal.Cli.Output;

/// <summary>
/// The bank reconciliation: a row an account where the terminal is wide enough, else a row a figure, so that no amount
/// is broken.
/// </summary>
internal static class BankTable
{
    private const int WideFrom = 120;

    public static Table Of(BankReconciliation bank, int width) => width >= WideFrom ? Wide(bank) : Narrow(bank);

    private static Table Wide(BankReconciliation bank)
    {
        var table = HealthView.NewTable([
            "Account",
            "Currency",
            .. bank.Rows.Count > 0 ? Figures(bank.Rows[0]).Select(figure => figure.Name) : [],
            "",
        ]);
        foreach (var row in bank.Rows)
            table.AddRow([
                row.Account.EscapeMarkup(),
                $"{row.Currency}",
                .. Figures(row).Select(figure => figure.Amount),
                Verdict(row),
            ]);
        return table;
    }

    private static Table Narrow(BankReconciliation bank)
    {
        var table = HealthView.NewTable("Account", "Currency", "", "Amount");
        foreach (var row in bank.Rows)
        {
            table.AddRow(row.Account.EscapeMarkup(), $"{row.Currency}", Verdict(row), "");
            foreach (var (name, amount) in Figures(row))
                table.AddRow("", "", name, amount);
        }

        return table;
    }

    private static (string Name, string Amount)[] Figures(BankRow row) =>
        [
            ("Statement", Money.Display(row.StatementMinor, row.Currency)),
            ("In transit", Money.Display(row.DepositsInTransitMinor, row.Currency)),
            ("Outstanding", Money.Display(row.OutstandingChecksMinor, row.Currency)),
            ("Adjusted bank", Money.Display(row.AdjustedBankMinor, row.Currency)),
            ("Adjusted book", Money.Display(row.AdjustedBookMinor, row.Currency)),
        ];

    private static string Verdict(BankRow row)
    {
        if (row.VarianceMinor != 0)
            return "[red]OFF[/]";
        return row.UnrecordedReceiptsMinor == 0 && row.UnrecordedChargesMinor == 0
            ? "[green]ok[/]"
            : "[red]UNRECORDED[/]";
    }
}
