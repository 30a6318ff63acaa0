using Bookseal.Books.Access;
using Bookseal.Books.Audit;
using Bookseal.Books.Backups;
using Bookseal.Books.Categories;
using Bookseal.Books.Company;
using Bookseal.Books.Costs;
using Bookseal.Books.Keys;
using Bookseal.Books.Payouts;
using Bookseal.Books.Repairs;
using Bookseal.Books.Runs;
using Bookseal.Books.Schedules;
using Bookseal.Books.Sources;
using Bookseal.Books.Teams;
using Bookseal.Books.Values;
using Bookseal.Closing.Exports;
using Bookseal.Closing.Imports;
using Bookseal.Closing.Matching;
using Bookseal.Closing.Runs;
using Bookseal.Storage.Audit;

namespace Bookseal.Closing.Auditing;

/// <summary>What a tenant's audit chain alone says, whatever its projections say.</summary>
/// <param name="Size">The chain's length that it is of.</param>
/// <param name="Closes">In order of their periods.</param>
/// <param name="Books">The master data that was imported last; null before the first import.</param>
/// <param name="Schedules">The assets and prepaids that an import left last; null before the first of them.</param>
/// <param name="Rules">The same of the rules of categorisation.</param>
/// <param name="Sources">The same of the sources that the books are fed from.</param>
/// <param name="CostSettings">The same of what the ledger has of providers of costs.</param>
/// <param name="Synced">What became of each of them last, as its event has it.</param>
/// <param name="Pending">
/// The import that was announced last and not recorded as done; empty where there is none, null before the first.
/// </param>
/// <param name="Team">Null where the chain tells nothing of a team, as of a release that recorded no decisions.</param>
/// <param name="Roll">The keys that it enrolled.</param>
/// <param name="Intentions">The same of what people decide beside runs, by the keys of their rows.</param>
/// <param name="Exports">The exports of intervals.</param>
/// <param name="Payouts">What the company pays out, by id.</param>
internal sealed record ChainReplay(
    long Size,
    IReadOnlyList<RunTrack> Closes,
    MasterDigests? Books,
    Digest? Schedules,
    Digest? Rules,
    Digest? Sources,
    Digest? CostSettings,
    IReadOnlyDictionary<SourceId, JsonObject> Synced,
    JsonObject? Pending,
    TeamState? Team,
    KeyRoll Roll,
    IReadOnlyDictionary<string, JsonObject> Intentions,
    IReadOnlyDictionary<Guid, ExportRow> Exports,
    IReadOnlyDictionary<PayoutId, Payout> Payouts
)
{
    /// <summary>The entry of the last restore drill that passed; null where none did.</summary>
    public long? Drill { get; init; }

    /// <summary>The repairs that were proposed.</summary>
    public IReadOnlyCollection<RepairState> Repairs { get; init; } = [];

    /// <summary>The tokens of the HTTP API.</summary>
    public IReadOnlyCollection<AccessToken> Tokens { get; init; } = [];

    /// <summary>The list of batches of costs that the last import or withdrawal made; null before the first.</summary>
    public Digest? Costs { get; init; }

    public static async Task<ChainReplay> ReadAsync(Workspace workspace, CancellationToken cancel)
    {
        var chain = await workspace.ReadHeadAsync(cancel);
        var closes = new SortedDictionary<PeriodCode, RunTrack?>();
        MasterDigests? books = null;
        Digest? schedules = null;
        Digest? rules = null;
        Digest? sources = null;
        Digest? costSettings = null;
        Digest? costs = null;
        var synced = new SortedDictionary<SourceId, JsonObject>();
        JsonObject? pending = null;
        TeamState? team = null;
        var roll = KeyRoll.Empty;
        long? drill = null;
        var repairs = new SortedDictionary<Digest, RepairState>();
        var tokens = new SortedDictionary<Digest, AccessToken>();
        var intentions = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        var payouts = new SortedDictionary<PayoutId, Payout>();
        var exports = new SortedDictionary<Guid, ExportRow>();
        await foreach (var bytes in workspace.Audit.ReadAsync(workspace.Tenant, 0, chain.Head.Size, cancel))
        {
            var entry = Good(AuditEntry.Decode(bytes.Span));
            if (EventTypes.Refuse(entry) is { } unsupported)
                throw new ChainRefusedException(unsupported);
            if (BooksImporter.IsIntended(entry.Type))
                pending = entry.Data;
            if (BooksImporter.IsImported(entry.Type))
                (books, pending) = (MasterDigests.FromJson((JsonObject)entry.Data["books"]!).Value, JsonObject.Of());
            if (Good(TeamEvent.Read(entry.Type, entry.Actor, entry.Data)) is { } happened)
            {
                team = TeamState.Evolve(team, happened, entry.Sequence);
                books = happened switch
                {
                    TeamApproved approved => approved.Books,
                    TeamRecovered recovered => recovered.Books,
                    _ => books,
                };
            }

            if (entry.Type == SchedulesChanged.TypeName)
                schedules = Good(SchedulesChanged.FromData(entry.Data)).New;
            if (entry.Type == CategoryRulesChanged.TypeName)
                rules = Good(CategoryRulesChanged.FromData(entry.Data)).New;
            if (entry.Type == SourcesChanged.TypeName)
                sources = Good(SourcesChanged.FromData(entry.Data)).New;
            if (entry.Type == CostSettingsChanged.TypeName)
                costSettings = Good(CostSettingsChanged.FromData(entry.Data)).New;
            if (CostListChange.IsOne(entry.Type))
                costs = Good(CostListChange.Read(entry.Type, entry.Data)).New;
            if (entry.Type == SourceSynced.TypeName)
                synced[Good(SourceSynced.FromData(entry.Data)).Source] = entry.Data;
            if (entry.Type == KeysEnrolled.TypeName)
                roll = roll.With(Good(KeysEnrolled.FromData(entry.Data)));
            if (
                Good(RepairState.Evolve(repairs.GetValueOrDefault, entry.Type, entry.Actor, entry.Data)) is { } repaired
            )
                repairs[repaired.Proposed.Digest] = repaired;
            if (Good(AccessToken.Evolve(tokens.GetValueOrDefault, entry.Type, entry.Data)) is { } token)
                tokens[token.Hash] = token;
            if (entry.Type == RestoreDrill.TypeName && Good(RestoreDrill.FromData(entry.Data)).Passed)
                drill = entry.Sequence;
            foreach (var kind in IntentionKind.All)
                if (entry.Type == kind.Intended || entry.Type == kind.Completed)
                    intentions[kind.Key] = entry.Type == kind.Intended ? entry.Data : JsonObject.Of();
            if (Good(ExportRow.Evolve(id => exports.GetValueOrDefault(id), entry)) is { } export)
                exports[export.Intended.Export] = export;
            if (Good(PayoutEventCodec.Read(entry.Type, entry.Actor, entry.Data)) is { } paid)
                payouts[paid.Payout] = Payout.Evolve(payouts.GetValueOrDefault(paid.Payout), paid, entry.Timestamp);
            if (entry.Period is { } period)
                closes[period] = Good(
                    RunTrack.Add(closes.GetValueOrDefault(period), new CloseRun(workspace.Tenant, period), entry)
                );
        }

        return new(
            chain.Head.Size,
            [.. closes.Values.OfType<RunTrack>()],
            books,
            schedules,
            rules,
            sources,
            costSettings,
            synced,
            pending,
            team,
            roll,
            intentions,
            exports,
            payouts
        )
        {
            Drill = drill,
            Repairs = repairs.Values,
            Tokens = tokens.Values,
            Costs = costs,
        };
    }

    private static T Good<T>(Result<T> read) =>
        read.TryGet(out var value, out var fault) ? value : throw new ChainRefusedException(fault);
}
