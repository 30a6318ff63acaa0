using Bookseal.Books.Company;

namespace Bookseal.Books.Runs;

/// <summary>A person accepts a group of warnings, with a word why.</summary>
/// <param name="Group">Digest of the group as it was shown.</param>
public sealed record AcceptWarnings(Actor Actor, string Code, Digest Group, string Words) : RunCommand(Actor)
{
    public override string Name => "accept_warnings";
}

/// <summary>An approver will not certify the payload that was shown.</summary>
/// <param name="Tasks">What is to be done again, besides everything from phase 4 on.</param>
public sealed record DeclineCertification(Actor Actor, Digest Payload, IReadOnlyList<int> Tasks, string Reason)
    : RunCommand(Actor)
{
    public override string Name => "decline_certification";
}
