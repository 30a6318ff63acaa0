using System.Buffers;
using System.Text.Json;
using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>
/// A journal line: the RFC 8785 form of one entry (docs/formats.md). This is the complete reader, and says what is
/// wrong with a line; <see cref="EntryCursor"/> and <see cref="EntryDecoder"/> are the hot ones, and property tests
/// hold them together.
/// </summary>
public static class EntryCodec
{
    private const string Code = "JOURNAL_LINE_INVALID";

    /// <summary>What Bookseal alone says of an entry.</summary>
    private static readonly string[] OwnMembers = ["batch", "by", "edit", "replaces", "run", "scope", "task"];

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _line;

    /// <summary>The line without its line feed.</summary>
    public static byte[] Encode(Entry entry)
    {
        var line = EmptyLine();
        EntryWriter.Write(line, entry);
        return line.WrittenSpan.ToArray();
    }

    /// <summary>Bytes of its line.</summary>
    public static int LengthOf(Entry entry)
    {
        var line = EmptyLine();
        EntryWriter.Write(line, entry);
        return line.WrittenCount;
    }

    /// <summary>The same, behind what was written before.</summary>
    public static void Encode(Entry entry, IBufferWriter<byte> output) => EntryWriter.Write(output, entry);

    /// <summary>
    /// What the entry says, whoever made and posted it in whatever batch: two entries with one id must agree on this.
    /// </summary>
    public static Digest ContentDigest(Entry entry)
    {
        var line = EmptyLine();
        EntryWriter.WriteContent(line, entry);
        return Digest.Of(line.WrittenSpan);
    }

    /// <summary>
    /// The same of an entry's line, without reading it: from the date on, both forms are the same bytes.
    /// </summary>
    public static Digest ContentDigest(ReadOnlySpan<byte> line)
    {
        var content = EmptyLine();
        content.Write("{"u8);
        if (line[..DateAt(line)].IndexOf("\"auto_reverse\":true"u8) >= 0)
            content.Write("\"auto_reverse\":true,"u8);
        content.Write("\"by\":\"bookseal\","u8);
        var corrects = NameIn(line[..DateAt(line)], "\"corrects\":\""u8);
        if (!corrects.IsEmpty)
        {
            content.Write("\"corrects\":\""u8);
            content.Write(corrects);
            content.Write("\","u8);
        }

        content.Write(line[DateAt(line)..]);
        return Digest.Of(content.WrittenSpan);
    }

    /// <summary>Over the contents of a batch's entries, in their order: what its key stands for.</summary>
    public static Digest BatchDigest(IEnumerable<Entry> entries) => BatchDigest(entries.Select(ContentDigest));

    /// <param name="contents">Of each entry: <see cref="ContentDigest(Entry)"/>.</param>
    public static Digest BatchDigest(IEnumerable<Digest> contents) =>
        Digest.Of([.. contents.SelectMany(content => content.ToArray())]);

    /// <summary>
    /// The id of a line as it stands there, in UTF-8, without reading the rest; empty in a line that is no entry. An id
    /// has no quotes or backslashes, and no text can hold this member's name unescaped: so the bytes tell.
    /// </summary>
    public static ReadOnlySpan<byte> IdIn(ReadOnlySpan<byte> line) => NameIn(line, "\"id\":\""u8);

    /// <summary>The same of its scope; empty where there is none.</summary>
    public static ReadOnlySpan<byte> ScopeIn(ReadOnlySpan<byte> line) => NameIn(line, "\"scope\":\""u8);

    /// <summary>Where an entry's date begins. No text before it can hold the member's name unescaped.</summary>
    private static int DateAt(ReadOnlySpan<byte> line) => line.IndexOf("\"date\":\""u8);

    /// <summary>Whether the line is a batch's first.</summary>
    public static bool BeginsBatch(ReadOnlySpan<byte> line) => line.IndexOf("\"batch\":{"u8) >= 0;

    /// <summary>Whether the line's entry names another one that it corrects, reverses or stands for.</summary>
    public static bool HasTies(ReadOnlySpan<byte> line) =>
        line.IndexOf("\"corrects\":\""u8) >= 0
        || line.IndexOf("\"replaces\":\""u8) >= 0
        || line.IndexOf("\"reverses\":\""u8) >= 0;

    /// <summary>The same of its date.</summary>
    public static ReadOnlySpan<byte> DateIn(ReadOnlySpan<byte> line) => NameIn(line, "\"date\":\""u8);

    /// <summary>The same of its kind; null where it has none that is known.</summary>
    public static EntryKind? KindIn(ReadOnlySpan<byte> line) => EntryKinds.OfToken(NameIn(line, "\"kind\":\""u8));

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
        if (line.Length <= Limits.EntryBytes && TryDecode(line) is { } good)
            return good;
        return DecodeTree(line);
    }

    /// <summary>The same by way of a document tree, which says what is wrong.</summary>
    public static Result<Entry> DecodeTree(ReadOnlySpan<byte> line)
    {
        if (line.Length > Limits.EntryBytes)
            return new Fault(Code, $"a journal line is at most {Limits.EntryBytes} bytes");
        if (!JsonText.ParseObject(line).Then(FromJson).TryGet(out var entry, out var fault))
            return new Fault(Code, fault.Message);
        return IsLineOf(entry, line) ? entry : new Fault(Code, "the line is not in canonical form");
    }

    /// <summary>Reads a line that <see cref="Encode"/> wrote for this process, and nobody could change since.</summary>
    public static Entry DecodeOwn(ReadOnlySpan<byte> line)
    {
        try
        {
            return EntryDecoder.Read(line);
        }
        catch (JsonException)
        {
            return DecodeTree(line).Value;
        }
    }

    /// <summary>The fast way, which takes canonical lines alone; null for every other.</summary>
    private static Entry? TryDecode(ReadOnlySpan<byte> line)
    {
        try
        {
            var entry = EntryDecoder.Read(line);
            return IsLineOf(entry, line) ? entry : null;
        }
        catch (JsonException)
        {
            return null; // the complete reader says why
        }
    }

    private static bool IsLineOf(Entry entry, ReadOnlySpan<byte> line)
    {
        var canonical = EmptyLine();
        EntryWriter.Write(canonical, entry);
        return canonical.WrittenSpan.SequenceEqual(line);
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

    /// <summary>Each thread has a buffer of its own, which no caller sees.</summary>
    private static ArrayBufferWriter<byte> EmptyLine()
    {
        var line = _line ??= new(1024);
        line.ResetWrittenCount();
        return line;
    }

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
