using Bookseal.Books.Exceptions;
using Bookseal.Books.Health;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Cli.Output;

/// <summary>The health check as an accountant reads it.</summary>
internal static class HealthView
{
    private const int MovementsShown = 12;

    public static void Write(IAnsiConsole console, HealthReport report)
    {
        console.MarkupLine(
            $"[bold]Pre-close health check  {report.Books.Company.Name.EscapeMarkup()}  {report.Books.Period}[/]"
        );
        WriteSubledgers(console, report);
        if (report.Books.Bank.Rows.Count > 0)
            Section(console, "Bank reconciliation", BankTable.Of(report.Books.Bank, console.Profile.Width));
        WriteSuspense(console, report);
        WriteTotals(console, report);
        WriteMovements(console, report);
        var fold = report.Books.Fold;
        console.MarkupLine(
            "\n"
                + $"[bold]Period activity[/]  {fold.Entries:N0} entries, {fold.Lines:N0} lines, "
                + $"{fold.CountOf(EntryKind.Adjusting)} adjusting, {fold.CountOf(EntryKind.Correcting)} "
                + $"correcting, {fold.CountOf(EntryKind.Reversing)} reversing, {fold.LateCount} late"
        );
        WriteVerdict(console, report);
    }

    private static void WriteSubledgers(IAnsiConsole console, HealthReport report)
    {
        if (report.Books.Reconciliation.Rows.Count == 0)
            return;
        var table = NewTable("Subledger", "Currency", "Subledger total", "Control account", "Variance", "");
        foreach (var row in report.Books.Reconciliation.Rows)
            table.AddRow(
                $"{row.Subledger}",
                $"{row.Currency}",
                Money.Display(row.SubledgerMinor, row.Currency),
                Money.Display(row.ControlMinor, row.Currency),
                Money.Display(row.VarianceMinor, row.Currency),
                row.VarianceMinor == 0 ? "[green]ok[/]" : "[red]MISMATCH[/]"
            );
        Section(console, "Subledger reconciliation", table);
    }

    private static void WriteSuspense(IAnsiConsole console, HealthReport report)
    {
        if (report.Suspense.Count == 0)
            return;
        var table = NewTable("Account", "Currency", "Balance", "");
        foreach (var balance in report.Suspense)
            table.AddRow(
                $"{balance.Account} {balance.Name}".EscapeMarkup(),
                $"{balance.Currency}",
                Money.Display(balance.BalanceMinor, balance.Currency),
                balance.IsWithinTolerance ? "[green]ok[/]" : "[yellow]not zero[/]"
            );
        Section(console, "Suspense and clearing accounts", table);
    }

    private static void WriteTotals(IAnsiConsole console, HealthReport report)
    {
        var table = NewTable("Currency", "Debits", "Credits", "");
        foreach (var totals in report.Books.TrialBalance.Totals)
            table.AddRow(
                $"{totals.Currency}",
                Money.Display(totals.DebitsMinor, totals.Currency),
                Money.Display(totals.CreditsMinor, totals.Currency),
                totals.IsBalanced ? "[green]balanced[/]" : "[red]OFF[/]"
            );
        Section(console, "Trial balance", table);
    }

    /// <summary>
    /// Where the balances have moved most since the period before; a sum over currencies would mean nothing, so each
    /// has its own ranking.
    /// </summary>
    private static void WriteMovements(IAnsiConsole console, HealthReport report)
    {
        var table = NewTable("Account", "Currency", "Balance before", "Change", "Balance");
        foreach (var group in report.Books.TrialBalance.Rows.GroupBy(row => row.Currency))
        foreach (
            var row in group
                .Where(row => row.DebitMinor != row.CreditMinor)
                .OrderByDescending(row => Int128.Abs(row.DebitMinor - row.CreditMinor))
                .Take(MovementsShown)
        )
            table.AddRow(
                $"{row.Account} {report.Books.Chart.Find(row.Account)?.Name}".EscapeMarkup(),
                $"{row.Currency}",
                Money.Display(row.OpeningMinor, row.Currency),
                Money.Display(row.DebitMinor - row.CreditMinor, row.Currency),
                Money.Display(row.ClosingMinor, row.Currency)
            );
        if (table.Rows.Count > 0)
            Section(console, "Largest movements [grey](all: bookseal report trial-balance)[/]", table);
    }

    private static void WriteVerdict(IAnsiConsole console, HealthReport report)
    {
        var blocking = report.Blocking.Count();
        console.WriteLine();
        console.MarkupLine(
            report.CanProceed
                ? $"[green bold]READY[/]  0 blocking, {report.Warnings.Count()} to look at"
                : $"[red bold]NOT READY[/]  {blocking} blocking, {report.Warnings.Count()} to look at"
        );
        var shown = Shown(report).ToList();
        foreach (var exception in shown)
            console.MarkupLine(
                $"  {(exception.IsBlocking ? "[red]blocking[/]" : "[yellow]warning [/]")}  "
                    + $"{Describe(exception).EscapeMarkup()}"
            );
        if (report.Exceptions.Count > shown.Count)
            console.MarkupLine($"  [grey]and {report.Exceptions.Count - shown.Count} more; --json has them all[/]");
    }

    /// <summary>
    /// Once it is known which entities differ, only their open items are worth reading; each variance is followed by
    /// its causes.
    /// </summary>
    private static IEnumerable<CloseException> Shown(HealthReport report)
    {
        var causes = report
            .Exceptions.Where(exception => exception.Category == "entity_variance")
            .ToLookup(exception => (exception.Subledger, exception.Currency));
        foreach (var exception in report.Exceptions)
        {
            var own = causes[(exception.Subledger, exception.Currency)];
            if (
                exception.Category == "entity_variance"
                || (
                    exception.Category == "open_item" && own.Any() && own.All(cause => cause.Entity != exception.Entity)
                )
            )
                continue;
            yield return exception;
            if (exception.Category != "sl_variance")
                continue;
            foreach (var cause in own)
                yield return cause;
        }
    }

    internal static string Describe(CloseException exception)
    {
        var amount = exception is { AmountMinor: { } minor, Currency: { } currency }
            ? $": {Money.Display(minor, currency)} {currency}"
            : "";
        var subledger = exception is { Entity: not null, Subledger: { } name } ? $"{name} " : "";
        var entity =
            string.IsNullOrEmpty(exception.Entity)
            || exception.Description.Contains(exception.Entity, StringComparison.Ordinal)
                ? ""
                : $"{exception.Entity} ";
        return $"{subledger}{entity}{exception.Description}{amount}";
    }

    internal static Table NewTable(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
            table.AddColumn(
                column is "" or "Subledger" or "Account" or "Currency"
                    ? new TableColumn(column)
                    : new TableColumn(column).RightAligned().NoWrap()
            );
        return table;
    }

    private static void Section(IAnsiConsole console, string title, Table table)
    {
        console.MarkupLine($"\n[bold]{title}[/]");
        console.Write(table);
    }
}
