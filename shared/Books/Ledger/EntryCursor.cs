using System.Text.Json;
using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>
/// Reads one journal line in a single pass: first the members up to the lines, then the lines one by one, then the
/// rest. Names are spans of the line; strings are made only for a batch header and to check a text with escapes.
/// Members must stand in canonical order, names unescaped. Throws <see cref="JsonException"/> on whatever is not such a
/// line; the fold turns it into a fault.
/// </summary>
internal ref partial struct EntryCursor
{
    private readonly ReadOnlySpan<byte> _line;
    private Utf8JsonReader _json;
    private bool _ownDebit;

    /// <summary>What is left of the line, while it is a plain one.</summary>
    private ReadOnlySpan<byte> _plain;

    private bool _isPlain;
    private int _plainLines;

    public EntryCursor(ReadOnlySpan<byte> line)
    {
        _line = line;
        _plain = line;
        _isPlain = ReadPlainHead();
        if (!_isPlain)
            ReadHead();
    }

    private void ReadHead()
    {
        _json = new Utf8JsonReader(_line, new JsonReaderOptions { MaxDepth = 8 });
        Expect(JsonTokenType.StartObject);
        Read();
        if (AtName("approved_by"u8))
            ApprovedByToken = TokenUnread();
        AutoReverse = AtName("auto_reverse"u8);
        if (AutoReverse)
            SkipTrue();
        if (AtName("batch"u8))
            Batch = ReadBatch(_line);
        PostedBy = Text("by"u8);
        if (AtName("corrects"u8))
            Corrects = Text();
        if (AtName("created_at"u8))
            CreatedAtToken = TokenUnread();
        if (AtName("created_by"u8))
            CreatedByToken = TokenUnread();
        Date = Text("date"u8);
        if (!AtName("description"u8))
            throw Bad("'description' is missing");
        DescriptionToken = Token(_line);
        if (AtName("edit"u8))
            Edit = Text();
        if (IsEdit && !IsKnownEdit(Edit))
            throw Bad("unknown edit");
        Id = Text("id"u8);
        if (AtName("journal"u8))
            Journal = Text();
        Kind = EntryKinds.OfToken(Text("kind"u8)) ?? throw Bad("unknown kind");
        if (!AtName("lines"u8))
            throw Bad("'lines' is missing");
        Expect(JsonTokenType.StartArray);
        Read();
    }

    /// <summary>The batch that begins with this entry; one line in many has one, so it is read the slow way.</summary>
    public BatchHeader? Batch { get; private set; }

    public ReadOnlySpan<byte> PostedBy { get; private set; }

    public ReadOnlySpan<byte> Corrects { get; private set; }

    public ReadOnlySpan<byte> Date { get; private set; }

    /// <summary>The text as it stands in the line, with its quotes and escapes.</summary>
    public ReadOnlySpan<byte> DescriptionToken { get; private set; }

    public ReadOnlySpan<byte> Id { get; private set; }

    /// <summary>Empty for an entry that names none.</summary>
    public ReadOnlySpan<byte> Journal { get; private set; }

    /// <summary>It takes an entry back because its source was edited.</summary>
    public readonly bool IsEdit => !Edit.IsEmpty;

    /// <summary>Why it takes an entry back; empty for one that does not.</summary>
    public ReadOnlySpan<byte> Edit { get; private set; }

    public bool AutoReverse { get; private set; }

    /// <summary>A text as it stands in the line, whose escapes nobody has read; empty where it is missing.</summary>
    public ReadOnlySpan<byte> ApprovedByToken { get; private set; }

    /// <inheritdoc cref="ApprovedByToken"/>
    public ReadOnlySpan<byte> CreatedAtToken { get; private set; }

    /// <inheritdoc cref="ApprovedByToken"/>
    public ReadOnlySpan<byte> CreatedByToken { get; private set; }

    /// <summary>Known after the last line; empty for an entry that was not late.</summary>
    public ReadOnlySpan<byte> OriginalDate { get; private set; }

    /// <summary>Posted during a close, under its lock; known after the last line.</summary>
    public readonly bool IsOfRun => !Run.IsEmpty;

    /// <summary>Known after the last line, as the next is; empty where it is missing.</summary>
    public ReadOnlySpan<byte> ReplacesToken { get; private set; }

    public ReadOnlySpan<byte> ReversesToken { get; private set; }

    /// <summary>Known after the last line.</summary>
    public long? Task { get; private set; }

    /// <summary>The close run that posted it; known after the last line, empty in everyday postings.</summary>
    public ReadOnlySpan<byte> Run { get; private set; }

    /// <summary>Known after the last line; empty where ids are the whole company's.</summary>
    public ReadOnlySpan<byte> Scope { get; private set; }

    public EntryKind Kind { get; private set; }

    public ReadOnlySpan<byte> Account { get; private set; }

    public ReadOnlySpan<byte> Currency { get; private set; }

    public long DebitMinor { get; private set; }

    public long CreditMinor { get; private set; }

    /// <summary>The line names a job.</summary>
    public readonly bool HasJob => !JobToken.IsEmpty;

    /// <inheritdoc cref="ApprovedByToken"/>
    public ReadOnlySpan<byte> JobToken { get; private set; }

    /// <inheritdoc cref="ApprovedByToken"/>
    public ReadOnlySpan<byte> AppliesToToken { get; private set; }

    /// <inheritdoc cref="ApprovedByToken"/>
    public ReadOnlySpan<byte> EntityToken { get; private set; }

    /// <inheritdoc cref="ApprovedByToken"/>
    public ReadOnlySpan<byte> SubledgerToken { get; private set; }

    /// <summary>Empty for a line that has none.</summary>
    public ReadOnlySpan<byte> DueDate { get; private set; }

    /// <summary>As <see cref="DescriptionToken"/>; empty for a line without a reference.</summary>
    public ReadOnlySpan<byte> ReferenceToken { get; private set; }

    /// <summary>
    /// Moves to the next line of the entry; false after the last one, when the rest of the entry has been read too.
    /// </summary>
    public bool NextLine()
    {
        if (!_isPlain)
            return ReadLine();
        if (ReadPlainLine() is { } isThere)
            return isThere;
        // What is spelled otherwise is read again from the start.
        _isPlain = false;
        ReadHead();
        for (var read = _plainLines; read > 0; read--)
            ReadLine();
        return ReadLine();
    }

    private bool ReadLine()
    {
        if (_json.TokenType == JsonTokenType.EndArray)
        {
            ReadTail();
            return false;
        }

        if (_json.TokenType != JsonTokenType.StartObject)
            throw Bad("a line is not an object");
        Read();
        Account = Text("account"u8);
        AppliesToToken = AtName("applies_to"u8) ? TokenUnread() : [];
        var hasCredit = AtName("credit"u8);
        CreditMinor = hasCredit ? Amount() : 0;
        if (hasCredit && CreditMinor == 0)
            throw Bad("a zero stands on the debit side");
        Currency = Text("currency"u8);
        _ownDebit = AtName("debit"u8);
        DebitMinor = _ownDebit ? Amount() : 0;
        if (hasCredit == _ownDebit)
            throw Bad("a line has a debit or a credit");
        DueDate = AtName("due_date"u8) ? Text() : [];
        if (!DueDate.IsEmpty && !Dates.IsDate(DueDate))
            throw Bad("'due_date' is no date");
        EntityToken = AtName("entity"u8) ? TokenUnread() : [];
        JobToken = AtName("job"u8) ? TokenUnread() : [];
        ReferenceToken = AtName("reference"u8) ? Token(_line) : [];
        SubledgerToken = AtName("subledger"u8) ? TokenUnread() : [];
        if (_json.TokenType != JsonTokenType.EndObject)
            throw Bad("unknown member of a line");
        Read();
        return true;
    }

    private void ReadTail()
    {
        Read();
        if (AtName("original_date"u8))
            OriginalDate = Text();
        if (AtName("replaces"u8))
            ReplacesToken = TokenUnread();
        if (AtName("reverses"u8))
            ReversesToken = TokenUnread();
        else if (IsEdit)
            throw Bad("an edit takes an entry back, and names it");
        if (AtName("run"u8))
            Run = Text();
        if (AtName("scope"u8))
            Scope = Text();
        if (AtName("task"u8))
            Task = Amount();
        if (_json.TokenType != JsonTokenType.EndObject || _json.Read())
            throw Bad("unknown member, or bytes after the entry");
    }

    private static bool IsKnownEdit(ReadOnlySpan<byte> edit) =>
        edit.SequenceEqual("replaced"u8)
        || edit.SequenceEqual("amended"u8)
        || edit.SequenceEqual("gone"u8)
        || edit.SequenceEqual("undone"u8);

    private readonly bool AtName(ReadOnlySpan<byte> name) =>
        _json.TokenType == JsonTokenType.PropertyName && !_json.ValueIsEscaped && _json.ValueSpan.SequenceEqual(name);

    private ReadOnlySpan<byte> Text(ReadOnlySpan<byte> name) =>
        AtName(name) ? Text() : throw Bad("a member is missing or out of order");

    private ReadOnlySpan<byte> Text()
    {
        Expect(JsonTokenType.String);
        if (_json.ValueIsEscaped || _json.ValueSpan.IsEmpty)
            throw Bad("an empty or escaped name");
        var text = _json.ValueSpan;
        Read();
        return text;
    }

    /// <summary>A flag that is off is not written.</summary>
    private void SkipTrue()
    {
        Expect(JsonTokenType.True);
        Read();
    }

    private ReadOnlySpan<byte> TokenUnread()
    {
        Expect(JsonTokenType.String);
        var token = _line[(int)_json.TokenStartIndex..(int)_json.BytesConsumed];
        Read();
        return token;
    }

    private long Amount()
    {
        Expect(JsonTokenType.Number);
        if (_json.ValueSpan[0] == '-' || !_json.TryGetInt64(out var amount) || amount > Limits.SafeInteger)
            throw Bad("an amount is not an integer within 2^53 - 1");
        Read();
        return amount;
    }

    private BatchHeader ReadBatch(ReadOnlySpan<byte> line)
    {
        Read();
        var start = (int)_json.TokenStartIndex;
        _json.Skip();
        var header = JsonText.ParseObject(line[start..(int)_json.BytesConsumed]).Then(BatchHeader.FromJson);
        Read();
        return header.IsOk ? header.Value : throw Bad(header.Fault.Message);
    }

    private ReadOnlySpan<byte> Token(ReadOnlySpan<byte> line)
    {
        Expect(JsonTokenType.String);
        var token = line[(int)_json.TokenStartIndex..(int)_json.BytesConsumed];
        // Throws on an escape without a character: the general ledger could not show what the fold had counted.
        if (_json.ValueIsEscaped)
            NameBytes.Unquote(token);
        Read();
        return token;
    }

    private void Expect(JsonTokenType type)
    {
        Read();
        if (_json.TokenType != type)
            throw Bad("a member has the wrong type");
    }

    private void Read()
    {
        if (!_json.Read())
            throw Bad("unexpected end");
    }

    private static JsonException Bad(string message) => new(message);
}
