namespace Bookseal.Books.Costs;

/// <summary>Of which providers a package is: all, a family, or the one of a name.</summary>
/// <param name="Asked">As it was asked for.</param>
public sealed record CostFilter(string Asked, CostFamily? Family)
{
    private const string Everything = "all";

    public static CostFilter All { get; } = new(Everything, null);

    /// <summary>
    /// Whether a provider can have this name and be asked for by it: not "all", and no blanks around it.
    /// </summary>
    public static bool CanName(string provider) =>
        !provider.Equals(Everything, StringComparison.OrdinalIgnoreCase) && provider.Trim() == provider;

    public bool IsAll => Asked == Everything;

    public static CostFilter Of(string asked) =>
        asked.Equals(Everything, StringComparison.OrdinalIgnoreCase) ? All : new(asked, CostFamilies.Find(asked));

    /// <summary>
    /// What costs.json says of the provider goes before what its name, and the service's category, say.
    /// </summary>
    public bool Takes(CostRecord cost, CostSettings settings) => Takes(cost.Provider, cost.ServiceCategory, settings);

    /// <inheritdoc cref="Takes(CostRecord, CostSettings)"/>
    public bool Takes(string provider, string? category, CostSettings settings)
    {
        if (IsAll || provider == Asked)
            return true;
        if (Family is not { } family)
            return false;
        var said =
            settings.Find(provider)?.Family ?? CostFamilies.OfName(provider) ?? CostFamilies.OfCategory(category);
        return said == family;
    }
}
