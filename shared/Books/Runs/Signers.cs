using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Books.Runs;

/// <summary>Who of the team can still sign a proof, and how many of them are needed.</summary>
/// <param name="Needed">Signatures that are missing.</param>
/// <param name="Able">
/// The certifier first if they have not signed, for nothing is sealed without them; nobody else where only they are
/// missing.
/// </param>
public sealed record Signers(int Needed, bool NeedsCertifier, IReadOnlyList<PersonId> Able)
{
    /// <param name="preparers">Everyone who prepared the period, by its certificate.</param>
    public static Signers Of(CloseRun run, IReadOnlyCollection<PersonId> preparers)
    {
        if (run.Certification is not { } certified || run.IsFullySigned || run.IsDirect)
            return new(0, false, []);
        var needsCertifier = !run.HasSigned(certified.By);
        var missing = run.Policy.Signatures - run.Signatures.Select(signature => signature.By).Distinct().Count();
        var able = (run.Team?.Persons ?? [])
            .Where(person => person.Role >= Acts.Sign.Role && !run.HasSigned(person.Id))
            .Where(person => !run.Policy.EnforceSegregation || !IsPreparer(person.Id))
            .Where(person => !needsCertifier || missing > 1 || person.Id == certified.By)
            .Select(person => person.Id)
            .OrderByDescending(person => person == certified.By);
        return new(Math.Max(missing, needsCertifier ? 1 : 0), needsCertifier, [.. able]);

        bool IsPreparer(PersonId person) => run.Preparers.Contains(person) || preparers.Contains(person);
    }

    /// <summary>In words: who has to sign, and of whom how many more.</summary>
    public string Describe()
    {
        var certifier = NeedsCertifier ? $"{(Able.Count > 0 ? Able[0].ToString() : "nobody")} (certifier)" : null;
        var others = Able.Skip(NeedsCertifier ? 1 : 0).Select(person => person.ToString()).ToList();
        var more = Needed - (NeedsCertifier ? 1 : 0);
        var rest = more > 0 ? $"{more} of {(others.Count > 0 ? string.Join(", ", others) : "nobody")}" : null;
        return string.Join(" and ", new[] { certifier, rest }.OfType<string>());
    }
}
