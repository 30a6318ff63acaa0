using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Evidence.Merkle;

namespace Bookseal.Books.Audit;

/// <summary>
/// What a chain's first entries are about: where those of a period stand, which certifications among them count, and
/// the tree over them. The log signs it, so that who reads the chain need not read again what it says; it is made from
/// the entries alone, and whoever lacks it reads them.
/// </summary>
/// <param name="Last">SHA-256 of the last entry that it is of: with it, all before it are given.</param>
/// <param name="Tree">The frontier over those entries; nothing may be appended to it.</param>
/// <param name="Types">Of every type of event among them, first and last.</param>
public sealed record ChainIndex(
    string Log,
    Digest Last,
    MerkleRange Tree,
    IReadOnlyDictionary<PeriodCode, IndexedPeriod> Periods,
    IReadOnlyDictionary<string, ChainSpan> Types
)
{
    public const string PayloadType = "application/vnd.bookseal.chain-index+json";
    private const int Version = 1;
    private const string Code = "CHAIN_INDEX_INVALID";

    /// <summary>How many entries it is of; their last has the sequence number before it.</summary>
    public long Size => Tree.End;

    public byte[] ToBytes() =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("evolver", Evolver.Version),
                ("frontier", JsonArray.OfTexts(Tree.Hashes.Select(hash => hash.ToString()))),
                ("last", Last),
                ("log", Log),
                ("periods", Map(Periods, period => period.ToString(), period => period.ToJson())),
                ("size", Size),
                ("types", Map(Types, type => type, span => span.ToJson())),
                ("v", Version)
            )
        );

    /// <summary>
    /// Otherwise <c>CHAIN_INDEX_INVALID</c>, also where it tells of events that are not known here, or was folded by
    /// another version of the program.
    /// </summary>
    public static Result<ChainIndex> FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonText
            .ParseObject(bytes)
            .Then(source =>
            {
                var fields = new Fields(source, Code);
                if (fields.Integer("evolver") != Evolver.Version)
                    fields.Fail("what it says of periods was folded by another version");
                var hashes = fields.Texts("frontier", Digest.Parse);
                var last = fields.Text("last", Digest.Parse);
                var log = fields.Text("log");
                var periods = fields.Object("periods", ReadPeriods);
                var size = fields.Integer("size");
                var types = fields.Object("types", ReadTypes);
                if (fields.Integer("v") != Version)
                    fields.Fail("unknown format version");
                return fields
                    .Finish(() => hashes)
                    .Then(frontier => MerkleRange.Frontier(size, frontier))
                    .Map(tree => new ChainIndex(log, last, tree, periods, types));
            });

    private static JsonObject Map<TKey, TValue>(
        IReadOnlyDictionary<TKey, TValue> values,
        Func<TKey, string> name,
        Func<TValue, JsonObject> json
    ) => JsonObject.Of(values.Select(pair => KeyValuePair.Create(name(pair.Key), (JsonValue)json(pair.Value))));

    private static Result<IReadOnlyDictionary<PeriodCode, IndexedPeriod>> ReadPeriods(JsonObject source)
    {
        var (fields, periods) = (new Fields(source, Code), new Dictionary<PeriodCode, IndexedPeriod>());
        foreach (var name in source.Members.Keys)
            if (PeriodCode.Parse(name).TryGet(out var period, out var fault))
                periods[period] = fields.Object(name, IndexedPeriod.FromJson);
            else
                fields.Fail(fault.Message);
        return fields.Finish<IReadOnlyDictionary<PeriodCode, IndexedPeriod>>(() => periods);
    }

    private static Result<IReadOnlyDictionary<string, ChainSpan>> ReadTypes(JsonObject source)
    {
        var fields = new Fields(source, Code);
        var types = new Dictionary<string, ChainSpan>(StringComparer.Ordinal);
        foreach (var name in source.Members.Keys)
        {
            types[name] = fields.Object(name, ChainSpan.FromJson);
            if (!EventTypes.IsKnown(name))
                fields.Fail($"'{name}' is no event that this program knows");
        }

        return fields.Finish<IReadOnlyDictionary<string, ChainSpan>>(() => types);
    }
}

/// <summary>Entries from one sequence number to another, both included.</summary>
/// <param name="End">SHA-256 of the last of them, and so of all: each names the hash of the one before.</param>
public readonly record struct ChainSpan(long First, long Last, Digest End)
{
    public JsonObject ToJson() => JsonObject.Of(("end", End), ("first", First), ("last", Last));

    public static Result<ChainSpan> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "CHAIN_INDEX_INVALID");
        var end = fields.Text("end", Digest.Parse);
        var (first, last) = (fields.Integer("first"), fields.Integer("last"));
        if (first < 0 || last < first)
            fields.Fail("a span ends before it begins");
        return fields.Finish(() => new ChainSpan(first, last, end));
    }
}
