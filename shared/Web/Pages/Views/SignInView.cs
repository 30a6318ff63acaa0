namespace Bookseal.Web.Pages.Views;

/// <param name="To">A path of this site, to go on to.</param>
/// <param name="TakesPassphrases">Key files are here, so that a person may show that theirs opens.</param>
public sealed record SignInView(string To, bool TakesPassphrases)
{
    /// <summary>The session was over when something was sent.</summary>
    public bool LostForm { get; init; }

    /// <summary>Why nobody was let in.</summary>
    public Fault? Fault { get; init; }

    public string Company { get; init; } = "";

    public string Name { get; init; } = "";
}
