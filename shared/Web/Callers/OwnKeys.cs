using Microsoft.AspNetCore.Builder;

namespace Bookseal.Web.Callers;

/// <summary>
/// Of a route whose idempotency keys are kept by what it does, and for ever: a posting's is its batch's, in the
/// journal. It says of a repeat itself that it is one.
/// </summary>
internal sealed record OwnKeys;

internal static class OwnKeysExtensions
{
    public static TBuilder KeepsItsOwnKeys<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new OwnKeys());
}
