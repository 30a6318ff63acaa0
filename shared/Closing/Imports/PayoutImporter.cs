using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Reconciliation;
using Bookseal.Books.Runs;
using Bookseal.Import.Payouts;
using Bookseal.Storage;

namespace Bookseal.Closing.Imports;

/// <summary>
/// Takes in what providers reported of payouts. The chain says so first; what is appended is what is missing, so that
/// the same file again, or after a crash, adds nothing twice.
/// </summary>
public sealed class PayoutImporter(Workspace workspace)
{
    public const string EventType = "payouts_imported/1";

    /// <summary>
    /// How many payouts were new; <c>CLOSE_AUTHORITY_DENIED</c>, <c>AMOUNT_TOO_LARGE</c>, <c>PAYOUT_LINE_INVALID</c>.
    /// </summary>
    /// <param name="sha256">Of the file.</param>
    /// <param name="isDryRun">Everything is checked, and nothing written.</param>
    public async Task<Result<int>> ImportAsync(
        PayoutFile file,
        Digest sha256,
        Actor actor,
        CancellationToken cancel,
        bool isDryRun = false
    )
    {
        if (actor.Role < Acts.Import.Role)
            return new Fault(Refusal.AuthorityDenied, $"{actor.Id} is {actor.Role.Text()}; importing needs preparer");
        if (file.Payouts.Select(Check).FirstOrDefault(fault => fault is not null) is { } unreadable)
            return unreadable;
        var missing = await workspace.Payouts.CountMissingAsync(workspace.Tenant, file.Payouts, cancel);
        if (missing == 0 || isDryRun)
            return missing;
        var data = JsonObject.Of(
            ("file_sha256", sha256),
            ("payouts", missing),
            ("provider", file.Provider),
            ("unpaid", file.Unpaid)
        );
        await workspace.RecordAsync(
            [new AuditDraft(actor.Id, actor.Kind, EventType, null, null, sha256.ToString(), data)],
            () => Task.FromResult<IReadOnlyList<TableWrite>>([]),
            cancel
        );
        return await workspace.Payouts.AppendMissingAsync(workspace.Tenant, file.Payouts, cancel);
    }

    /// <summary>
    /// <c>PAYOUT_DIFFERS</c>: the first that stands already and is read otherwise now. It would stand twice.
    /// </summary>
    internal async Task<Fault?> FindOtherAsync(PayoutFile file, CancellationToken cancel)
    {
        var (read, store) = (file.Payouts.ToLookup(KeyOf), workspace.Payouts);
        ProviderPayout? other = null;
        await using var lines = store.Read(workspace.Tenant, await store.LengthAsync(workspace.Tenant, cancel));
        await StoredLines.ForEachAsync(
            "the list of payouts",
            lines,
            line =>
            {
                if (ProviderPayout.Decode(line).TryGet(out var known, out _) && IsOther(read[KeyOf(known)], known))
                    other ??= known;
            },
            cancel
        );
        return other is null
            ? null
            : new(
                "PAYOUT_DIFFERS",
                $"payout {new JsonString(other.Id)} was imported from this file with the date "
                    + $"{Books.Values.Dates.Text(other.Date)} and other words of how to read it: it stands, and would "
                    + "stand twice; say again what was said, or move the file elsewhere"
            );
    }

    private static bool IsOther(IEnumerable<ProviderPayout> read, ProviderPayout known) =>
        read.Any() && !read.Contains(known);

    private static (string, string, Books.Values.Currency) KeyOf(ProviderPayout payout) =>
        (payout.Provider, payout.Id, payout.Currency);

    /// <summary>A line that nobody can read again would stop every reconciliation: it is not written.</summary>
    private static Fault? Check(ProviderPayout payout)
    {
        long[] amounts = [payout.NetMinor, payout.FeeMinor, payout.GrossMinor];
        if (amounts.Any(amount => amount is > Limits.SafeInteger or < -Limits.SafeInteger))
            return new("AMOUNT_TOO_LARGE", $"payout {payout.Id} has an amount beyond {Limits.SafeInteger} minor units");
        var read = ProviderPayout.Decode(payout.Encode());
        return read.IsOk
            ? null
            : read.Fault with
            {
                Message = $"payout {new JsonString(payout.Id)}: {read.Fault.Message}",
            };
    }
}
