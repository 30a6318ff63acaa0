using System.Text;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Access;

/// <summary>
/// Whom the platform's sign-in (App Service authentication with Entra ID) stands for: a principal of a directory is a
/// person of that directory's one company. The operator says which claim names them; addresses for mail do not count,
/// for whoever imports books may change them.
/// </summary>
/// <param name="Claim">The claim that has the person's id, or a key of the directory's persons.</param>
public sealed record PlatformSignIn(string Claim, IReadOnlyDictionary<string, PlatformDirectory> Directories)
{
    public const string Variable = "BOOKSEAL_PLATFORM_SIGN_IN";
    public const string Refused = "SIGN_IN_REFUSED";
    private const string Invalid = "PLATFORM_SIGN_IN_INVALID";
    private const string Provider = "aad";
    private const string NamePrefix = "http://schemas.microsoft.com/identity/claims/";

    /// <summary>Where nothing is before this host: headers that claim it are anybody's.</summary>
    public static PlatformSignIn Off { get; } = new("", new Dictionary<string, PlatformDirectory>());

    public bool IsOn => Directories.Count > 0;

    /// <summary>
    /// <c>{"claim": C, "directories": {ID: {"tenant": T, "persons": {VALUE: PERSON}}}}</c>; without <c>persons</c> the
    /// claim's value is the person's id.
    /// </summary>
    public static Result<PlatformSignIn> Read(string setting) =>
        JsonText.ParseObject(Encoding.UTF8.GetBytes(setting)).Then(FromJson).TryGet(out var read, out var fault)
            ? read
            : new Fault(Invalid, fault.Message);

    /// <summary>
    /// The person whom a header of the platform names. <c>SIGN_IN_REFUSED</c> for what is none of it, and for
    /// principals of other directories and whom the operator does not name.
    /// </summary>
    /// <param name="header">Base64 of a JSON document with the provider and the claims.</param>
    public Result<SignedInPerson> Find(string header)
    {
        if (header.Length > Limits.PlatformHeaderCharacters)
            return Nobody;
        var json = new byte[header.Length];
        if (
            !Convert.TryFromBase64String(header, json, out var length)
            || !JsonText.ParseObject(json.AsSpan(0, length)).TryGet(out var principal, out _)
            || principal["auth_typ"] is not JsonString { Value: Provider }
            || principal["claims"] is not JsonArray claims
        )
            return Nobody;
        return
            ValueOf(claims, "tid") is { } id
            && Directories.TryGetValue(id, out var directory)
            && ValueOf(claims, Claim) is { } value
            && directory.Find(value) is { } person
            ? new SignedInPerson(directory.Tenant, person)
            : Nobody;
    }

    private static Fault Nobody =>
        new(Refused, "who is signed in is nobody of a company's team here; an operator names persons");

    /// <summary>
    /// The platform writes some names long. What is there twice is nothing: nobody chooses between two.
    /// </summary>
    private static string? ValueOf(JsonArray claims, string name)
    {
        string? longName = name switch
        {
            "tid" => NamePrefix + "tenantid",
            "oid" => NamePrefix + "objectidentifier",
            _ => null,
        };
        List<string> values =
        [
            .. claims
                .Items.OfType<JsonObject>()
                .Where(claim => claim["typ"] is JsonString type && (type.Value == name || type.Value == longName))
                .Select(claim => (claim["val"] as JsonString)?.Value ?? "")
                .Distinct(StringComparer.Ordinal),
        ];
        return values is [{ Length: > 0 } only] ? only : null;
    }

    private static Result<PlatformSignIn> FromJson(JsonObject source)
    {
        var fields = new Fields(source, Invalid);
        var claim = fields.Text("claim");
        var directories = new Dictionary<string, PlatformDirectory>(StringComparer.OrdinalIgnoreCase);
        foreach (var (id, value) in fields.Object("directories").Members)
            if (!Guid.TryParseExact(id, "D", out _) || value is not JsonObject members)
                fields.Fail($"a directory is named by its id, not {new JsonString(id)}");
            else if (PlatformDirectory.FromJson(members).TryGet(out var directory, out var fault))
                directories.Add(id, directory);
            else
                fields.Fail($"directory {id}: {fault.Message}");
        if (claim.Length == 0 || directories.Count == 0)
            fields.Fail("it needs a claim and a directory");
        return fields.Finish(() => new PlatformSignIn(claim, directories));
    }
}

/// <param name="Persons">Whom values of the claim stand for; null: each value is itself a person's id.</param>
public sealed record PlatformDirectory(TenantId Tenant, IReadOnlyDictionary<string, PersonId>? Persons)
{
    /// <summary>Whether they are in the team, whoever lets them in finds out.</summary>
    internal PersonId? Find(string value)
    {
        if (Persons is not null)
            return Persons.TryGetValue(value, out var named) ? named : null;
        return PersonId.Parse(value.ToLowerInvariant()).TryGet(out var person, out _) ? person : null;
    }

    internal static Result<PlatformDirectory> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "PLATFORM_SIGN_IN_INVALID");
        var tenant = fields.Text("tenant", TenantId.Parse);
        if (!fields.Has("persons"))
            return fields.Finish(() => new PlatformDirectory(tenant, null));
        var persons = new Dictionary<string, PersonId>(StringComparer.OrdinalIgnoreCase);
        foreach (var (value, named) in fields.Object("persons").Members)
            if (named is JsonString text && PersonId.Parse(text.Value).TryGet(out var person, out _))
                persons[value] = person;
            else
                fields.Fail($"{new JsonString(value)} stands for no person's id");
        return fields.Finish(() => new PlatformDirectory(tenant, persons));
    }
}
