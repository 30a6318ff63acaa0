using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Ledger;

/// <summary>Generators of journal entries.</summary>
internal static class Entries
{
    private static readonly Gen<long> Amount = Gen.OneOf(
        Gen.Elements(0L, 1, Limits.SafeInteger),
        Gen.Choose(0, 500).Select(small => (long)small),
        Gen.Choose(0, int.MaxValue).Select(large => large * 4_000_000L)
    );

    private static readonly Gen<EntryLine> Line =
        from account in Gen.OneOf(Gen.Elements("1010", "2000", "4000"), Text.Name)
        from currency in Gen.Elements("USD", "EUR", "JPY")
        from amount in Amount
        from isDebit in Gen.Elements(true, false)
        from entity in Text.Optional(Text.Free)
        from job in Text.Optional(Text.Free)
        from reference in Text.Optional(Text.Free)
        from subledger in Gen.Elements(null, "AR", "AP")
        from appliesTo in Text.Optional(Text.Free)
        from due in Gen.Elements<DateOnly?>(null, Some.Day, DateOnly.MaxValue)
        select new EntryLine(
            Some.Account(account),
            Currency.Parse(currency).Value,
            isDebit ? amount : 0,
            isDebit ? 0 : amount
        )
        {
            AppliesTo = appliesTo,
            DueDate = due,
            Entity = entity,
            Job = job,
            Reference = reference,
            Subledger = subledger is null ? null : Some.Subledger(subledger),
        };

    private static readonly Gen<ManifestPart?> Part =
        from manifest in Gen.Elements("M1", "M2", null)
        from total in Gen.Choose(1, 4)
        from number in Gen.Choose(1, total)
        select manifest is null ? null : new ManifestPart(manifest, number, total);

    private static readonly Gen<DateTimeOffset?> Instant = Gen.Elements<DateTimeOffset?>(
        null,
        DateTimeOffset.UnixEpoch,
        new DateTimeOffset(2026, 2, 3, 9, 0, 0, 7, TimeSpan.Zero)
    );

    private static readonly Gen<EntryOrigin?> Origin =
        from createdBy in Text.Optional(Text.Name)
        from createdAt in Instant
        from approvedBy in Text.Optional(Text.Name)
        select EntryOrigin.Of(createdBy, createdAt, approvedBy);

    private static readonly Gen<JournalName?> Journal = Gen.Elements("VE", "AC 1", null)
        .Select(name => name is null ? null : (JournalName?)JournalName.Parse(name).Value);

    private static readonly Gen<BatchHeader?> Batch = Gen.OneOf(
        Gen.Constant((BatchHeader?)null),
        from key in Text.Name
        from count in Gen.Choose(1, int.MaxValue)
        from part in Part
        from posted in Instant
        select (BatchHeader?)new BatchHeader(key, count, Some.Digest(key)) { Part = part, PostedAt = posted }
    );

    /// <summary>Any entry that the format can hold, balanced or not.</summary>
    public static Gen<Entry> Any { get; } =
        from id in Text.Name
        from day in Gen.Choose(0, 3_000_000)
        from kind in Gen.Elements(Enum.GetValues<EntryKind>())
        from description in Text.Free
        from poster in Gen.Elements("nora", "tomas", "system")
        from lines in Line.NonEmptyListOf()
        from batch in Batch
        from corrects in Text.Optional(Text.Name)
        from reverses in Text.Optional(Text.Name)
        from run in Gen.Elements<RunId?>(null, RunId.Of(Some.Tenant, Some.January, 1))
        from task in Gen.Elements<int?>(null, 0, 7, int.MaxValue)
        from autoReverse in Gen.Elements(true, false)
        from origin in Origin
        from journal in Journal
        from edit in Gen.Elements<EntryEdit?>(
            null,
            EntryEdit.Replaced,
            EntryEdit.Amended,
            EntryEdit.Gone,
            EntryEdit.Undone
        )
        from replaces in Text.Optional(Text.Name)
        from scope in Gen.Elements("2026", "VE:2026", null)
        from originalDay in Gen.Elements<int?>(null, null, 0, 738_000)
        select new Entry(
            Some.EntryId(id),
            DateOnly.FromDayNumber(day),
            kind,
            description,
            Some.Person(poster),
            [.. lines]
        )
        {
            AutoReverse = autoReverse,
            Batch = batch,
            Corrects = corrects is null ? null : Some.EntryId(corrects),
            Edit = reverses is null ? null : edit,
            Journal = journal,
            Origin = origin,
            Replaces = replaces is null ? null : Some.EntryId(replaces),
            Scope = scope is null ? null : ScopeName.Parse(scope).Value,
            OriginalDate = originalDay is { } original ? DateOnly.FromDayNumber(original) : null,
            Reverses = reverses is null ? null : Some.EntryId(reverses),
            Run = run,
            Task = task,
        };

    /// <summary>
    /// Entries with few ids, so that some correct each other, and small amounts, so that some of those then balance.
    /// </summary>
    public static Gen<Entry> Related { get; } =
        from id in Gen.Elements("E1", "E2", "E3", "E4")
        from corrects in Gen.Elements(null, null, "E1", "E2")
        from poster in Gen.Elements("nora", "tomas", "system")
        from day in Gen.Choose(0, 40)
        from kind in Gen.Elements(Enum.GetValues<EntryKind>())
        from part in Part
        from lines in (
            from account in Gen.Elements("1010", "2000", "4000")
            from currency in Gen.Elements(Some.Usd, Some.Eur)
            from net in Gen.Choose(-2, 2)
            select Some.Line(account, net, currency)
        ).NonEmptyListOf()
        select new Entry(
            Some.EntryId(id),
            Some.January.FirstDay.AddDays(day),
            kind,
            "d",
            Some.Person(poster),
            [.. lines]
        )
        {
            Corrects = corrects is null ? null : Some.EntryId(corrects),
            Batch = part is null ? null : new BatchHeader("k", 1, Some.Digest("k")) { Part = part },
        };

    /// <summary>Lines of a journal: mostly entries, some that cannot be read.</summary>
    public static Gen<byte[]> JournalLine { get; } =
        Gen.Frequency(
            (8, Related.Select(EntryCodec.Encode)),
            (2, Any.Select(EntryCodec.Encode)),
            (1, Bytes.Random),
            (1, Related.Select(EntryCodec.Encode).SelectMany(Bytes.Damaged))
        );
}
