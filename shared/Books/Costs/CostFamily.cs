namespace Bookseal.Books.Costs;

/// <summary>Kinds of providers that people ask for by a short name, whatever a source calls each of them.</summary>
public enum CostFamily
{
    Aws,
    Azure,
    Gcp,
    Saas,
    License,
}

public static class CostFamilies
{
    public static string Text(this CostFamily family) =>
        family switch
        {
            CostFamily.Aws => "AWS",
            CostFamily.Azure => "Azure",
            CostFamily.Gcp => "GCP",
            CostFamily.Saas => "SaaS",
            CostFamily.License => "License",
            _ => throw new ArgumentOutOfRangeException(nameof(family)),
        };

    /// <summary>In upper or lower case; null for the name of a provider.</summary>
    public static CostFamily? Find(string text)
    {
        foreach (var family in Enum.GetValues<CostFamily>())
            if (family.Text().Equals(text, StringComparison.OrdinalIgnoreCase))
                return family;
        return null;
    }

    public static Result<CostFamily> Parse(string text) =>
        Find(text) is { } family && family.Text() == text
            ? family
            : new Fault(
                CostSettings.Invalid,
                $"a family is AWS, Azure, GCP, SaaS or License, not {new JsonString(text)}"
            );

    /// <summary>By what a word of a provider's name says ("Lawson" is not AWS); null where it says nothing.</summary>
    public static CostFamily? OfName(string provider)
    {
        (CostFamily Family, string[] Words)[] known =
        [
            (CostFamily.Aws, ["aws", "amazon"]),
            (CostFamily.Azure, ["azure", "microsoft"]),
            (CostFamily.Gcp, ["gcp", "google"]),
        ];
        var own = Words(provider).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (family, words) in known)
            if (own.Overlaps(words))
                return family;
        return null;
    }

    private static IEnumerable<string> Words(string text)
    {
        var start = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && char.IsLetterOrDigit(text[at]))
                continue;
            if (at > start)
                yield return text[start..at];
            start = at + 1;
        }
    }

    /// <summary>By the category of a service; null for what any provider may have.</summary>
    public static CostFamily? OfCategory(string? category)
    {
        var text = category ?? "";
        if (
            text.Equals("SaaS", StringComparison.OrdinalIgnoreCase)
            || text.Contains("Software as a Service", StringComparison.OrdinalIgnoreCase)
        )
            return CostFamily.Saas;
        return
            text.Contains("licens", StringComparison.OrdinalIgnoreCase)
            || text.Contains("licenc", StringComparison.OrdinalIgnoreCase)
            ? CostFamily.License
            : null;
    }
}
