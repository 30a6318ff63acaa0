using Bookseal.Books.Guards;
using Bookseal.Books.Health;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Cli.Output;

/// <summary>The health check as an accountant reads it.</summary>
internal static class HealthView
{
    public static void Write(IAnsiConsole console, HealthReport report)
    {
        console.Write(new Rule($"[bold]Pre-close health check  {report.Books.Period}[/]").LeftJustified());
        WriteSubledgers(console, report);
        WriteSuspense(console, report);
        WriteTotals(console, report);
        console.MarkupLine($"\n[bold]Period activity[/]  {report.Books.Fold.Entries} entries, {report.Books.Fold.Lines} lines, {report.Books.Fold.CountOf(EntryKind.Adjusting)} adjusting, {report.Books.Fold.CountOf(EntryKind.Reversing)} reversing");
        WriteVerdict(console, report);
    }

    private static void WriteSubledgers(IAnsiConsole console, HealthReport report)
    {
        if (report.Books.Reconciliation.Rows.Count == 0) return;
        var table = NewTable("Subledger", "Currency", "Subledger total", "Control account", "Variance", "");
        foreach (var row in report.Books.Reconciliation.Rows)
            table.AddRow(
                $"{row.Subledger}", $"{row.Currency}", Money.Display(row.SubledgerMinor, row.Currency), Money.Display(row.ControlMinor, row.Currency), Money.Display(row.VarianceMinor, row.Currency),
                row.VarianceMinor == 0 ? "[green]ok[/]" : "[red]MISMATCH[/]");
        Section(console, "Subledger reconciliation", table);
    }

    private static void WriteSuspense(IAnsiConsole console, HealthReport report)
    {
        if (report.Suspense.Count == 0) return;
        var table = NewTable("Account", "Currency", "Balance", "");
        foreach (var balance in report.Suspense)
            table.AddRow($"{balance.Account} {balance.Name}".EscapeMarkup(), $"{balance.Currency}", Money.Display(balance.BalanceMinor, balance.Currency), balance.IsWithinTolerance ? "[green]ok[/]" : "[yellow]not zero[/]");
        Section(console, "Suspense and clearing accounts", table);
    }

    private static void WriteTotals(IAnsiConsole console, HealthReport report)
    {
        var table = NewTable("Currency", "Debits", "Credits", "");
        foreach (var totals in report.Books.TrialBalance.Totals)
            table.AddRow($"{totals.Currency}", Money.Display(totals.DebitsMinor, totals.Currency), Money.Display(totals.CreditsMinor, totals.Currency), totals.IsBalanced ? "[green]balanced[/]" : "[red]OFF[/]");
        Section(console, "Trial balance", table);
    }

    private static void WriteVerdict(IAnsiConsole console, HealthReport report)
    {
        var blocking = report.Blocking.Count();
        console.WriteLine();
        console.MarkupLine(report.CanProceed ? $"[green bold]READY[/]  0 blocking, {report.Warnings.Count()} to look at" : $"[red bold]NOT READY[/]  {blocking} blocking, {report.Warnings.Count()} to look at");
        foreach (var exception in report.Exceptions)
            console.MarkupLine($"  {(exception.IsBlocking ? "[red]blocking[/]" : "[yellow]warning [/]")}  {Describe(exception).EscapeMarkup()}");
    }

    private static string Describe(CloseException exception)
    {
        var amount = exception is { AmountMinor: { } minor, Currency: { } currency } ? $": {Money.Display(minor, currency)} {currency}" : "";
        var entity = exception.Entity is null ? "" : $"{exception.Entity} ";
        return $"{entity}{exception.Description}{amount}";
    }

    private static Table NewTable(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
            table.AddColumn(column.Length == 0 ? new TableColumn("") : column is "Subledger" or "Account" or "Currency" ? new TableColumn(column) : new TableColumn(column).RightAligned());
        return table;
    }

    private static void Section(IAnsiConsole console, string title, Table table)
    {
        console.MarkupLine($"\n[bold]{title}[/]");
        console.Write(table);
    }
}
