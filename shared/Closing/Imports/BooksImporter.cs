using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Import.BooksDirectory;
using Bookseal.Storage;
using Bookseal.Storage.Audit;
using Bookseal.Storage.Company;
using Bookseal.Storage.Journals;

namespace Bookseal.Closing.Imports;

/// <summary>
/// Brings a books directory into the stores. Incremental: an entry that is there with the same content is skipped, so importing twice changes nothing;
/// one with other content is refused, since posted entries are corrected and not edited.
/// </summary>
/// <param name="maxBatchBytes">An import of more bytes in a period is cut into numbered batches.</param>
public sealed class BooksImporter(Workspace workspace, RunStore runs, int maxBatchBytes = BooksImporter.DefaultMaxBatchBytes)
{
    public const int DefaultMaxBatchBytes = 32 * 1024 * 1024;
    public const string Intended = "import_intended/1";
    public const string Imported = "books_imported/1";

    /// <summary>The projection that holds the last intention until its outcome; empty after that.</summary>
    public const string PendingKey = "import";

    private readonly ImportPlanner _planner = new(workspace, runs);

    /// <summary>Checks everything, announces it in the audit chain, writes, and reports: intention, effects, outcome.</summary>
    public async Task<Result<ImportOutcome>> ImportAsync(ImportedBooks books, Actor actor, CancellationToken cancel)
    {
        var current = await workspace.ReadMasterDigestsAsync(cancel);
        if (await RefusesOpeningsAsync(books, current, cancel) is { } sealedOpenings) return sealedOpenings;
        if (current is not null && await new KeptBooks(workspace).CheckAsync(books, current, cancel) is { } lost) return lost;
        if (!(await _planner.PlanAsync(books, cancel)).TryGet(out var plan, out var fault)) return fault;

        var data = new MasterData(books.Profile, books.Chart, books.Openings);
        var row = new MasterDigests(CanonicalJson.DigestOf(books.Profile.ToJson()), Digest.Of(books.Chart.ToBytes()), Digest.Of(books.Openings.ToBytes()));
        var missingItems = await CountMissingItemsAsync(books, cancel);
        var pending = await ReadPendingAsync(books, cancel);
        if (pending is null && row == current && plan.IsEmpty && missingItems == 0) return Outcome(books, plan, 0, false);

        // Intention, effects, outcome. An intention that an earlier attempt left stands for this one: the chain tells of one import, however often it was tried.
        var intention = pending ?? Describe(books, plan, row, missingItems);
        if (pending is null) await RecordAsync(Intended, actor, intention, null, cancel);
        await workspace.MasterData.WriteAsync(data, cancel);
        foreach (var (period, entries) in plan.Entries)
            if (await PostAsync(period, entries, cancel) is { } refused) return refused;
        foreach (var group in books.SubledgerItems.GroupBy(item => item.Subledger).OrderBy(group => group.Key))
            await workspace.Subledgers.AppendMissingAsync(workspace.Tenant, group.Key, [.. group], cancel);
        await workspace.Bank.AppendMissingAsync(workspace.Tenant, books.BankLines, cancel);
        await RecordAsync(Imported, actor, intention, row, cancel); // commit point
        return Outcome(books, plan, missingItems, row != current);
    }

    /// <summary>The intention of an import of these very files that was not finished; null if there is none.</summary>
    private async Task<JsonObject?> ReadPendingAsync(ImportedBooks books, CancellationToken cancel)
    {
        var row = await workspace.Audit.ProjectionAsync(workspace.Tenant, PendingKey, cancel);
        if (row is null) return null;
        var intention = JsonText.ParseObject(row.Payload.Span).Value;
        return intention["sources"]?.ToString() == Sources(books).ToString() ? intention : null;
    }

    /// <summary>The first openings are signed off by the first certifier; after that they are history.</summary>
    private async Task<Fault?> RefusesOpeningsAsync(ImportedBooks books, MasterDigests? current, CancellationToken cancel)
    {
        if (current is null || current.Openings == Digest.Of(books.Openings.ToBytes())) return null;
        var first = (await runs.LoadAsync(books.Profile.FirstPeriod, cancel)).Run;
        return first.PeriodStatus == PeriodStatus.Open
            ? null
            : new Fault("OPENINGS_SEALED", $"{books.Profile.FirstPeriod} is {first.PeriodStatus.Text()}: its opening balances can no longer change") { Where = $"{books.OpeningsFile}:1:1" };
    }

