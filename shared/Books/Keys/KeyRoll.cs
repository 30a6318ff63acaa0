using Bookseal.Books.Values;

namespace Bookseal.Books.Keys;

/// <summary>The keys that a chain has enrolled, in order: who may sign with what.</summary>
/// <param name="Keys">The newest last.</param>
public sealed record KeyRoll(IReadOnlyList<EnrolledKey> Keys)
{
    /// <summary>Two have the same key: it tells nobody which of them has signed.</summary>
    public const string Shared = "KEY_SHARED";

    /// <summary>Nobody has shown that the key is theirs.</summary>
    public const string NotProven = "KEY_NOT_PROVEN";

    public static KeyRoll Empty { get; } = new([]);

    /// <summary>The person's keys (null: the log's), the newest first.</summary>
    public IEnumerable<EnrolledKey> Of(PersonId? person) => Keys.Reverse().Where(key => key.Person == person);

    public EnrolledKey? Find(PersonId? person, string keyId) =>
        Of(person).FirstOrDefault(key => key.Key.KeyId == keyId);

    public KeyRoll With(KeysEnrolled enrolled) => new([.. Keys, .. enrolled.Keys]);

    /// <summary>
    /// What enrolling these keys by this person comes to: null when they are on the roll already, or why not.
    /// </summary>
    /// <param name="by">Who asks for it.</param>
    /// <param name="approvers">The approvers of the standing team.</param>
    public Result<KeysEnrolled?> Enrol(
        TenantId tenant,
        IEnumerable<EnrolledKey> keys,
        PersonId by,
        IReadOnlyCollection<PersonId> approvers
    )
    {
        var roll = this;
        List<EnrolledKey> added = [];
        foreach (var key in keys)
        {
            if (roll.Find(key.Person, key.Key.KeyId) is not null)
                continue;
            if (roll.Refuse(tenant, key, by, approvers) is { } refusal)
                return refusal;
            added.Add(key);
            roll = roll.With(new([key]));
        }

        return added.Count == 0 ? (KeysEnrolled?)null : new KeysEnrolled(added);
    }

    /// <summary>
    /// Why this person cannot have a further key enrolled for that one; null for a first key, and where another
    /// approver asks. Of the log's any approver may.
    /// </summary>
    public Fault? RefuseFurther(PersonId? person, PersonId by, IReadOnlyCollection<PersonId> approvers)
    {
        if (!Of(person).Any() || (by != person && approvers.Contains(by)))
            return null;
        var others = string.Join(" or ", approvers.Where(approver => approver != person));
        var whose = person is { } id ? $"{id} has" : "the log has";
        return new(
            "KEY_APPROVAL_NEEDED",
            others.Length > 0
                ? $"{whose} a key; a further one is enrolled by {others}: "
                    + $"bookseal keys create {person?.ToString() ?? "log"} --as {others.Split(' ')[0]}"
                : $"{whose} a key, and there is no other approver who could enrol a further one"
        );
    }

    private Fault? Refuse(TenantId tenant, EnrolledKey key, PersonId by, IReadOnlyCollection<PersonId> approvers)
    {
        if (Keys.FirstOrDefault(known => known.Key.Equals(key.Key)) is { } other)
            return new(
                Shared,
                $"the key of {Whose(key.Person)} is that of {Whose(other.Person)} already; everyone has their own"
            );
        if (!key.IsProven(tenant))
            return new(NotProven, $"{Whose(key.Person)} has not signed with the key that is to be enrolled");
        return RefuseFurther(key.Person, by, approvers);
    }

    private static string Whose(PersonId? person) => person?.ToString() ?? "the log";

    public byte[] ToBytes() => CanonicalJson.ToBytes(new KeysEnrolled(Keys).ToData());

    public static Result<KeyRoll> FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonText.ParseObject(bytes).Then(KeysEnrolled.FromData).Map(read => new KeyRoll(read.Keys));
}
