using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs.Events;
using static Bookseal.Books.Runs.Rule;

namespace Bookseal.Books.Runs;

/// <summary>Where one call may close a period: nobody looks at it but who asks.</summary>
public static class DirectRules
{
    /// <summary><c>ORCHESTRATED_CLOSE_REQUIRED</c>, or null for a policy that asks for nobody else.</summary>
    public static Fault? PolicyFault(Policy policy)
    {
        if (policy.EnforceSegregation)
            return Refuse(Refusal.OrchestratedRequired, "the policy enforces the separation of duties");
        return policy.Signatures > 1
            ? Refuse(Refusal.OrchestratedRequired, $"the policy asks for {policy.Signatures} signatures")
            : null;
    }

    /// <summary>What follows from the words of the request alone.</summary>
    public static Fault? RequestFault(DirectRequest request)
    {
        if (ReasonFault(request.Reason) is { } unreasoned)
            return unreasoned;
        return request.ClaimedBy is { Length: 0 or > Limits.ClaimedByCharacters }
            ? new Fault(DirectRequest.ClaimInvalid, $"a name has 1 to {Limits.ClaimedByCharacters} characters")
            : null;
    }

    /// <summary>Null where a run that one call began says so in every way, and any other in none.</summary>
    public static Fault? ShapeFault(RunStarted started) =>
        started.Direct is null == (started.Template != DirectTemplates.Name)
            ? null
            : new Fault(
                "DIRECT_CLOSE_UNCLEAR",
                $"a run of template {DirectTemplates.Name} says who asked for it and why, and no other does"
            );

    internal static Fault? StartFault(StartRun start, DirectRequest request)
    {
        if (start.Actor.IsAgent)
            return new Fault(Refusal.AuthorityDenied, "a close with one call is a person's");
        return RequestFault(request) ?? PolicyFault(start.Policy);
    }
}
