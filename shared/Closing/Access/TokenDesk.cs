using Bookseal.Books.Access;
using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Teams;
using Bookseal.Storage;
using Bookseal.Storage.Audit;

namespace Bookseal.Closing.Access;

/// <summary>
/// The tokens of a company's HTTP API, created and revoked by its approvers, recorded in the audit chain with a row for
/// each. The commit of the chain is the commit point.
/// </summary>
public sealed class TokenDesk(Workspace workspace)
{
    public const string Invalid = "TOKEN_INVALID";
    public const string NotFound = "TOKEN_NOT_FOUND";
    public const int MaxDays = 366;

    /// <summary>
    /// The text, which nobody can be shown again, and what the chain has of it. <c>CLOSE_AUTHORITY_DENIED</c>,
    /// <c>PERSON_UNKNOWN</c> where the person is not in the team, <c>TOKEN_INVALID</c> for more than a year or a role
    /// that its holder does not have.
    /// </summary>
    public async Task<Result<(string Text, AccessToken Token)>> CreateAsync(
        TokenRequest request,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (Refuse(actor) is { } refusal)
            return refusal;
        if (request.Lifetime <= TimeSpan.Zero || request.Lifetime > TimeSpan.FromDays(MaxDays))
            return new Fault(Invalid, $"a token is good for at most {MaxDays} days");
        if (await new TeamStore(workspace).ReadAsync(cancel) is not { } team)
            return new Fault("BOOKS_NOT_FOUND", $"there are no books of {workspace.Tenant} {workspace.Place}");
        var text = TokenText.New(workspace.Tenant);
        var hash = TokenText.HashOf(text);
        if (!FindHolder(request, [.. team.Standing.Persons], hash).TryGet(out var holder, out var fault))
            return fault;
        var expires = workspace.Clock.GetUtcNow() + request.Lifetime;
        var token = new AccessToken(hash, holder, request.Role, expires, request.Periods);
        await RecordAsync(AccessToken.CreatedType, token.CreatedData, token, actor, cancel);
        return (text, token);
    }

    /// <summary>From the next request on it opens nothing. Again is once. <c>TOKEN_NOT_FOUND</c>.</summary>
    /// <param name="id">The first digits of its hash, as they are listed.</param>
    public async Task<Result<AccessToken>> RevokeAsync(string id, Actor actor, CancellationToken cancel)
    {
        if (Refuse(actor) is { } refusal)
            return refusal;
        if ((await ListAsync(cancel)).FirstOrDefault(known => known.Id == id) is not { } token)
            return new Fault(NotFound, $"there is no token {new JsonString(id)}; 'bookseal token list' has them");
        var revoked = token with { IsRevoked = true };
        if (!token.IsRevoked)
            await RecordAsync(AccessToken.RevokedType, token.RevokedData, revoked, actor, cancel);
        return revoked;
    }

    /// <summary>In the order in which they end.</summary>
    public async Task<IReadOnlyList<AccessToken>> ListAsync(CancellationToken cancel)
    {
        var tokens = new List<AccessToken>();
        await foreach (var key in workspace.Audit.ReadProjectionKeysAsync(workspace.Tenant, cancel))
            if (key.StartsWith(AccessToken.Family, StringComparison.Ordinal))
                tokens.Add(Read(key, (await workspace.Audit.ProjectionAsync(workspace.Tenant, key, cancel))!));
        return [.. tokens.OrderBy(token => token.ExpiresAt).ThenBy(token => token.Id, StringComparer.Ordinal)];
    }

    /// <summary>Null for a hash that is no token's.</summary>
    public async Task<AccessToken?> FindAsync(Digest hash, CancellationToken cancel)
    {
        var key = AccessToken.RowKeyOf(hash);
        var row = await workspace.Audit.ProjectionAsync(workspace.Tenant, key, cancel);
        return row is null ? null : Read(key, row);
    }

    /// <summary>The person who was named, the only one of that role, or nobody.</summary>
    private static Result<PersonId> FindHolder(TokenRequest request, IReadOnlyList<Person> team, Digest hash)
    {
        if (request.Holder is not { } named)
        {
            List<Person> able = [.. team.Where(person => person.Role == request.Role)];
            return able.Count == 1 ? able[0].Id : AccessToken.HolderOf(hash);
        }

        if (team.FirstOrDefault(person => person.Id == named) is not { } holder)
            return new Fault(Refusal.PersonUnknown, $"{named} is not in the team");
        return holder.Role >= request.Role
            ? holder.Id
            : new Fault(Invalid, $"{named} is {holder.Role.Text()} and cannot hold a token of {request.Role.Text()}");
    }

    private static Fault? Refuse(Actor actor) =>
        actor.Role >= Acts.ManageTokens.Role
            ? null
            : new(Refusal.AuthorityDenied, $"{actor.Id} is {actor.Role.Text()}; tokens are an approver's");

    private Task RecordAsync(string type, JsonObject data, AccessToken after, Actor actor, CancellationToken cancel)
    {
        var draft = new AuditDraft(actor.Id, actor.Kind, type, null, null, after.RowKey, data);
        return workspace.RecordAsync([draft], _ => MakeRowsAsync(), cancel);

        async Task<IReadOnlyList<TableWrite>?> MakeRowsAsync()
        {
            var row = await workspace.Audit.ProjectionAsync(workspace.Tenant, after.RowKey, cancel);
            return row is not null && Read(after.RowKey, row).IsRevoked
                ? null
                : [new TableWrite(after.RowKey, after.ToBytes(), row?.ETag)];
        }
    }

    private static AccessToken Read(string key, TableRow row) =>
        AccessToken.FromBytes(row.Payload.Span).TryGet(out var token, out _)
            ? token
            : throw ChainCode.DamagedRow(key, "is unreadable");
}

/// <summary>What is asked for.</summary>
/// <param name="Holder">Whom of the team it speaks as; null: the only one of that role, or nobody.</param>
/// <param name="Periods">The only periods that it sees; empty: all.</param>
public sealed record TokenRequest(Role Role, TimeSpan Lifetime, PersonId? Holder, IReadOnlyList<PeriodCode> Periods);
