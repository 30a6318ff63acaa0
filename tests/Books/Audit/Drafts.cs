using Bookseal.Books.Audit;
using Bookseal.Books.Values;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Audit;

/// <summary>Generators of what is to be recorded.</summary>
internal static class Drafts
{
    public const string Log = "bookseal.local/acme";

    public static Gen<AuditDraft> Any { get; } =
        from actor in Gen.Elements("nora", "system")
        from period in Gen.Elements<PeriodCode?>(null, Some.January)
        from run in Gen.Elements<RunId?>(null, RunId.Of(Some.Tenant, Some.January, 1))
        from correlation in Text.Free
        from text in Text.Free
        from number in Gen.Choose(int.MinValue, int.MaxValue)
        select new AuditDraft(
            Some.Person(actor),
            "person",
            "anything/1",
            period,
            run,
            correlation,
            JsonObject.Of(("text", text), ("number", number), ("list", new JsonArray([new JsonBoolean(true)])))
        );

    public static AuditDraft Of(string type, JsonObject? data = null) =>
        new(Some.Poster, "person", type, Some.January, null, "c", data ?? JsonObject.Of());

    /// <summary>A chain of that many entries, one a second.</summary>
    public static (AuditHead Head, IReadOnlyList<AuditEntry> Entries) Chain(int length, string log = Log)
    {
        var head = AuditHead.Empty(log);
        var entries = new List<AuditEntry>();
        for (var i = 0; i < length; i++)
        {
            (head, var added) = head.Append([Of($"number_{i}/1")], Some.Now.AddSeconds(i));
            entries.AddRange(added);
        }

        return (head, entries);
    }
}
