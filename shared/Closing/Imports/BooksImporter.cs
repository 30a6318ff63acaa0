using Bookseal.Books.Audit;
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
public sealed class BooksImporter(Workspace workspace, RunStore runs)
{
    private const int MaxBatchBytes = 32 * 1024 * 1024;

    /// <summary>Checks everything, announces it in the audit chain, writes, and reports: intention, effects, outcome.</summary>
    public async Task<Result<ImportOutcome>> ImportAsync(ImportedBooks books, Actor actor, CancellationToken cancel)
    {
        var current = await workspace.Audit.ProjectionAsync(workspace.Tenant, BooksRow.Key, cancel);
        var currentRow = current is null ? null : BooksRow.FromBytes(current.Payload.Span).Value;
        if (await RefusesOpeningsAsync(books, currentRow, cancel) is { } sealedOpenings) return sealedOpenings;
        if (!(await PlanAsync(books, cancel)).TryGet(out var plan, out var fault)) return fault;

        var data = new MasterData(books.Profile, books.Chart, books.Openings);
        var row = new BooksRow(CanonicalJson.DigestOf(books.Profile.ToJson()), Digest.Of(books.Chart.ToBytes()), Digest.Of(books.Openings.ToBytes()));
        var subledgerChange = await CountMissingItemsAsync(books, cancel);
        if (row == currentRow && plan.Count == 0 && subledgerChange == 0) return Outcome(books, plan, 0, false);

        await RecordAsync("import_intended/1", actor, Describe(books, plan, row), null, cancel);
        await workspace.MasterData.WriteAsync(data, cancel);
        foreach (var (period, entries) in plan)
            if (await PostAsync(period, entries, cancel) is { } refused) return refused;
        var items = 0;
        foreach (var group in books.SubledgerItems.GroupBy(item => item.Subledger).OrderBy(group => group.Key))
            items += await workspace.Subledgers.AppendMissingAsync(workspace.Tenant, group.Key, [.. group], cancel);
        await RecordAsync("books_imported/1", actor, Describe(books, plan, row).With("subledger_items", items), row, cancel);
        return Outcome(books, plan, items, row != currentRow);
    }

    /// <summary>The first openings are signed off by the first certifier; after that they are history.</summary>
    private async Task<Fault?> RefusesOpeningsAsync(ImportedBooks books, BooksRow? current, CancellationToken cancel)
    {
        if (current is null || current.Openings == Digest.Of(books.Openings.ToBytes())) return null;
        var first = (await runs.LoadAsync(books.Profile.FirstPeriod, cancel)).Run;
        return first.PeriodStatus == PeriodStatus.Open
            ? null
            : new Fault("OPENINGS_SEALED", $"{books.Profile.FirstPeriod} is {first.PeriodStatus.Text()}: its opening balances can no longer change") { Where = $"{BooksFiles.Openings}:1:1" };
    }

    /// <summary>The entries that are new, by period. Everything is checked before anything is written.</summary>
    private async Task<Result<SortedDictionary<PeriodCode, List<Entry>>>> PlanAsync(ImportedBooks books, CancellationToken cancel)
    {
        var plan = new SortedDictionary<PeriodCode, List<Entry>>();
        foreach (var group in books.Entries.GroupBy(entry => PeriodCode.Of(entry.Date)))
        {
            if (!(await FindNewAsync(group.Key, [.. group], cancel)).TryGet(out var added, out var fault)) return fault;
            if (added.Count == 0) continue;
            var run = (await runs.LoadAsync(group.Key, cancel)).Run;
            if (run.PeriodStatus != PeriodStatus.Open) return PeriodFaults.NotOpen(run, $"entry {added[0].Id} cannot be posted");
            plan.Add(group.Key, added);
        }

        return plan;
    }

    private async Task<Result<List<Entry>>> FindNewAsync(PeriodCode period, List<Entry> entries, CancellationToken cancel)
    {
        var known = await ReadKnownAsync(period, entries.Select(entry => entry.Id).ToHashSet(), cancel);
        var changed = entries.Find(entry => known.TryGetValue(entry.Id, out var digest) && digest != EntryCodec.ContentDigest(entry));
        if (changed is not null) return new Fault("ENTRY_CHANGED", $"entry {changed.Id} is posted with other content; post a correcting or reversing entry instead of editing it");
        return entries.FindAll(entry => !known.ContainsKey(entry.Id));
    }

