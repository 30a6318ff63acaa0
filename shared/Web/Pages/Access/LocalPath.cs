namespace Bookseal.Web.Pages.Access;

internal static class LocalPath
{
    /// <summary>Where to go on to: nobody is sent to another site by a link to this one.</summary>
    public static string Of(string? wanted) =>
        wanted is ['/', .. var rest]
        && rest is not ['/' or '\\', ..]
        && !rest.Any(character => char.IsControl(character) || character == '\\' || character > '~')
            ? wanted
            : "/";
}
