using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Runs;

/// <summary>
/// Where a host knows more of people than the team does: a directory, a list of who is away. It takes away what the
/// team gives, and gives nothing: who may what stands in the chain, and no host can say otherwise. Asked before each
/// command of a close; what is done beside closes (imports, everyday postings, payouts) goes by the team alone.
/// </summary>
public interface IRoleResolver
{
    /// <summary>The most that this person may do now; <see cref="Role.Approver"/> takes nothing away.</summary>
    Task<Role> AtMostAsync(TenantId tenant, Actor actor, CancellationToken cancel);
}

/// <summary>The team alone says who may what.</summary>
internal sealed class TeamRoles : IRoleResolver
{
    public static TeamRoles Instance { get; } = new();

    public Task<Role> AtMostAsync(TenantId tenant, Actor actor, CancellationToken cancel) =>
        Task.FromResult(Role.Approver);
}
