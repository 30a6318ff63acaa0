using Bookseal.Books.Accounts;

namespace Bookseal.Books.Schedules;

/// <summary>
/// The assets and prepaids of a company, each in order of their ids. An import replaces those of a file that it has.
/// </summary>
public sealed record ScheduleRegister(IReadOnlyList<Asset> Assets, IReadOnlyList<Prepaid> Prepaids)
{
    public const string Invalid = "SCHEDULES_INVALID";

    public static ScheduleRegister Empty { get; } = new([], []);

    public int Count => Assets.Count + Prepaids.Count;

    public Digest Sha256 => Digest.Of(ToBytes());

    public static ScheduleRegister Of(IEnumerable<Asset> assets, IEnumerable<Prepaid> prepaids) =>
        new([.. assets.OrderBy(asset => asset.Id)], [.. prepaids.OrderBy(prepaid => prepaid.Id)]);

    /// <summary>Assets first, then prepaids.</summary>
    public IEnumerable<Schedule> Schedules() => Assets.Select(Schedule.Of).Concat(Prepaids.Select(Schedule.Of));

    /// <summary>
    /// The first whose accounts are not in the chart, or do not fit; or an asset and a prepaid of one id on one
    /// account, whose entries could not be told apart. Null where all is well.
    /// </summary>
    public Fault? Check(ChartOfAccounts chart)
    {
        var assets = Assets.Select(asset => (asset.Id, Found: asset.CheckAccounts(chart)));
        var prepaids = Prepaids.Select(prepaid => (prepaid.Id, Found: prepaid.CheckAccounts(chart)));
        foreach (var (id, found) in assets.Concat(prepaids))
            if (found is { Fault: var fault })
                return fault with { Message = $"{fault.Message} ({id} of the schedules posts to it)" };
        var depreciated = Assets.Select(asset => (asset.Id, asset.Accumulated)).ToHashSet();
        return Prepaids.FirstOrDefault(prepaid => depreciated.Contains((prepaid.Id, prepaid.Account))) is { } twice
            ? new("SCHEDULE_DUPLICATE", $"{twice.Id} is an asset and a prepaid on account {twice.Account}")
            : null;
    }

    public byte[] ToBytes() =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("assets", new JsonArray(Assets.Select(asset => asset.ToJson()))),
                ("prepaids", new JsonArray(Prepaids.Select(prepaid => prepaid.ToJson())))
            )
        );

    /// <summary><c>SCHEDULES_INVALID</c>; a schedule with an id that another of its file has is one.</summary>
    public static Result<ScheduleRegister> FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonText
            .ParseObject(bytes)
            .Then(source =>
            {
                var fields = new Fields(source, Invalid);
                var assets = fields.Objects("assets", Asset.FromJson);
                var prepaids = fields.Objects("prepaids", Prepaid.FromJson);
                if (
                    assets.DistinctBy(asset => asset.Id).Count() != assets.Count
                    || prepaids.DistinctBy(prepaid => prepaid.Id).Count() != prepaids.Count
                )
                    fields.Fail("an id stands twice");
                return fields.Finish(() => Of(assets, prepaids));
            });
}
