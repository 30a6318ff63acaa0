using Bookseal.Closing.Access;
using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Identity;

/// <summary>
/// What the platform's sign-in says of a request, in a header that it takes from whoever sends it themselves. Where
/// the host does not say that the platform is in front, it is as if it were not there.
/// </summary>
internal static class PlatformHeader
{
    private const string Name = "X-MS-CLIENT-PRINCIPAL";

    /// <summary>Null where nobody is signed in so. <c>SIGN_IN_REFUSED</c>.</summary>
    public static Result<SignedInPerson>? Read(this PlatformSignIn platform, HttpRequest request)
    {
        var header = request.Headers[Name];
        if (!platform.IsOn || header.Count == 0)
            return null;
        return platform.Find(header is [{ } text] ? text : "");
    }
}
