using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Commands;

/// <summary>An approver certifies the payload that was shown. Posters are those who posted to the period's journal.</summary>
public sealed record CertifyRun(Actor Actor, Digest Payload, string KeyId, IReadOnlyCollection<PersonId> Posters)
    : RunCommand(Actor)
{
    public override string Name => "certify_run";
}
