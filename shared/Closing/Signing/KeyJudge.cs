using Bookseal.Books.Company;
using Bookseal.Books.Keys;
using Bookseal.Books.Values;
using Bookseal.Evidence.Signing;
using Bookseal.Storage.Keys;

namespace Bookseal.Closing.Signing;

/// <summary>What is wrong with keys, from what a look at all of them has shown. Pure.</summary>
/// <param name="hasChain">False before the first import, which makes and enrols keys.</param>
internal sealed class KeyJudge(
    CompanyProfile profile,
    KeyRoll roll,
    bool hasChain,
    IReadOnlyList<KeyLook> looks,
    DateTimeOffset now,
    int maxAgeDays
)
{
    public KeyReport Report(KeyLook look)
    {
        var role = look.Person is { } id ? profile.Find(id)?.Role : null;
        var keys = KeysOf(look);
        return new(look.Person, role, keys, [.. Findings(look, keys, role)]);
    }

    /// <summary>Where looking failed, nothing is said of where an enrolled key lies.</summary>
    private IReadOnlyList<CheckedKey> KeysOf(KeyLook look)
    {
        if (look.Fault is not null)
            return [];
        var enrolled = roll.Of(look.Person).ToList();
        var signing = enrolled.FirstOrDefault(key => look.Held.Any(held => held.Key.Key.Equals(key.Key)));
        var here = look.Held.Select(held => new CheckedKey(
            held.Key,
            held.Reach,
            enrolled.Any(key => key.Key.Equals(held.Key.Key)),
            signing is not null && signing.Key.Equals(held.Key.Key),
            AgeOf(held.Key)
        ));
        var elsewhere = enrolled
            .Where(key => look.Held.All(held => !held.Key.Key.Equals(key.Key)))
            .Select(key => new CheckedKey(
                new(key.Key, key.Store, look.Place),
                KeyReach.Elsewhere,
                IsEnrolled: true,
                Signs: false,
                null
            ));
        return [.. here, .. elsewhere];
    }

    private IEnumerable<Fault> Findings(KeyLook look, IReadOnlyList<CheckedKey> keys, Role? role)
    {
        if (look.Fault is { } fault)
            return [fault];
        var shared = keys.Select(key => FindShared(look.Person, key)).OfType<Fault>();
        if (look.Person is not null && role is not Role.Approver)
            return shared; // signs nothing new; what is missing of it is missed by nobody
        var signing = keys.FirstOrDefault(key => key.Signs);
        return
        [
            .. look.Held.Count == 0 ? [Missing(look, keys)] : Array.Empty<Fault>(),
            .. look.Held.Select(held => held.Fault).OfType<Fault>(),
            .. keys.Where(key => !key.IsEnrolled).Select(key => NotEnrolled(look, key, keys)),
            .. shared,
            .. signing is null ? [] : Dated(look.Person, signing),
        ];
    }

    private Fault Missing(KeyLook look, IReadOnlyList<CheckedKey> keys) =>
        new(
            KeyCode.NotFound,
            keys.Count > 0
                ? $"the key of {Whose(look.Person)} ({keys[0].Key.Key.KeyId}) is not at {look.Place}: bring it back; "
                    + $"if it is lost, {Create(look.Person)} makes another"
                : $"there is no key of {Whose(look.Person)} at {look.Place}: {Create(look.Person)} makes one"
                    + (hasChain ? "" : ", as the first import does")
        );

    private Fault NotEnrolled(KeyLook look, CheckedKey key, IReadOnlyList<CheckedKey> keys)
    {
        var enrolled = keys.FirstOrDefault(other => other.IsEnrolled && other.Reach == KeyReach.Elsewhere);
        var toDo = (hasChain, roll.Keys.Count, enrolled) switch
        {
            (false, _, _) => "the first import enrols it",
            (true, 0, _) => "the next command that writes enrols it",
            (true, _, null) => $"{Create(look.Person)} enrols it",
            (true, _, { } missing) => $"bring back the enrolled one ({missing.Key.Key.KeyId}), or, if this one is to "
                + $"replace it, {Create(look.Person)} enrols it",
        };
        return new(
            KeyCode.NotEnrolled,
            $"{key.Key.Location} is not enrolled as a key of {Whose(look.Person)}, and signs nothing: {toDo}"
        );
    }

    private Fault? FindShared(PersonId? person, CheckedKey key)
    {
        var others = looks
            .Where(look => look.Person != person && look.Held.Any(held => held.Key.Key.Equals(key.Key.Key)))
            .Select(look => look.Person)
            .Concat(roll.Keys.Where(other => other.Person != person && IsSame(other.Key)).Select(other => other.Person))
            .Select(Whose)
            .ToList();
        return others.Count == 0
            ? null
            : new(
                KeyRoll.Shared,
                $"{key.Key.Location} is a key of {others[0]}, too: everyone has their own. Take it away from where it "
                    + $"does not belong; {Create(person)} makes one for {Whose(person)}"
            );

        bool IsSame(VerificationKey other) => other.Equals(key.Key.Key);
    }

    /// <summary>Of the key that signs: when it may, and for how long it has.</summary>
    private IEnumerable<Fault> Dated(PersonId? person, CheckedKey key)
    {
        var (held, rotate) = (key.Key, Create(person, isRotation: true));
        if (held.ValidFrom is { } from && now < from)
            yield return new("KEY_NOT_YET_VALID", $"{held.Location} signs from {Dates.Text(from)} on");
        if (held.ValidUntil is { } until && now >= until)
            yield return new(
                "KEY_EXPIRED",
                $"{held.Location} has ended on {Dates.Text(until)}: {rotate} makes another"
            );
        if (key.AgeDays > maxAgeDays)
            yield return new(
                "KEY_ROTATION_DUE",
                $"{held.Location} is {key.AgeDays} days old, more than {maxAgeDays}: {rotate} makes another; then "
                    + "give auditors the new 'bookseal keys trust'"
            );
    }

    private int? AgeOf(HeldKey key) => key.CreatedAt is { } made ? Math.Max(0, (int)(now - made).TotalDays) : null;

    /// <summary>The command; a further key takes another approver to enrol it.</summary>
    private string Create(PersonId? person, bool isRotation = false)
    {
        var command = $"bookseal keys create DIR {person?.ToString() ?? PemKeyRing.LogName}";
        if (isRotation)
            command += " --rotate";
        if (!roll.Of(person).Any())
            return $"'{command}'";
        var others = profile.Approvers.Where(approver => approver != person).ToList();
        return others.Count > 0
            ? $"'{command} --as {others[0]}'"
            : $"'{command}' as another approver (there is none: 'bookseal team propose')";
    }

    private static string Whose(PersonId? person) => person?.ToString() ?? "the log";
}
