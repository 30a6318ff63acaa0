using Bookseal.Books.Accounts;
using Bookseal.Books.Audit;
using Bookseal.Books.Banking;
using Bookseal.Books.Certificates;
using Bookseal.Books.Company;
using Bookseal.Books.Costs;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.SignOffs;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;

namespace Bookseal.EndToEnd.Tests.Tampering;

/// <summary>
/// The forger who knows the software: makes every derived file and the certificate again from the forged inputs, and,
/// if told so, the audit chain too.
/// </summary>
internal static class PayloadForger
{
    /// <summary>
    /// Derived files and certificate as they follow from the inputs and the chain that are in the bag now.
    /// </summary>
    public static void Recompute(BagForger forger)
    {
        var slice = ReadSlice(forger);
        var payload = Make(forger, slice);
        foreach (var (path, content) in payload.Files)
            forger.Files[path] = content;
        forger.Files[BagLayout.Certificate] = CanonicalJson.ToBytes(payload.Certificate(slice.Size - 1));
    }

    /// <summary>
    /// Besides, lets the chain tell the forged story: what was pinned, sealed and fenced, hashes and payload digest in
    /// its events, every prev hash again.
    /// </summary>
    /// <param name="tells">Whether the chain is told of the inputs; not where it is the chain that is forged.</param>
    public static void RecomputeWithChain(BagForger forger, bool tells = true)
    {
        if (tells)
        {
            ChainForger.Tell(forger);
            SignAgain(forger);
        }

        var payload = Make(forger, ReadSlice(forger));
        var closeHash = ((JsonString)payload.Body["close_hash"]!).Value;
        var ledgerHash = ((JsonString)payload.Body["ledger_hash"]!).Value;
        RewriteChain(
            forger,
            (type, data) =>
                type switch
                {
                    "package_prepared/1" => data.With("close_hash", closeHash)
                        .With("ledger_hash", ledgerHash)
                        .With("payload_digest", payload.Digest),
                    "certified/1" => data.With("payload_digest", payload.Digest),
                    _ => data,
                },
            isOwnRunOnly: true
        );
        Recompute(forger);
    }

    /// <summary>Lets people have signed off what the forged books show.</summary>
    private static void SignAgain(BagForger forger)
    {
        var (books, run, _) = ReadBooks(forger, ReadSlice(forger));
        RewriteChain(
            forger,
            (type, data) =>
            {
                if (type != TaskCompleted.TypeNameWithEvidence)
                    return data;
                var task = run.Template.Find((int)((JsonNumber)data["task"]!).Value);
                if (task is not { Role: not null } || ScopeSheet.DigestOf(task.Scope, books) is not { } digest)
                    return data;
                return data.With("evidence_sha256", digest)
                    .With("seen", ScopeSheet.SeenOf(task.Scope, books)?.ToJson());
            },
            isOwnRunOnly: true
        );
    }

    /// <summary>Edits the data of the chain's entries of this period and links them again.</summary>
    public static void RewriteChain(
        BagForger forger,
        Func<string, JsonObject, JsonObject> edit,
        bool isOwnRunOnly = false
    ) =>
        forger.EditLines(
            BagLayout.Audit,
            lines =>
            {
                var certificate = forger.Proof.Json(BagLayout.Certificate);
                var (period, run) = (certificate["period"]!.ToString(), certificate["run_id"]!.ToString());
                for (var i = 0; i < lines.Count; i++)
                {
                    var entry = JsonText.ParseObject(System.Text.Encoding.UTF8.GetBytes(lines[i])).Value;
                    if (entry["period"]?.ToString() == period && (!isOwnRunOnly || entry["run"]?.ToString() == run))
                        entry = entry.With(
                            "data",
                            edit(((JsonString)entry["type"]!).Value, (JsonObject)entry["data"]!)
                        );
                    if (i > 0)
                        entry = entry.With("prev", Digest.Of(System.Text.Encoding.UTF8.GetBytes(lines[i - 1])));
                    lines[i] = entry.ToString();
                }
            }
        );

    public static AuditSlice ReadSlice(BagForger forger)
    {
        var slice = new AuditSlice(ConsistencyFile.FromBytes(forger.Files[BagLayout.Consistency]).Value.Frontier);
        forger.EditLines(
            BagLayout.Audit,
            lines => lines.ForEach(line => Assert.Null(slice.Add(System.Text.Encoding.UTF8.GetBytes(line))))
        );
        return slice;
    }

    private static ProofPayload Make(BagForger forger, AuditSlice slice)
    {
        var (books, run, ledger) = ReadBooks(forger, slice);
        return ProofPayload.Of(
            books,
            run,
            ClosePolicy.FromBytes(forger.Files[BagLayout.Policy]).Value,
            new(
                Digest.Of(forger.Files[BagLayout.Journal]),
                Digest.Of(forger.Files[BagLayout.Subledgers]),
                Digest.Of(forger.Files[BagLayout.Bank]),
                ledger
            )
            {
                Costs = forger.Files.TryGetValue(BagLayout.Costs, out var costs) ? Digest.Of(costs) : null,
            }
        );
    }

