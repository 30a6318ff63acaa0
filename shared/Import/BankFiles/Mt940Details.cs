using System.Text.RegularExpressions;

namespace Bookseal.Import.BankFiles;

/// <summary>
/// What :86: says: as German banks write it (<c>?20</c> ... sub-fields), as Dutch ones (<c>/NAME/</c> ... words), or
/// plain.
/// </summary>
/// <param name="EndToEnd">The id that the payer gave, which the books may have.</param>
internal sealed partial record Mt940Details(IReadOnlyList<string> Texts, string? EndToEnd)
{
    private const string Keys = "EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|IBAN|BIC";
    private static readonly string[] DutchWords = ["NAME", "REMI", "ADDR"];

    public static Mt940Details Read(Mt940Field? field)
    {
        if (field is null)
            return new([], null);
        // Lines are cut at a width, in the middle of words.
        var text = string.Concat(field.Lines).Trim();
        if (SubFields().Matches(text) is { Count: > 0 } parts)
            return German(parts);
        if (text.StartsWith('/') && Words().Matches(text) is { Count: > 0 } words)
            return Dutch(words);
        return new([text], null);
    }

    private static Mt940Details German(MatchCollection parts)
    {
        var fields = parts.Select(part => (Number: int.Parse(part.Groups["n"].ValueSpan), part.Groups["text"].Value));
        string TextOf(Func<int, bool> isOf) =>
            string.Concat(fields.Where(field => isOf(field.Number)).Select(field => field.Value));
        var remittance = TextOf(number => number is >= 20 and <= 29 or >= 60 and <= 63);
        var purpose = Keywords()
            .Matches(remittance)
            .ToLookup(word => word.Groups["key"].Value, word => word.Groups["text"].Value);
        return new(
            [
                TextOf(number => number is 32 or 33),
                purpose["SVWZ"].FirstOrDefault() ?? remittance,
                TextOf(number => number == 0),
            ],
            purpose["EREF"].FirstOrDefault()
        );
    }

    private static Mt940Details Dutch(MatchCollection words)
    {
        var said = words.ToLookup(word => word.Groups["key"].Value, word => word.Groups["text"].Value);
        return new([.. DutchWords.SelectMany(word => said[word])], said["EREF"].FirstOrDefault());
    }

    [GeneratedRegex(@"\?(?<n>\d\d)(?<text>[^?]*)", RegexOptions.ExplicitCapture)]
    private static partial Regex SubFields();

    [GeneratedRegex($@"(?<key>{Keys})\+(?<text>.*?)(?=({Keys})\+|$)", RegexOptions.ExplicitCapture)]
    private static partial Regex Keywords();

    [GeneratedRegex(@"/(?<key>[A-Z]{4})/(?<text>.*?)(?=/{1,2}[A-Z]{4}/|$)", RegexOptions.ExplicitCapture)]
    private static partial Regex Words();
}
