using Bookseal.Books.Certificates;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Costs;
using Bookseal.Books.Guards;
using Bookseal.Books.Health;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Statements;
using Bookseal.Books.Values;
using Bookseal.Books.Waivers;
using Bookseal.Documents.Pdf;

namespace Bookseal.Books.Proof;

/// <summary>
/// The small files of a payload, whole, each with the code that makes it: what is sealed and what the verifier makes
/// again.
/// </summary>
internal static class PayloadFiles
{
    public static SortedDictionary<string, byte[]> Of(
        PeriodBooks books,
        JsonValue guards,
        CloseRun run,
        ClosePolicy policy
    )
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (path, content) in Inputs(books, policy, run).Concat(Reports(books)).Concat(Statements(books)))
            files.Add(path, content);
        files.Add(BagLayout.Guards, CanonicalJson.ToBytes(guards));
        files.Add(BagLayout.Tasks, TasksFile(run, books.Rules));
        return files;
    }

    private static IEnumerable<(string Path, byte[] Content)> Inputs(
        PeriodBooks books,
        ClosePolicy policy,
        CloseRun run
    )
    {
        yield return (BagLayout.Accounts, books.Chart.ToBytes());
        yield return (BagLayout.OpeningBalances, books.Openings.ToBytes());
        yield return (
            BagLayout.Policy,
            (books.Rules >= RuleSet.V4 ? policy : policy with { TimeZone = null }).ToBytes()
        );
        if (books.PreviousCertificate is { } previous)
            yield return (BagLayout.PreviousCertificate, previous);
        if (books.Rules >= RuleSet.V4 && books.Opening.PreviousPackage is { } package)
            yield return (BagLayout.PreviousPackage, package);
        if (books.Opening.PriorResult is { } prior)
            yield return (BagLayout.PriorResult, prior.ToBytes());
        if (books.Rules >= RuleSet.V3 && books.Opening.PriorClosingEntries is { } closed)
            yield return (BagLayout.PriorClosingEntries, closed.ToBytes());
        if (books.Rules >= RuleSet.V3 && books.Opening.PreviousChart is { } chart)
            yield return (BagLayout.PreviousAccounts, chart.ToBytes());
        if (books.Company.Subledgers.HasDerived && books.Opening.OpenItems is { } open)
            yield return (BagLayout.PreviousOpenItems, open.ToBytes());
        if (books.Rules >= RuleSet.V5)
            yield return (BagLayout.Checklist, run.Template.ToBytes());
        if (books.Costs?.Fold is { } costs)
            yield return (BagLayout.CostSettings, costs.Settings.ToBytes());
        if (books.Rules >= RuleSet.V6 && books.Opening.OpenCosts is { } openCosts)
            yield return (BagLayout.PriorOpenCosts, openCosts.ToBytes());
        if (books.Decertified is { } decertified)
            yield return (BagLayout.DecertifiedClose, decertified.Certificate);
        if (books.Rules >= RuleSet.V4 && books.Decertified?.Package is { } decertifiedPackage)
            yield return (BagLayout.DecertifiedPackage, decertifiedPackage);
        if (books.Opening.Restatement is not { } restatement)
            yield break;
        yield return (BagLayout.AdjustmentCertificate, restatement.Certificate);
        yield return (BagLayout.AdjustmentOpenings, restatement.Openings.ToBytes());
        yield return (BagLayout.AdjustmentClosing, restatement.Closing.ToBytes());
        if (books.Rules >= RuleSet.V3 && restatement.Result is { } result)
            yield return (BagLayout.AdjustmentResult, result.ToBytes());
        if (books.Rules >= RuleSet.V4 && restatement.Package is { } adjustmentPackage)
            yield return (BagLayout.AdjustmentPackage, adjustmentPackage);
    }

    private static IEnumerable<(string Path, byte[] Content)> Reports(PeriodBooks books)
    {
        yield return (BagLayout.TrialBalance, books.TrialBalance.ToCsv());
        yield return (BagLayout.ClosingBalances, books.TrialBalance.Closing.ToBytes());
        yield return (BagLayout.PeriodResult, books.Result.ToBytes());
        if (books.Rules >= RuleSet.V3)
            yield return (BagLayout.ClosingEntries, books.ClosingEntries.ToBytes());
        if (books.Rules >= RuleSet.V4)
            yield return (BagLayout.ReplacedEntries, ReplacedEntriesFormat.ToCsv(books.Edits.Rows));
        yield return (BagLayout.RollForward, RollForwardFormat.ToCsv(books.TrialBalance));
        yield return (BagLayout.Ageing, AgeingFormat.ToCsv(books));
        if (books.Rules >= RuleSet.V3)
            yield return (BagLayout.OpenItems, books.OpenItems.ToBytes());
        yield return (BagLayout.Reconciliation, books.Reconciliation.ToBytes());
        yield return (BagLayout.BankReconciliation, books.Bank.ToBytes());
        if (books.OpenCosts is { } openCosts)
            yield return (BagLayout.OpenCosts, openCosts.ToBytes());
        // Costs that cannot be read are a matter of their guard.
        if (books.CostPackage is not { IsOk: true } costs)
            yield break;
        yield return (BagLayout.CostPackageJson, CostPackageFormat.ToBytes(costs.Value));
        yield return (BagLayout.CostPackageCsv, CostPackageFormat.ToCsv(costs.Value));
        yield return (BagLayout.Restatements, RestatementFormat.ToCsv(costs.Value.View.Restatements));
    }

    private static IEnumerable<(string Path, byte[] Content)> Statements(PeriodBooks books)
    {
        var income = IncomeStatement.Of(books);
        yield return (BagLayout.IncomeStatementJson, IncomeStatementFormat.ToJson(books, income));
        yield return (BagLayout.IncomeStatementCsv, IncomeStatementFormat.ToCsv(income));
        yield return (
            BagLayout.IncomeStatementPdf,
            DocumentPdf.Render(IncomeStatementFormat.ToDocument(books, income))
        );
        var sheets = BalanceSheet.Of(books.Chart, books.TrialBalance);
        yield return (BagLayout.BalanceSheetJson, BalanceSheetFormat.ToJson(books, sheets));
        yield return (BagLayout.BalanceSheetCsv, BalanceSheetFormat.ToCsv(sheets));
        yield return (BagLayout.BalanceSheetPdf, DocumentPdf.Render(BalanceSheetFormat.ToDocument(books, sheets)));
    }

    /// <summary>The guards, and beside them all that is warned of; rules 2 had the guards alone.</summary>
    public static JsonValue GuardsOf(PeriodBooks books, CloseRun run)
    {
        var guards = new JsonArray(WaivedGuards.Evaluate(5, books, run).Select(guard => guard.ToJson()));
        return books.Rules >= RuleSet.V3
            ? JsonObject.Of(
                ("guards", guards),
                ("warnings", new JsonArray(PeriodWarnings.Of(books).Select(warning => warning.ToJson())))
            )
            : guards;
    }

    /// <summary>
    /// The tasks as they stood when the package was prepared: certifying is the one that is still open.
    /// </summary>
    private static byte[] TasksFile(CloseRun run, RuleSet rules) =>
        CanonicalJson.ToBytes(
            new JsonArray(
                run.Template.Tasks.Where(task =>
                        task.Action is not TaskAction.Certify and not TaskAction.PrepareReports
                    )
                    .Select(task => TaskOf(run, task, run.Tasks[task.Number], rules))
            )
        );

    private static JsonObject TaskOf(CloseRun run, TaskDefinition task, TaskState state, RuleSet rules)
    {
        var known = JsonObject.Of(
            ("attestation", state.Attestation),
            ("completed_at", Dates.Text(state.CompletedAt)),
            ("completed_by", state.CompletedBy.ToString()),
            ("name", task.Name),
            ("number", task.Number),
            ("phase", task.Phase)
        );
        return rules >= RuleSet.V5
            ? known
                .With("approved_by", state.ApprovedBy?.ToString())
                .With("evidence_sha256", state.Evidence is { } evidence ? evidence : (JsonValue?)null)
                .With("skip_reason", state.SkipReason)
                .With("status", state.StatusText)
                .With("summary", state.Summary)
                .With(
                    "voided",
                    run.OpenTasks.GetValueOrDefault(task.Number) is { Voided: > 0 and var times } ? times : null
                )
            : known;
    }
}