    private static PeriodCosts? CostsOf(BagForger forger, PeriodCode period, AccruedCosts accrued)
    {
        if (!forger.Files.ContainsKey(BagLayout.Costs))
            return PeriodCosts.Of(null, accrued, OpenCostsOf(forger), RuleSet.Current);
        var settings = CostSettings.FromBytes(forger.Files[BagLayout.CostSettings]).Value;
        var fold = new CostFold(CostRange.Of(period), CostFilter.All, settings);
        forger.EditLines(
            BagLayout.Costs,
            lines => lines.ForEach(line => fold.Add(System.Text.Encoding.UTF8.GetBytes(line)))
        );
        return PeriodCosts.Of(fold, accrued, OpenCostsOf(forger), RuleSet.Current);
    }

    private static OpenCosts? OpenCostsOf(BagForger forger) =>
        forger.Files.TryGetValue(BagLayout.PriorOpenCosts, out var bytes) ? OpenCosts.FromBytes(bytes).Value : null;

    private static (PeriodBooks Books, CloseRun Run, Digest Ledger) ReadBooks(BagForger forger, AuditSlice slice)
    {
        var certificate = forger.Proof.Json(BagLayout.Certificate);
        var tenant = TenantId.Parse(((JsonString)certificate["tenant_id"]!).Value).Value;
        var period = PeriodCode.Parse(((JsonString)certificate["period"]!).Value).Value;
        var run = RunHistory.Replay(new CloseRun(tenant, period), slice.Entries).Value;
        var policy = ClosePolicy.FromBytes(forger.Files[BagLayout.Policy]).Value;
        var (first, last) = (policy.Calendar.FirstDayOf(period), policy.Calendar.LastDayOf(period));
        var openings = BalanceList.FromBytes(forger.Files[BagLayout.OpeningBalances]).Value;
        var chart = ChartOfAccounts.FromBytes(forger.Files[BagLayout.Accounts]).Value;
        var accrued = new AccruedCosts(run.NamedAccruals, OpenCostsOf(forger)?.Accruals);
        var pass = new JournalPass(openings, first, run.Decertified?.Entries ?? 0) { Also = [.. accrued.Looks] };
        var ledgerBytes = new List<byte>();
        var ledger = new GeneralLedger(openings, first, piece => ledgerBytes.AddRange(piece));
        forger.EditLines(
            BagLayout.Journal,
            lines =>
                lines.ForEach(line =>
                {
                    pass.Add(System.Text.Encoding.UTF8.GetBytes(line));
                    ledger.Add(System.Text.Encoding.UTF8.GetBytes(line));
                })
        );
        if (pass.NeedsAnotherLook)
            forger.EditLines(
                BagLayout.Journal,
                lines => lines.ForEach(line => pass.LookAgain(System.Text.Encoding.UTF8.GetBytes(line)))
            );
        forger.Files[BagLayout.GeneralLedger] = [.. ledgerBytes];
        var bank = new BankFold(last);
        forger.EditLines(
            BagLayout.Bank,
            lines => lines.ForEach(line => bank.Add(System.Text.Encoding.UTF8.GetBytes(line)))
        );
        var subledgers = new SubledgerFold(last, first, chart.BankSubledgers);
        forger.EditLines(
            BagLayout.Subledgers,
            lines => lines.ForEach(line => subledgers.Add(System.Text.Encoding.UTF8.GetBytes(line)))
        );
        var books = new PeriodBooks(
            period,
            policy,
            chart,
            Opening(forger, openings, run),
            pass.Fold,
            subledgers,
            bank,
            RuleSet.Parse(run.Rules).Value
        )
        {
            Costs = CostsOf(forger, period, accrued),
            Decertified = run.Decertified is { } decertified
                ? new(forger.Files[BagLayout.DecertifiedClose], decertified.LedgerHash, pass.PrefixRoot)
                {
                    Package = forger.Files.GetValueOrDefault(BagLayout.DecertifiedPackage),
                }
                : null,
        };
        return (books, run, pass.Ledger.Sha256);
    }

    private static OpeningPosition Opening(BagForger forger, BalanceList balances, CloseRun run) =>
        new(
            balances,
            forger.Files.GetValueOrDefault(BagLayout.PreviousCertificate),
            Balances(forger, BagLayout.PriorResult)
        )
        {
            Restatement = run.Restatement is { } restated
                ? new(
                    restated.Adjustment,
                    forger.Files[BagLayout.AdjustmentCertificate],
                    Balances(forger, BagLayout.AdjustmentOpenings)!,
                    Balances(forger, BagLayout.AdjustmentClosing)!
                )
                {
                    Result = Balances(forger, BagLayout.AdjustmentResult),
                    Package = forger.Files.GetValueOrDefault(BagLayout.AdjustmentPackage),
                }
                : null,
            PreviousPackage = forger.Files.GetValueOrDefault(BagLayout.PreviousPackage),
            PriorClosingEntries = Balances(forger, BagLayout.PriorClosingEntries),
            OpenCosts = OpenCostsOf(forger),
        };

    private static BalanceList? Balances(BagForger forger, string path) =>
        forger.Files.TryGetValue(path, out var bytes) ? BalanceList.FromBytes(bytes).Value : null;
}