    private async Task<Dictionary<EntryId, Digest>> ReadKnownAsync(PeriodCode period, HashSet<EntryId> wanted, CancellationToken cancel)
    {
        var known = new Dictionary<EntryId, Digest>();
        var lengths = await workspace.Journals.LengthsAsync(workspace.Tenant, period, cancel);
        await using var stream = workspace.Journals.Read(workspace.Tenant, period, lengths);
        await LineSplitter.ForEachAsync(stream, line =>
        {
            if (EntryCodec.Decode(line).TryGet(out var entry, out _) && wanted.Contains(entry.Id)) known[entry.Id] = EntryCodec.ContentDigest(entry);
        }, cancel);
        return known;
    }

    private async Task<int> CountMissingItemsAsync(ImportedBooks books, CancellationToken cancel)
    {
        var missing = 0;
        foreach (var group in books.SubledgerItems.GroupBy(item => item.Subledger))
            missing += await workspace.Subledgers.CountMissingAsync(workspace.Tenant, group.Key, [.. group], cancel);
        return missing;
    }

    /// <summary>Posts in batches, each one append: whole or not at all.</summary>
    private async Task<Fault?> PostAsync(PeriodCode period, List<Entry> entries, CancellationToken cancel)
    {
        foreach (var batch in Batches(entries))
        {
            var key = $"import:{Digest.Of([.. batch.SelectMany(entry => EntryCodec.ContentDigest(entry).ToArray())])}";
            if (!BatchBuilder.Build(key, batch).TryGet(out var bytes, out var fault)) return fault;
            var appended = await workspace.Journals.AppendAsync(workspace.Tenant, period, bytes, null, cancel);
            if (!appended.IsOk) return PeriodFaults.OfStore(appended.Fault, (await runs.LoadAsync(period, cancel)).Run);
        }

        return null;
    }

    private static IEnumerable<List<Entry>> Batches(List<Entry> entries)
    {
        var (batch, bytes) = (new List<Entry>(), 0);
        foreach (var entry in entries)
        {
            batch.Add(entry);
            bytes += EntryCodec.Encode(entry).Length + 1;
            if (bytes < MaxBatchBytes) continue;
            yield return batch;
            (batch, bytes) = ([], 0);
        }

        if (batch.Count > 0) yield return batch;
    }

    private async Task RecordAsync(string type, Actor actor, JsonObject data, BooksRow? row, CancellationToken cancel)
    {
        var draft = new AuditDraft(actor.Id, actor.Kind, type, null, null, CanonicalJson.DigestOf(data).ToString(), data);
        while (true)
        {
            var chain = await workspace.ReadHeadAsync(cancel);
            var known = await workspace.Audit.ProjectionAsync(workspace.Tenant, BooksRow.Key, cancel);
            IEnumerable<TableWrite> writes = row is null ? [] : [new(BooksRow.Key, row.ToBytes(), known?.ETag)];
            var committed = await workspace.Audit.CommitAsync(workspace.Tenant, chain, [draft], _ => writes, cancel);
            if (committed.IsOk) return;
            if (!AuditLog.IsConflict(committed.Fault)) throw new IOException($"the import cannot be recorded: {committed.Fault}");
        }
    }

    private static JsonObject Describe(ImportedBooks books, SortedDictionary<PeriodCode, List<Entry>> plan, BooksRow row) => JsonObject.Of(
        ("books", row.ToJson()),
        ("entries", JsonObject.Of(plan.Select(pair => KeyValuePair.Create(pair.Key.ToString(), (JsonValue)pair.Value.Count)))),
        ("sources", JsonObject.Of(books.Sources.Select(pair => KeyValuePair.Create(pair.Key, (JsonValue)pair.Value)))));

    private ImportOutcome Outcome(ImportedBooks books, SortedDictionary<PeriodCode, List<Entry>> plan, int items, bool changed)
    {
        var added = plan.ToDictionary(pair => pair.Key, pair => pair.Value.Count);
        return new(workspace.Tenant, added, books.Entries.Count - added.Values.Sum(), items, changed);
    }
}
