using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Answers;

/// <summary>How a route says what is wrong: to people otherwise than to programs.</summary>
internal abstract class FaultView
{
    public abstract IResult Of(Fault fault, int status);

    /// <summary>As the route that was asked says it; a problem document where none was.</summary>
    public static IResult For(HttpContext context, Fault fault, int status) =>
        context.GetEndpoint()?.Metadata.GetMetadata<FaultView>() is { } view
            ? view.Of(fault, status)
            : Answer.Problem(fault, status);
}
