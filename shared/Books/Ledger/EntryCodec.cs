using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>
/// A journal line: the RFC 8785 form of one entry (docs/formats.md). This is the cold, complete reader and writer;
/// <see cref="EntryCursor"/> is the hot one, and a property test holds them together.
/// </summary>
public static class EntryCodec
{
    private const string Code = "JOURNAL_LINE_INVALID";

    /// <summary>What Bookseal alone says of an entry.</summary>
    private static readonly string[] OwnMembers = ["batch", "by", "edit", "replaces", "run", "scope", "task"];

    /// <summary>The line without its line feed.</summary>
    public static byte[] Encode(Entry entry) =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("approved_by", entry.Origin?.ApprovedBy),
                ("auto_reverse", entry.AutoReverse ? (JsonValue)true : null),
                ("batch", entry.Batch?.ToJson()),
                ("by", entry.PostedBy.ToString()),
                ("corrects", entry.Corrects?.ToString()),
                ("created_at", entry.Origin?.CreatedAt is { } created ? Dates.Text(created) : null),
                ("created_by", entry.Origin?.CreatedBy),
                ("date", Dates.Text(entry.Date)),
                ("description", entry.Description),
                ("edit", entry.Edit?.Text()),
                ("id", entry.Id.ToString()),
                ("journal", entry.Journal?.ToString()),
                ("kind", entry.Kind.Text()),
                ("lines", new JsonArray(entry.Lines.Select(ToJson))),
                ("original_date", entry.OriginalDate is { } original ? Dates.Text(original) : null),
                ("replaces", entry.Replaces?.ToString()),
                ("reverses", entry.Reverses?.ToString()),
                ("run", entry.Run?.ToString()),
                ("scope", entry.Scope?.ToString()),
                ("task", entry.Task is { } task ? (long)task : (JsonValue?)null)
            )
        );

    /// <summary>
    /// What the entry says, whoever made and posted it in whatever batch: two entries with one id must agree on this.
    /// </summary>
    public static Digest ContentDigest(Entry entry) =>
        Digest.Of(Encode(entry with { Batch = null, Origin = null, PostedBy = PersonId.System }));

    /// <summary>Over the contents of a batch's entries, in their order: what its key stands for.</summary>
    public static Digest BatchDigest(IEnumerable<Entry> entries) =>
        Digest.Of([.. entries.SelectMany(entry => ContentDigest(entry).ToArray())]);

    /// <summary>
    /// The id of a line as it stands there, in UTF-8, without reading the rest; empty in a line that is no entry. An id
    /// has no quotes or backslashes, and no text can hold this member's name unescaped: so the bytes tell.
    /// </summary>
    public static ReadOnlySpan<byte> IdIn(ReadOnlySpan<byte> line) => NameIn(line, "\"id\":\""u8);

    /// <summary>The same of its scope; empty where there is none.</summary>
    public static ReadOnlySpan<byte> ScopeIn(ReadOnlySpan<byte> line) => NameIn(line, "\"scope\":\""u8);

    private static ReadOnlySpan<byte> NameIn(ReadOnlySpan<byte> line, ReadOnlySpan<byte> member)
    {
        var start = line.IndexOf(member);
        if (start < 0)
            return [];
        var rest = line[(start + member.Length)..];
        return rest[..Math.Max(0, rest.IndexOf((byte)'"'))];
    }

    /// <summary>Reads a line; only the very bytes that <see cref="Encode"/> writes are accepted.</summary>
    public static Result<Entry> Decode(ReadOnlySpan<byte> line)
    {
        if (line.Length > Limits.EntryBytes)
            return new Fault(Code, $"a journal line is at most {Limits.EntryBytes} bytes");
        if (!JsonText.ParseObject(line).Then(FromJson).TryGet(out var entry, out var fault))
            return new Fault(Code, fault.Message);
        return Encode(entry).AsSpan().SequenceEqual(line)
            ? entry
            : new Fault(Code, "the line is not in canonical form");
    }

    /// <summary>Reads an entry as a source gives it: no batch, no run, and who posts it comes from outside.</summary>
    public static Result<Entry> FromSource(JsonObject source, PersonId postedBy)
    {
        var forbidden = source.Members.Keys.FirstOrDefault(name => OwnMembers.Contains(name));
        return forbidden is null
            ? FromJson(source.With("by", postedBy.ToString()))
            : new Fault(Code, $"a source does not say '{forbidden}'");
    }

    private static Result<Entry> FromJson(JsonObject source)
    {
        var fields = new Fields(source, Code);
        var approvedBy = fields.Has("approved_by") ? fields.Text("approved_by", EntryOrigin.ParseName) : null;
        var autoReverse = fields.Has("auto_reverse") && fields.Boolean("auto_reverse");
        var batch = fields.OptionalObject("batch", BatchHeader.FromJson);
        var by = fields.Text("by", PersonId.Parse);
        var corrects = fields.OptionalText("corrects", EntryId.Parse);
        var createdAt = fields.OptionalText("created_at", Dates.ParseInstant);
        var createdBy = fields.Has("created_by") ? fields.Text("created_by", EntryOrigin.ParseName) : null;
        var date = fields.Text("date", Dates.Parse);
        var description = fields.Text("description");
        var edit = fields.OptionalText("edit", EntryEdits.Parse);
        var id = fields.Text("id", EntryId.Parse);
        var journal = fields.OptionalText("journal", JournalName.Parse);
        var kind = fields.Text("kind", EntryKinds.Parse);
        var lines = fields.Objects("lines", LineFromJson);
        var original = fields.OptionalText("original_date", Dates.Parse);
        var replaces = fields.OptionalText("replaces", EntryId.Parse);
        var reverses = fields.OptionalText("reverses", EntryId.Parse);
        var run = fields.OptionalText("run", RunId.Parse);
        var scope = fields.OptionalText("scope", ScopeName.Parse);
        var task = fields.Has("task") ? (int?)fields.Integer("task") : null;
        if (task < 0)
            fields.Fail("'task' is not negative");
        if (edit is not null && reverses is null)
            fields.Fail("an edit takes an entry back, and names it in 'reverses'");
        if (lines.Count is 0 or > Limits.EntryLines)
            fields.Fail($"an entry has 1 to {Limits.EntryLines} lines");
        return fields.Finish(() =>
            new Entry(id, date, kind, description, by, lines)
            {
                AutoReverse = autoReverse,
                Batch = batch,
                Corrects = corrects,
                Edit = edit,
                Journal = journal,
                Origin = EntryOrigin.Of(createdBy, createdAt, approvedBy),
                OriginalDate = original,
                Replaces = replaces,
                Reverses = reverses,
                Run = run,
                Scope = scope,
                Task = task,
            }
        );
    }

    private static JsonObject ToJson(EntryLine line) =>
        JsonObject.Of(
            ("account", line.Account.ToString()),
            ("applies_to", line.AppliesTo),
            ("credit", line.CreditMinor == 0 ? null : (JsonValue)line.CreditMinor),
            ("currency", line.Currency.ToString()),
            ("debit", line.CreditMinor == 0 ? (JsonValue)line.DebitMinor : null),
            ("due_date", line.DueDate is { } due ? Dates.Text(due) : null),
            ("entity", line.Entity),
            ("job", line.Job),
            ("reference", line.Reference),
            ("subledger", line.Subledger?.ToString())
        );

    private static Result<EntryLine> LineFromJson(JsonObject source)
    {
        var fields = new Fields(source, Code);
        var account = fields.Text("account", AccountCode.Parse);
        var appliesTo = fields.OptionalText("applies_to");
        var currency = fields.Text("currency", Currency.Parse);
        var credit = fields.Has("credit") ? fields.Integer("credit") : 0;
        var debit = fields.Has("debit") ? fields.Integer("debit") : 0;
        var due = fields.OptionalText("due_date", Dates.Parse);
        var entity = fields.OptionalText("entity");
        var job = fields.OptionalText("job");
        var reference = fields.OptionalText("reference");
        var subledger = fields.OptionalText("subledger", SubledgerName.Parse);
        if (fields.Has("credit") == fields.Has("debit") || credit < 0 || debit < 0)
            fields.Fail("a line has a debit or a credit, and neither is negative");
        return fields.Finish(() =>
            new EntryLine(account, currency, debit, credit)
            {
                AppliesTo = appliesTo,
                DueDate = due,
                Entity = entity,
                Job = job,
                Reference = reference,
                Subledger = subledger,
            }
        );
    }
}