    private async Task<int> CountMissingItemsAsync(ImportedBooks books, CancellationToken cancel)
    {
        var missing = 0;
        foreach (var group in books.SubledgerItems.GroupBy(item => item.Subledger))
            missing += await workspace.Subledgers.CountMissingAsync(workspace.Tenant, group.Key, [.. group], cancel);
        return missing + await workspace.Bank.CountMissingAsync(workspace.Tenant, books.BankLines, cancel);
    }

    /// <summary>One append where it fits, whole or not at all; a larger import is staged and rolled forward.</summary>
    private async Task<Fault?> PostAsync(PeriodCode period, List<Entry> entries, CancellationToken cancel)
    {
        var batches = Batches(entries).ToList();
        var key = Digest.Of([.. entries.SelectMany(entry => EntryCodec.ContentDigest(entry).ToArray())]).ToString();
        var fault = batches.Count == 1
            ? FaultOf(await workspace.Journals.Poster(workspace.Tenant, period).PostAsync(new(key, entries, null), cancel))
            : await workspace.StagedImports.PostAsync(workspace.Tenant, period, batches, cancel);
        return fault is null ? null : PeriodFaults.OfStore(fault, (await runs.LoadAsync(period, cancel)).Run);
    }

    private static Fault? FaultOf(Result<PostOutcome> posted) => posted.IsOk ? null : posted.Fault;

    private IEnumerable<List<Entry>> Batches(List<Entry> entries)
    {
        var (batch, bytes) = (new List<Entry>(), 0);
        foreach (var entry in entries)
        {
            batch.Add(entry);
            bytes += EntryCodec.Encode(entry).Length + 1;
            if (bytes < maxBatchBytes) continue;
            yield return batch;
            (batch, bytes) = ([], 0);
        }

        if (batch.Count > 0) yield return batch;
    }

    private async Task RecordAsync(string type, Actor actor, JsonObject data, MasterDigests? row, CancellationToken cancel)
    {
        var draft = new AuditDraft(actor.Id, actor.Kind, type, null, null, CanonicalJson.DigestOf(data).ToString(), data);
        while (true)
        {
            var chain = await workspace.ReadHeadAsync(cancel);
            List<TableWrite> writes = [new(PendingKey, type == Intended ? CanonicalJson.ToBytes(data) : "{}"u8.ToArray(), await ETagAsync(PendingKey, cancel))];
            if (row is not null) writes.Add(new(MasterDataStore.RowKey, CanonicalJson.ToBytes(row.ToJson()), await ETagAsync(MasterDataStore.RowKey, cancel)));
            var committed = await workspace.Audit.CommitAsync(workspace.Tenant, chain, [draft], _ => writes, cancel);
            if (committed.IsOk) return;
            if (!AuditLog.IsConflict(committed.Fault)) throw new IOException($"the import cannot be recorded: {committed.Fault}");
        }
    }

    private async Task<string?> ETagAsync(string key, CancellationToken cancel) => (await workspace.Audit.ProjectionAsync(workspace.Tenant, key, cancel))?.ETag;

    private static JsonObject Describe(ImportedBooks books, ImportPlan plan, MasterDigests row, int items) => JsonObject.Of(
        ("books", row.ToJson()),
        ("entries", JsonObject.Of(plan.Entries.Select(pair => KeyValuePair.Create(pair.Key.ToString(), (JsonValue)pair.Value.Count)))),
        ("late_items", plan.LateItems == 0 ? null : (JsonValue)plan.LateItems),
        ("sources", Sources(books)),
        ("subledger_items", items));

    private static JsonObject Sources(ImportedBooks books) => JsonObject.Of(books.Sources.Select(pair => KeyValuePair.Create(pair.Key, (JsonValue)pair.Value)));

    private ImportOutcome Outcome(ImportedBooks books, ImportPlan plan, int items, bool changed)
    {
        var added = plan.Entries.ToDictionary(pair => pair.Key, pair => pair.Value.Count);
        return new(workspace.Tenant, added, books.Entries.Count - added.Values.Sum(), items, changed) { LateItems = plan.LateItems, OpeningBalances = books.Openings.Balances.Count };
    }
}
