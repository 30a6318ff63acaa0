using Bookseal.Books.Costs;

namespace Bookseal.Books.Sources;

/// <summary>A system that a company's books are fed from, as sources.json names it.</summary>
/// <param name="IsRequired">A close does not go on while it cannot be read.</param>
public abstract record SyncSource(SourceId Id, bool IsRequired)
{
    public abstract string Kind { get; }

    /// <summary>Where it is: how far one was read says nothing of another.</summary>
    public abstract string Address { get; }

    public abstract JsonObject ToJson();

    /// <summary><c>SOURCES_INVALID</c>, with the source's id where it has one.</summary>
    public static Result<SyncSource> FromJson(JsonObject source)
    {
        var kind = (source["kind"] as JsonString)?.Value;
        Result<SyncSource> read = kind switch
        {
            InboxSource.KindText => InboxSource.Read(source),
            HttpSource.KindText => HttpSource.Read(source),
            _ => new Fault(SourceSettings.Invalid, "a source's 'kind' is inbox or http"),
        };
        return read.IsOk || source["id"] is not JsonString id
            ? read
            : read.Fault with
            {
                Message = $"source {new JsonString(id.Value)}: {read.Fault.Message}",
            };
    }

    private protected static bool IsRequiredIn(Fields fields) => fields.Has("required") && fields.Boolean("required");
}

/// <summary>A folder that files are put into.</summary>
/// <param name="Path">Below the books directory, with '/'.</param>
/// <param name="Format">Of all its files; null where each name tells.</param>
/// <param name="Commodities">Of hledger's files: <c>$=USD</c>.</param>
public sealed record InboxSource(
    SourceId Id,
    bool IsRequired,
    string Path,
    SourceFormat? Format,
    IReadOnlyList<string> Commodities
) : SyncSource(Id, IsRequired)
{
    /// <summary>The file below the books directory that says which column is what; null where the form tells.</summary>
    public string? Mapping { get; init; }

    /// <summary>Of costs whose file does not say it.</summary>
    public CostLifecycle? Lifecycle { get; init; }

    /// <summary>How dates such as 5/1/26 are meant, <c>mdy</c> or <c>dmy</c>; null where no file has such.</summary>
    public string? Dates { get; init; }

    public const string KindText = "inbox";
    public const string DefaultPath = "inbox";

    public override string Kind => KindText;

    public override string Address => Path;

    public static Result<SyncSource> Read(JsonObject source)
    {
        var fields = new Fields(source, SourceSettings.Invalid);
        fields.Text("kind");
        var inbox = new InboxSource(
            fields.Text("id", SourceId.Parse),
            IsRequiredIn(fields),
            (fields.OptionalText("path") ?? DefaultPath).TrimEnd('/'),
            fields.OptionalText("format", SourceFormats.Parse),
            fields.Has("commodities") ? fields.Texts("commodities") : []
        )
        {
            Mapping = fields.OptionalText("mapping"),
            Lifecycle = fields.OptionalText("lifecycle", CostLifecycles.Parse),
            Dates = fields.OptionalText("dates"),
        };
        if (!IsBelow(inbox.Path))
            fields.Fail("'path' names a folder below the books directory, with '/' and without '..'");
        if (inbox.Commodities.Any(text => !text.Contains('=', StringComparison.Ordinal)))
            fields.Fail("'commodities' are written like \"$=USD\"");
        CheckMapping(fields, inbox);
        CheckWords(fields, inbox);
        return fields.Finish<SyncSource>(() => inbox);
    }

    public override JsonObject ToJson() =>
        JsonObject.Of(
            ("commodities", Commodities.Count == 0 ? null : JsonArray.OfTexts(Commodities)),
            ("dates", Dates),
            ("format", Format?.Text()),
            ("id", Id.ToString()),
            ("kind", Kind),
            ("lifecycle", Lifecycle?.Text()),
            ("mapping", Mapping),
            ("path", Path),
            ("required", IsRequired ? (JsonValue)true : null)
        );

    private static void CheckMapping(Fields fields, InboxSource inbox)
    {
        if (inbox is { Mapping: null, Format: { } format } && format.NeedsMapping())
            fields.Fail($"format {format.Text()} is read by a 'mapping': name its file, such as \"mapping.json\"");
        if (inbox.Mapping is not null && inbox.Format?.TakesMapping() != true)
            fields.Fail(
                "a 'mapping' says how format ledger-csv, bank-csv, cost-csv or payout-csv is read: "
                    + "say which in 'format'"
            );
        if (inbox.Mapping is { } mapping && !IsBelow(mapping))
            fields.Fail("'mapping' names a file below the books directory, with '/' and without '..'");
    }

    /// <summary>Where each name tells the form, they are for the files that they are of.</summary>
    private static void CheckWords(Fields fields, InboxSource inbox)
    {
        if (inbox is { Lifecycle: not null, Format: { } format } && !format.IsOfCosts())
            fields.Fail("a 'lifecycle' is of format focus-csv or cost-csv");
        if (inbox.Dates is not (null or "mdy" or "dmy"))
            fields.Fail("'dates' is mdy or dmy");
        if (inbox is { Dates: not null, Format: { } form } && !form.TakesDates())
            fields.Fail("'dates' are of format focus-csv, cost-csv or paypal-csv");
    }

    private static bool IsBelow(string path) =>
        path.Length <= 200
        && path.Split('/')
            .All(part =>
                part.Length > 0 && part[0] != '.' && part.All(c => !char.IsControl(c) && c is not ('\\' or ':'))
            );
}

