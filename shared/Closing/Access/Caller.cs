using Bookseal.Books.Access;
using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Closing.Teams;
using Bookseal.Storage;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Access;

/// <summary>Who calls, as found out from a credential: whose books, as whom, and what they see.</summary>
/// <param name="Periods">The only periods that they see; empty: all.</param>
public sealed record Caller(Actor Actor, IReadOnlyList<PeriodCode> Periods, DateTimeOffset? Until)
{
    /// <summary>A person of the team. What takes several persons counts no others.</summary>
    public bool IsPerson { get; init; } = true;

    public bool Sees(PeriodCode period) => Periods.Count == 0 || Periods.Contains(period);
}

/// <summary>Tells who a credential speaks as, now: it can do no more than its holder can.</summary>
public sealed class CallerReader(Workspace workspace)
{
    private readonly TokenDesk _tokens = new(workspace);
    private volatile KnownTeam? _known;

    /// <summary>Null for a credential that opens nothing.</summary>
    public Task<Caller?> FindAsync(Credential shown, CancellationToken cancel) =>
        shown switch
        {
            TokenText token => FindAsync(token, cancel),
            SignedInPerson signedIn => FindAsync(signedIn.Person, until: null, cancel),
            _ => throw new ArgumentOutOfRangeException(nameof(shown)),
        };

    /// <summary>Null for a token that is unknown, over or revoked, or whose holder has left the team.</summary>
    private async Task<Caller?> FindAsync(TokenText text, CancellationToken cancel)
    {
        if (await _tokens.FindAsync(text.Hash, cancel) is not { } token || !token.IsGoodAt(workspace.Clock.GetUtcNow()))
            return null;
        if (token.IsOfNobody)
            return Of(token, token.Role) with { IsPerson = false };
        return await MemberAsync(token.Holder, cancel) is { } holder
            ? Of(token, holder.Role < token.Role ? holder.Role : token.Role)
            : null;
    }

    /// <summary>Somebody who has signed in as a person: they are in the team, or they are nobody.</summary>
    public async Task<Caller?> FindAsync(PersonId signedIn, DateTimeOffset? until, CancellationToken cancel) =>
        await MemberAsync(signedIn, cancel) is { } member
            ? new(Actor.Of(member, isUnattended: false) with { AtMost = member.Role }, [], until)
            : null;

    /// <summary>Of the team in force.</summary>
    private async Task<Person?> MemberAsync(PersonId id, CancellationToken cancel) =>
        (await PersonsAsync(cancel)).FirstOrDefault(person => person.Id == id);

    /// <summary>
    /// The team follows from two rows: while both have the same bytes, no master data are read for whoever calls. They
    /// are read before the team, so that who decides meanwhile has it read again.
    /// </summary>
    private async Task<IReadOnlyList<Person>> PersonsAsync(CancellationToken cancel)
    {
        var books = await workspace.Audit.ProjectionAsync(workspace.Tenant, MasterDataStore.RowKey, cancel);
        var row = await workspace.Audit.ProjectionAsync(workspace.Tenant, TeamStore.RowKey, cancel);
        if (_known is { } known && known.IsOf(books, row))
            return known.Persons;
        var team = await new TeamStore(workspace).ReadAsync(cancel);
        IReadOnlyList<Person> persons = team is null ? [] : [.. team.Standing.Persons];
        _known = new(books?.Payload ?? default, row?.Payload ?? default, persons);
        return persons;
    }

    private sealed record KnownTeam(ReadOnlyMemory<byte> Books, ReadOnlyMemory<byte> Row, IReadOnlyList<Person> Persons)
    {
        public bool IsOf(TableRow? books, TableRow? row) =>
            Books.Span.SequenceEqual((books?.Payload ?? default).Span)
            && Row.Span.SequenceEqual((row?.Payload ?? default).Span);
    }

    private static Caller Of(AccessToken token, Role role) =>
        new(
            new Actor(token.Holder, role, IsAgent: false, IsUnattended: false) { AtMost = role },
            token.Periods,
            token.ExpiresAt
        );
}
