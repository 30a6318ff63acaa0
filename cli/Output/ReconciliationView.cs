using Bookseal.Books.Reconciliation;
using Bookseal.Books.Values;

namespace Bookseal.Cli.Output;

/// <summary>A reconciliation as text: each comparison, what it found, and the verdict.</summary>
internal static class ReconciliationView
{
    private const int MostLines = 20;

    public static void Write(TextWriter output, ReconciliationReport report)
    {
        foreach (var pair in report.Pairs)
            Write(output, pair);
        foreach (var left in report.NotCompared)
            output.WriteLine(Clean($"not compared: {left}"));
        output.WriteLine(
            $"{report.Interval}: {ReconciledPair.TextOf(report.Verdict)}"
                + (report.IsParity ? "" : "; an adjusting entry or a missing statement settles what differs")
        );
    }

    private static void Write(TextWriter output, ReconciledPair pair)
    {
        output.WriteLine(
            Clean(
                $"{ReconciledPair.TextOf(pair.Verdict), -10} {pair.Name} ({pair.Currency}): ledger "
                    + $"{Money.Display(pair.LedgerMinor, pair.Currency)}, {pair.Kind} "
                    + $"{Money.Display(pair.OtherMinor, pair.Currency)}"
            )
        );
        foreach (var rule in pair.Matched.CountBy(group => group.How).OrderBy(rule => rule.Key, StringComparer.Ordinal))
            output.WriteLine($"             {rule.Value} matched by {rule.Key}");
        foreach (var finding in pair.Findings.Take(MostLines))
            output.WriteLine(Clean($"             {finding}"));
        foreach (var group in pair.Unequal.Take(MostLines))
            output.WriteLine(
                Clean(
                    $"             {group.Ledger[0].Reference} differs by "
                        + Money.Display(group.DifferenceMinor, pair.Currency)
                )
            );
        Write(output, "only in the ledger", pair.UnmatchedLedger, pair);
        Write(output, $"only in {pair.Against}", pair.UnmatchedOther, pair);
    }

    private static void Write(TextWriter output, string where, IReadOnlyList<ComparedLine> lines, ReconciledPair pair)
    {
        foreach (var line in lines.Take(MostLines))
            output.WriteLine(
                Clean(
                    $"             {where}: {Dates.Text(line.Date)} {line.Id} "
                        + Money.Display(line.AmountMinor, pair.Currency)
                        + (pair.Pending.Contains(line) ? " (a matter of days)" : "")
                )
            );
        if (lines.Count > MostLines)
            output.WriteLine($"             {where}: {lines.Count - MostLines} more; --json lists them");
    }

    private static string Clean(string text) => VisibleText.Of(text);
}