/// <summary>An address that gives entries, page by page behind a cursor (docs/sources.md).</summary>
public sealed record HttpSource(SourceId Id, bool IsRequired, Uri Url, SourceToken? Token) : SyncSource(Id, IsRequired)
{
    public const string KindText = "http";
    private const string Ndjson = "ndjson";

    public override string Kind => KindText;

    public override string Address => Url.OriginalString;

    public static Result<SyncSource> Read(JsonObject source)
    {
        var fields = new Fields(source, SourceSettings.Invalid);
        fields.Text("kind");
        var http = new HttpSource(
            fields.Text("id", SourceId.Parse),
            IsRequiredIn(fields),
            fields.Text<Uri>("url", ParseUrl) ?? new Uri("https://unread.invalid/"),
            fields.OptionalObject("token", SourceToken.FromJson)
        );
        if (fields.OptionalText("format") is not (null or Ndjson))
            fields.Fail("the 'format' of an http source is ndjson");
        return fields.Finish<SyncSource>(() => http);
    }

    public override JsonObject ToJson() =>
        JsonObject.Of(
            ("id", Id.ToString()),
            ("kind", Kind),
            ("required", IsRequired ? (JsonValue)true : null),
            ("token", Token?.ToJson()),
            ("url", Url.OriginalString)
        );

    /// <summary>A name of letters that no name service knows is found out here, and not when it is called.</summary>
    private static bool HasHost(Uri url)
    {
        try
        {
            return url.IdnHost.Length > 0;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    /// <summary>Plain http is for this machine alone, and that is the operator's to say, when it is called.</summary>
    private static Result<Uri> ParseUrl(string text) =>
        text.Length <= 1_000
        && Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
        && url.UserInfo.Length == 0
        && url.Fragment.Length == 0
        && HasHost(url)
            ? url
            : new Fault(
                SourceSettings.Invalid,
                "an address is https, at most 1000 characters, without a name, a password or a '#'"
            );
}

/// <summary>Where the token of a source is, never the token itself.</summary>
public sealed record SourceToken(string? Variable, string? File)
{
    public JsonObject ToJson() => JsonObject.Of(("env", Variable), ("file", File));

    public static Result<SourceToken> FromJson(JsonObject source)
    {
        var fields = new Fields(source, SourceSettings.Invalid);
        var (variable, file) = (fields.OptionalText("env"), fields.OptionalText("file"));
        if (variable is null == file is null || variable is "" || file is "")
            fields.Fail("a token is {\"env\": NAME} or {\"file\": PATH}");
        return fields.Finish(() => new SourceToken(variable, file));
    }
}
